import { IBAN_LENGTHS } from '../detect/iban-lengths.ts';
import { isIbanValid, SAFE_IBANS } from '../locales/safe-ibans.ts';
import {
  isSafeDomain,
  luhnDigit,
  SAFE_CARD,
  SAFE_IPV4,
  SAFE_IPV4_OVERFLOW,
  SAFE_SSN,
  TEST_CARDS,
} from '../locales/safe-ranges.ts';
import { isReservedPhone } from './reserved-phones.ts';

/**
 * Whether a value can belong to nobody: it lies in a range that its issuers keep free, or is none of the kind at all, as
 * tokens are not.
 */
export type IsReserved = (value: string) => boolean;

/**
 * Kinds of personal data that have reserved ranges. A mask of such a kind that lies outside could reach somebody.
 */
const RESERVED = {
  email: (value) => !value.includes('@') || isSafeDomain(value.slice(value.lastIndexOf('@') + 1)),
  url: isReservedUrl,
  phone: isPhoneOfNobody,
  fax: isPhoneOfNobody,
  'ip-address': isReservedAddress,
  'mac-address': isReservedMac,
  'us-ssn': isReservedSsn,
  card: isReservedCard,
  iban: isReservedIban,
} as const satisfies Readonly<Record<string, IsReserved>>;

/** Undefined for kinds without reserved ranges: names, addresses, numbers of an issuer's own. */
export function reservedRange(piiType: string): IsReserved | undefined {
  return Object.hasOwn(RESERVED, piiType) ? RESERVED[piiType as keyof typeof RESERVED] : undefined;
}

/** Fewest digits of a telephone number with an area code or without. */
const SHORTEST_PHONE = 7;

/** Letters stand in none, but in front of an extension. */
function isPhoneOfNobody(value: string): boolean {
  const number = value.replace(/(?:x|ext\.?)\s*\d+$/i, '');
  if (/\p{L}/u.test(number) || number.replace(/\D/g, '').length < SHORTEST_PHONE) return true;
  return isReservedPhone(value);
}

/** A host without a dot is one of no public network. */
function isReservedUrl(value: string): boolean {
  const host = hostOf(value);
  return !/[.:]/.test(host) || isSafeDomain(host);
}

function hostOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').split(/[/?#]/, 1)[0] ?? '';
  return rest.slice(rest.lastIndexOf('@') + 1).replace(/:\d+$/, '');
}

function isReservedAddress(value: string): boolean {
  if (/^[\da-f.]*:[\da-f.:]*(?:\/\d+)?$/i.test(value))
    return /^(?:2001:0?db8|3fff:0)(?::|$)/i.test(value);
  if (!/^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?$/.test(value)) return true;
  const parts = value.split(/[./]/).slice(0, 4).map(Number);
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  return [...SAFE_IPV4, SAFE_IPV4_OVERFLOW].some(
    ({ first, count }) => address >= first && address < first + count,
  );
}

const MAC_DIGITS = 12;
const SSN_DIGITS = 9;

/** For documentation (RFC 9542), or given by whoever runs the network, never by a maker (IEEE 802). */
function isReservedMac(value: string): boolean {
  const digits = value.replace(/[^\da-f]/gi, '').toLowerCase();
  if (digits.length !== MAC_DIGITS || /[g-z]/i.test(value)) return true;
  return digits.startsWith('00005e0053') || /^[\da-f][26ae]/.test(digits);
}

function isReservedSsn(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  const [area, group] = [Number(digits.slice(0, 3)), Number(digits.slice(3, 5))];
  if (digits.length !== SSN_DIGITS || /\p{L}/u.test(value)) return true;
  if (area === 0 || area === 666) return true;
  return area >= SAFE_SSN.area[0] && group >= SAFE_SSN.group[0] && group <= SAFE_SSN.group[1];
}

/** Fewest and most digits of cards (ISO/IEC 7812-1). */
const CARD_DIGITS = [12, 19] as const;

/** Published for tests, of no network, or not a number of a card at all, as its check digit is wrong. */
function isReservedCard(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  if (digits.length < CARD_DIGITS[0] || digits.length > CARD_DIGITS[1]) return true;
  if (/\p{L}/u.test(value)) return true;
  return (
    digits.startsWith(SAFE_CARD.prefix) ||
    TEST_CARDS.some(({ number }) => number === digits) ||
    Number(digits.slice(-1)) !== luhnDigit(digits.slice(0, -1))
  );
}

function isReservedIban(value: string): boolean {
  const iban = value.replace(/\s/g, '').toUpperCase();
  // Check digits of one text in 97 are right by chance.
  if (IBAN_LENGTHS.get(iban.slice(0, 2)) !== iban.length || !isIbanValid(iban)) return true;
  const safe = SAFE_IBANS.find(({ country }) => country === iban.slice(0, 2));
  return safe !== undefined && iban.slice(4).startsWith(safe.prefix);
}
