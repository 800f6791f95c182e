import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../mask/catalog.generated.ts';
import { manyTexts, maskTexts } from '../mask/testing/mask-texts.ts';
import { reservedRange } from './reserved.ts';

/** Kind of data, strategy, options, form of the values: ten thousand of each. */
const CASES: readonly (readonly [type: string, strategy: string, options: object, form: string])[] =
  [
    ['email', 'fake.email', {}, '????.##@corp??.com'],
    ['email', 'fake.email', { domain: 'map' }, '????.##@corp??.com'],
    ['url', 'fake.url', {}, 'https://www.??##.com/####?id=##'],
    ['url', 'fake.url', { host: 'map' }, 'https://www.??##.com/####'],
    ['phone', 'fake.phone', {}, '+1 212 ### ####'],
    ['phone', 'fake.phone', { format: 'like', keepCountry: true }, '+44 20 #### ####'],
    ['phone', 'fake.phone', { region: 'DE', format: 'national' }, '030 ######'],
    ['phone', 'fake.phone', { overflow: 'widen', format: 'national' }, '(212) ###-####'],
    ['phone', 'fake.phone', { overflow: 'widen', format: 'like' }, '212#######'],
    ['ip-address', 'fake.ip', {}, '1##.2##.##.##'],
    ['ip-address', 'fake.ip', { overflow: 'widen' }, '1##.2##.##.##'],
    ['ip-address', 'fake.ip', {}, '2a02:####:####::##'],
    ['mac-address', 'fake.mac', {}, '0#:1#:2#:3#:4#:5#'],
    ['mac-address', 'fake.mac', { overflow: 'widen' }, '0#:1#:2#:3#:4#:5#'],
    ['us-ssn', 'fake.nationalId', { kind: 'us-ssn' }, '###-##-####'],
    ['card', 'fake.card', {}, '4###-####-####-####'],
    ['card', 'fake.card', { kind: 'wrong-digit' }, '37###########'],
    ['card', 'fake.card', { kind: 'test' }, '4###############'],
    ['iban', 'fake.iban', {}, 'DE## #### #### #### #### ##'],
    ['iban', 'fake.iban', { country: 'FR' }, 'GB##????##############'],
  ];

describe('masks of fake.*', () => {
  it.each(CASES)('reach nobody: %s by %s %o', (type, name, options, form) => {
    const [strategy, isReserved] = [STRATEGIES[name], reservedRange(type)];
    if (strategy === undefined || isReserved === undefined)
      throw new RangeError(`${name}, ${type}`);
    const masks = maskTexts(strategy, manyTexts(form), { options });
    expect(masks.filter((mask) => !isReserved(mask))).toEqual([]);
  });
});
