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

/** Whether a value can belong to nobody: it lies in a range that its issuers keep free. */
export type IsReserved = (value: string) => boolean;

/**
 * Kinds of personal data that have reserved ranges. A mask of such a kind that lies outside could reach somebody.
 */
const RESERVED = {
  email: (value) => isSafeDomain(value.slice(value.lastIndexOf('@') + 1)),
  url: (value) => isSafeDomain(hostOf(value)),
  phone: isReservedPhone,
  fax: isReservedPhone,
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

function hostOf(url: string): string {
  const rest = url.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').split(/[/?#]/, 1)[0] ?? '';
  return rest.slice(rest.lastIndexOf('@') + 1).replace(/:\d+$/, '');
}

function isReservedAddress(value: string): boolean {
  if (value.includes(':')) return /^(?:2001:0?db8|3fff:0)(?::|$)/i.test(value);
  const parts = value.split(/[./]/).slice(0, 4).map(Number);
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  return [...SAFE_IPV4, SAFE_IPV4_OVERFLOW].some(
    ({ first, count }) => address >= first && address < first + count,
  );
}

/** For documentation (RFC 9542), or given by whoever runs the network, never by a maker (IEEE 802). */
function isReservedMac(value: string): boolean {
  const digits = value.replace(/[^\da-f]/gi, '').toLowerCase();
  return digits.startsWith('00005e0053') || /^[\da-f][26ae]/.test(digits);
}

function isReservedSsn(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  const [area, group] = [Number(digits.slice(0, 3)), Number(digits.slice(3, 5))];
  if (digits.length !== 9 || area === 0 || area === 666) return digits.length === 9;
  return area >= SAFE_SSN.area[0] && group >= SAFE_SSN.group[0] && group <= SAFE_SSN.group[1];
}

/** Published for tests, of no network, or not a number of a card at all, as its check digit is wrong. */
function isReservedCard(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 12) return true;
  return (
    digits.startsWith(SAFE_CARD.prefix) ||
    TEST_CARDS.some(({ number }) => number === digits) ||
    Number(digits.slice(-1)) !== luhnDigit(digits.slice(0, -1))
  );
}

function isReservedIban(value: string): boolean {
  const iban = value.replace(/\s/g, '').toUpperCase();
  if (!isIbanValid(iban)) return true;
  const safe = SAFE_IBANS.find(({ country }) => country === iban.slice(0, 2));
  return safe !== undefined && iban.slice(4).startsWith(safe.prefix);
}
