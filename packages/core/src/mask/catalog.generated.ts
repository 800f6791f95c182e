// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { StrategyDefinition } from './define.ts';
import { ageBand } from './strategies/age-band.ts';
import { array } from './strategies/array.ts';
import { blobDrop } from './strategies/blob-drop.ts';
import { categoryGeneralise } from './strategies/category-generalise.ts';
import { charMap } from './strategies/char-map.ts';
import { charScramble } from './strategies/char-scramble.ts';
import { conditional } from './strategies/conditional.ts';
import { constant } from './strategies/constant.ts';
import { dateAge } from './strategies/date-age.ts';
import { dateRandom } from './strategies/date-random.ts';
import { dateShift } from './strategies/date-shift.ts';
import { dateTruncate } from './strategies/date-truncate.ts';
import { derived } from './strategies/derived.ts';
import { dict } from './strategies/dict.ts';
import { drop } from './strategies/drop.ts';
import { encrypt } from './strategies/encrypt.ts';
import { fakeAddress } from './strategies/fake-address.ts';
import { fakeCard } from './strategies/fake-card.ts';
import { fakeCompany } from './strategies/fake-company.ts';
import { fakeDevice } from './strategies/fake-device.ts';
import { fakeDomain } from './strategies/fake-domain.ts';
import { fakeEmail } from './strategies/fake-email.ts';
import { fakeGeo } from './strategies/fake-geo.ts';
import { fakeIban } from './strategies/fake-iban.ts';
import { fakeIp } from './strategies/fake-ip.ts';
import { fakeJobTitle } from './strategies/fake-job-title.ts';
import { fakeMac } from './strategies/fake-mac.ts';
import { fakeNationalId } from './strategies/fake-national-id.ts';
import { fakePerson } from './strategies/fake-person.ts';
import { fakePhone } from './strategies/fake-phone.ts';
import { fakePlate } from './strategies/fake-plate.ts';
import { fakeUrl } from './strategies/fake-url.ts';
import { fakeUserAgent } from './strategies/fake-user-agent.ts';
import { fakeVin } from './strategies/fake-vin.ts';
import { filePlaceholder } from './strategies/file-placeholder.ts';
import { fkFollow } from './strategies/fk-follow.ts';
import { fpeChecksum } from './strategies/fpe-checksum.ts';
import { fpeFf1 } from './strategies/fpe-ff1.ts';
import { geoRound } from './strategies/geo-round.ts';
import { hashHmac } from './strategies/hash-hmac.ts';
import { ipPrefix } from './strategies/ip-prefix.ts';
import { jsonPath } from './strategies/json-path.ts';
import { keep } from './strategies/keep.ts';
import { lookup } from './strategies/lookup.ts';
import { maskPartial } from './strategies/mask-partial.ts';
import { noiseDate } from './strategies/noise-date.ts';
import { noiseNumber } from './strategies/noise-number.ts';
import { nullStrategy } from './strategies/null.ts';
import { numberBin } from './strategies/number-bin.ts';
import { numberRound } from './strategies/number-round.ts';
import { numberTopcode } from './strategies/number-topcode.ts';
import { permuteInt } from './strategies/permute-int.ts';
import { permuteUuid } from './strategies/permute-uuid.ts';
import { redact } from './strategies/redact.ts';
import { sampleEmpirical } from './strategies/sample-empirical.ts';
import { shuffle } from './strategies/shuffle.ts';
import { surrogateRandom } from './strategies/surrogate-random.ts';
import { template } from './strategies/template.ts';
import { textDeid } from './strategies/text-deid.ts';
import { tokenVault } from './strategies/token-vault.ts';
import { truncatePan } from './strategies/truncate-pan.ts';
import { zip3 } from './strategies/zip3.ts';

/** Every definition of mask/strategies, by its own name. */
export const STRATEGIES: Readonly<Record<string, StrategyDefinition>> = {
  [ageBand.name]: ageBand,
  [array.name]: array,
  [blobDrop.name]: blobDrop,
  [categoryGeneralise.name]: categoryGeneralise,
  [charMap.name]: charMap,
  [charScramble.name]: charScramble,
  [conditional.name]: conditional,
  [constant.name]: constant,
  [dateAge.name]: dateAge,
  [dateRandom.name]: dateRandom,
  [dateShift.name]: dateShift,
  [dateTruncate.name]: dateTruncate,
  [derived.name]: derived,
  [dict.name]: dict,
  [drop.name]: drop,
  [encrypt.name]: encrypt,
  [fakeAddress.name]: fakeAddress,
  [fakeCard.name]: fakeCard,
  [fakeCompany.name]: fakeCompany,
  [fakeDevice.name]: fakeDevice,
  [fakeDomain.name]: fakeDomain,
  [fakeEmail.name]: fakeEmail,
  [fakeGeo.name]: fakeGeo,
  [fakeIban.name]: fakeIban,
  [fakeIp.name]: fakeIp,
  [fakeJobTitle.name]: fakeJobTitle,
  [fakeMac.name]: fakeMac,
  [fakeNationalId.name]: fakeNationalId,
  [fakePerson.name]: fakePerson,
  [fakePhone.name]: fakePhone,
  [fakePlate.name]: fakePlate,
  [fakeUrl.name]: fakeUrl,
  [fakeUserAgent.name]: fakeUserAgent,
  [fakeVin.name]: fakeVin,
  [filePlaceholder.name]: filePlaceholder,
  [fkFollow.name]: fkFollow,
  [fpeChecksum.name]: fpeChecksum,
  [fpeFf1.name]: fpeFf1,
  [geoRound.name]: geoRound,
  [hashHmac.name]: hashHmac,
  [ipPrefix.name]: ipPrefix,
  [jsonPath.name]: jsonPath,
  [keep.name]: keep,
  [lookup.name]: lookup,
  [maskPartial.name]: maskPartial,
  [noiseDate.name]: noiseDate,
  [noiseNumber.name]: noiseNumber,
  [nullStrategy.name]: nullStrategy,
  [numberBin.name]: numberBin,
  [numberRound.name]: numberRound,
  [numberTopcode.name]: numberTopcode,
  [permuteInt.name]: permuteInt,
  [permuteUuid.name]: permuteUuid,
  [redact.name]: redact,
  [sampleEmpirical.name]: sampleEmpirical,
  [shuffle.name]: shuffle,
  [surrogateRandom.name]: surrogateRandom,
  [template.name]: template,
  [textDeid.name]: textDeid,
  [tokenVault.name]: tokenVault,
  [truncatePan.name]: truncatePan,
  [zip3.name]: zip3,
};
