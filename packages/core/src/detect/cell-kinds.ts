import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { digitsOf } from './characters.ts';
import { isCard } from './detectors/card.ts';
import { isEmail } from './detectors/email.ts';
import { isIban } from './detectors/iban.ts';
import { isIpAddress } from './detectors/ip-address.ts';
import { isMacAddress } from './detectors/mac-address.ts';
import { isNational, PHONE_COUNTRIES } from './detectors/phone.ts';
import { isUrl } from './detectors/url.ts';
import { isSsn } from './detectors/us-ssn.ts';
import {
  isCity,
  isCommonWord,
  isFirstName,
  isFullName,
  isLastName,
  wordsOf,
} from './name-words.ts';
import { isDiseaseCode, isFaith, isImei, isMaritalStatus, isPlate } from './people-words.ts';
import { isCountry, isGender, isRegion, isStreet } from './place-words.ts';

/** What a single cell can be; several at once. */
export type CellKind = keyof typeof CELL_KINDS;

const NAME_SHAPE = /^(?:\p{Lu}[\p{L}\p{M}]*|\p{Lo}+)(?:['’ -]\p{L}[\p{L}\p{M}'’]*)*$/u;
const isNameShaped = (cell: string): boolean => cell.length <= 40 && NAME_SHAPE.test(cell);
const isOneName = (cell: string, isKnown: (word: string) => boolean): boolean => {
  if (!isNameShaped(cell)) return false;
  const words = wordsOf(cell);
  return words.length <= 3 && (isKnown(words.join(' ')) || words.some(isKnown));
};

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:1[89]|20)\\d\\d';
const DATE = new RegExp(
  `^(?:${YEAR}[-/.]?${MONTH}[-/.]?${DAY}|${DAY}[-/.]${MONTH}[-/.](?:${YEAR}|\\d\\d)|${MONTH}[-/.]${DAY}[-/.](?:${YEAR}|\\d\\d))(?:[T ]00:00(?::00(?:\\.0+)?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?)?$`,
);
const DATE_TIME = /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{1,2}[./]\d{1,2}[./]\d{4} \d\d:\d\d)/;
const POSTCODE =
  /^(?:\d{4,6}|\d{5}-\d{4}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{3}-\d{4}|\d{4} ?[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|(?:AD|B|L|LV|LT|MD|SE|FI|D|A|CH|F)-?\d{4,5})$/;
/** Post codes that no other number looks like. */
const TELLING_POSTCODE =
  /^(?:\d{5}-\d{4}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{4} ?[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/;
const COMPANY =
  /(?:\b(?:inc|llc|ltd|limited|gmbh|ag|kg|ohg|corp|corporation|plc|group|holdings?|sarl|sas|s\.?r\.?l|s\.?p\.?a|s\.?a|b\.?v|n\.?v|ab|oy|a\/s|as|sp\. z o\.?o|& co|and sons|e\.?i|gruppen|gbr|ug|lda|ltda)\.?$)|株式会社/i;
const JOB =
  /\b(?:manager|engineer|developer|analyst|director|officer|assistant|consultant|specialist|coordinator|technician|administrator|supervisor|architect|designer|representative|agent|executive|nurse|teacher|accountant|associate|strategist|planner|liaison|producer|facilitator|orchestrator|president|clerk|lawyer|doctor|driver|ingenieur|leiter|berater|entwickler|sachbearbeiter)\b/i;
const PHONE_UNITS = /^[+(]?\d[\d\s()./-]{5,22}\d(?: ?(?:x|ext\.?) ?\d{1,6})?$/;

/** A telephone number in its printed form: bare digits without a plus can be anything. */
function isPrintedPhone(cell: string): boolean {
  if (!PHONE_UNITS.test(cell) || DATE.test(cell)) return false;
  const number = cell.replace(/ ?(?:x|ext\.?) ?\d+$/, '');
  const digits = digitsOf(number);
  if (number.startsWith('+'))
    return parsePhoneNumberFromString(`+${digits}`)?.isPossible() === true;
  if (!/[\s()./-]/.test(number) || /^\d+\.\d+$/.test(number))
    return digits.startsWith('0') && isNational(digits, PHONE_COUNTRIES);
  return isPrintedNational(number, digits);
}

/** Groups that countries without a leading zero print: Spain, Poland, Czechia, Norway, Denmark, Mexico, Brazil, Singapore. */
const GROUPED =
  /^(?:3.3.3|3.2.2.2|2.3.2.2|2.2.2.2|3.2.3|4.4|3.3.4|4.3.3|2.4.4|2.5.4|3.4.4|1.3.3.4)$/;

function isPrintedNational(number: string, digits: string): boolean {
  if (/^(?:1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/.test(number)) return true;
  if (digits.startsWith('00'))
    return parsePhoneNumberFromString(`+${digits.slice(2)}`)?.isPossible() === true;
  const countries = digits.startsWith('0') ? PHONE_COUNTRIES.slice(1) : PHONE_COUNTRIES;
  return (
    countries.some(
      (country) =>
        isSupportedCountry(country) &&
        parsePhoneNumberFromString(digits, country)?.isPossible() === true,
    ) &&
    (/^[+(0]/.test(number) || GROUPED.test(number.replace(/\d+/g, ({ length }) => `${length}`))) &&
    digits.length >= 8
  );
}

/** Countries whose bare mobile numbers begin as hardly any other number does. */
const MOBILE_COUNTRIES = ['ES', 'IT', 'PT', 'IN'] as const;

/** Digits alone that are valid with their country code, or of a mobile telephone without it. */
function isBarePhone(cell: string): boolean {
  if (!/^\d{9,13}$/.test(cell)) return false;
  if (cell.length > 10 && parsePhoneNumberFromString(`+${cell}`)?.isValid() === true) return true;
  return MOBILE_COUNTRIES.some((country) => {
    const parsed = parsePhoneNumberFromString(cell, country);
    return parsed?.isValid() === true && parsed.getType() === 'MOBILE';
  });
}

/** Tests of a whole cell, already trimmed. */
export const CELL_KINDS = {
  email: isEmail,
  url: isUrl,
  'ip-address': isIpAddress,
  'mac-address': isMacAddress,
  iban: isIban,
  card: isCard,
  'us-ssn': isSsn,
  phone: isPrintedPhone,
  phoneDigits: (cell: string) => /^\+?\d{7,15}$/.test(cell),
  phoneLike: (cell: string) => {
    const { length } = digitsOf(cell);
    return length >= 5 && length <= 20 && /^[+\d\s()./x#ext-]+$/i.test(cell);
  },
  uuid: (cell: string) => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(cell),
  digest: (cell: string) =>
    /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{56}|[\da-f]{64}|[\da-f]{128})$/i.test(cell),
  passwordHash: (cell: string) =>
    /^(?:\$(?:2[abxy]?|argon2(?:i|d|id)|5|6|1|scrypt|pbkdf2[\w-]*|P|S)\$|\{(?:SSHA|SHA|bcrypt)\}|pbkdf2_)/.test(
      cell,
    ),
  token: (cell: string) =>
    /^(?:eyJ[\w-]+\.[\w-]+\.|(?:sk|pk|ghp|gho|xox[abp]|AKIA|glpat)[-_A-Z\d])/.test(cell),
  integer: (cell: string) => /^-?\d{1,19}$/.test(cell),
  decimal: (cell: string) => /^-?\d{1,15}[.,]\d{1,12}$/.test(cell),
  boolean: (cell: string) =>
    /^(?:true|false|t|f|yes|no|y|n|0|1|ja|nein|oui|non|si|on|off)$/i.test(cell),
  date: (cell: string) => DATE.test(cell),
  dateTime: (cell: string) => DATE_TIME.test(cell) && !DATE.test(cell),
  time: (cell: string) => /^\d\d:\d\d(?::\d\d)?(?:\.\d+)?$/.test(cell),
  nameShaped: isNameShaped,
  oneWord: (cell: string) => !/\s/.test(cell),
  firstName: (cell: string) => isOneName(cell, isFirstName),
  lastName: (cell: string) => isOneName(cell, isLastName),
  fullName: (cell: string) => /^\p{L}/u.test(cell) && !/\d/.test(cell) && isFullName(cell),
  commonWord: (cell: string) => wordsOf(cell).every(isCommonWord),
  city: (cell: string) => isNameShaped(cell.replace(/\./g, '')) && isCity(wordsOf(cell).join(' ')),
  street: isStreet,
  streetLike: (cell: string) =>
    isStreet(cell) || /^\p{Lu}[\p{L}.' -]{3,50} \d{1,4} ?[a-z]?(?:[/-]\d{1,4})?$/u.test(cell),
  fiveDigits: (cell: string) => /^\d{5}(?:-\d{4})?$/.test(cell),
  countryName: (cell: string) => cell.length > 3 && isCountry(cell),
  country: isCountry,
  region: isRegion,
  gender: isGender,
  postcode: (cell: string) => POSTCODE.test(cell),
  tellingPostcode: (cell: string) => TELLING_POSTCODE.test(cell),
  company: (cell: string) => COMPANY.test(cell),
  jobTitle: (cell: string) => JOB.test(cell),
  userAgent: (cell: string) => /^(?:Mozilla|Opera|curl|okhttp|Dalvik)\/\d/.test(cell),
  vin: (cell: string) => /^(?=.*[A-Z])(?=(?:.*\d){4})[A-HJ-NPR-Z\d]{17}$/.test(cell),
  coordinate: (cell: string) => /^-?(?:1[0-7]|[1-9])?\d\.\d{4,}$/.test(cell),
  maritalStatus: isMaritalStatus,
  faith: isFaith,
  diseaseCode: isDiseaseCode,
  plate: isPlate,
  imei: isImei,
  barePhone: isBarePhone,
  letters: (cell: string) => /\p{L}/u.test(cell),
  digits: (cell: string) => /\d/.test(cell),
  sentence: (cell: string) => cell.split(/\s+/).length >= 5,
  path: (cell: string) =>
    /^(?:\/|[A-Z]:\\|\.{1,2}\/)|\.(?:png|jpe?g|gif|webp|svg|pdf)$/i.test(cell),
  honorific: (cell: string) =>
    /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|hr|fr|m|mme|mlle|sr|sra|srta|sig|sig\.ra|dott|dhr|mevr|pan|pani|jr|sr|ii|iii|iv|phd|md|dds|dvm)\.?$/i.test(
      cell,
    ),
} as const satisfies Readonly<Record<string, (cell: string) => boolean>>;
