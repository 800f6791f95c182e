/**
 * Value spaces that cannot reach a real person, account or host. Each names who set it aside and how sure
 * that is: official = reserved by that authority; convention = never issued by the issuer's own rules.
 */

/** Second-level domains for addresses. RFC 2606 section 3 (official). Sub-domains of them reach nobody either. */
export const SAFE_EMAIL_DOMAINS: readonly string[] = ['example.com', 'example.net', 'example.org'];

/** Top-level domains that are never delegated. RFC 2606 section 2, RFC 6761 (official). */
const SAFE_TOP_LEVEL_DOMAINS: readonly string[] = ['example', 'test', 'invalid'];

/** Whether mail to the domain, or a look-up of it, can reach nobody. */
export function isSafeDomain(domain: string): boolean {
  const name = domain.toLowerCase();
  const reserved = [...SAFE_EMAIL_DOMAINS, ...SAFE_TOP_LEVEL_DOMAINS];
  return reserved.some((safe) => name === safe || name.endsWith(`.${safe}`));
}

/** Consecutive IPv4 addresses; `first` as an unsigned 32-bit number. */
export interface Ipv4Block {
  readonly first: number;
  readonly count: number;
}

/** TEST-NET-1, -2 and -3: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24. RFC 5737 (official). */
export const SAFE_IPV4: readonly Ipv4Block[] = [
  { first: 0xc0000200, count: 256 },
  { first: 0xc6336400, count: 256 },
  { first: 0xcb007100, count: 256 },
];

/** 198.18.0.0/15, for benchmarks, not routed. RFC 2544, RFC 6890 (official). For columns that need more values. */
export const SAFE_IPV4_OVERFLOW: Ipv4Block = { first: 0xc6120000, count: 131_072 };

/** 2001:db8::/32: the fixed first groups; six groups (96 bits) are free. RFC 3849 (official). */
export const SAFE_IPV6 = { prefix: '2001:db8', prefixBits: 32, freeGroups: 6 } as const;

/** 00:00:5E:00:53:00 to :FF. RFC 9542 section 2.1.2 (official). One free octet. */
export const SAFE_MAC = { prefix: '00:00:5e:00:53', freeOctets: 1 } as const;

/**
 * Second hex digits of locally administered unicast MAC addresses; the other eleven digits are free.
 * IEEE 802 section 8 (convention: no maker's device has one by default). 2^46 values.
 */
export const LOCAL_MAC_SECOND_DIGITS = '26ae';

/**
 * US social security numbers `AAA-GG-SSSS` that were never issued: area 900 to 999 belongs to taxpayer numbers
 * (ITIN), whose groups are 50 and above, so groups 01 to 49 belong to nobody. Social Security Administration,
 * "SSN randomization", 2011; IRS Publication 1915 (official). Bounds inclusive.
 */
export const SAFE_SSN = {
  area: [900, 999],
  group: [1, 49],
  serial: [1, 9999],
  capacity: 100 * 49 * 9999,
} as const;

/**
 * Made-up payment cards: sixteen digits that start `99`. Major industry identifier 9 is for national schemes,
 * its next three digits are a country number of ISO 3166-1, and 900 to 999 are nobody's (user-assigned).
 * (Troy, 9792, has Türkiye's number 792.) ISO/IEC 7812-1 (convention). `freeDigits` digits, then a Luhn digit.
 */
export const SAFE_CARD = { prefix: '99', freeDigits: 13, length: 16 } as const;

/** Numbers that the networks and their processors publish for tests, all Luhn-valid (convention). */
export const TEST_CARDS: readonly { readonly network: string; readonly number: string }[] = [
  { network: 'visa', number: '4111111111111111' },
  { network: 'visa', number: '4242424242424242' },
  { network: 'visa', number: '4012888888881881' },
  { network: 'mastercard', number: '5555555555554444' },
  { network: 'mastercard', number: '5105105105105100' },
  { network: 'amex', number: '378282246310005' },
  { network: 'amex', number: '371449635398431' },
  { network: 'discover', number: '6011111111111117' },
  { network: 'discover', number: '6011000990139424' },
  { network: 'diners', number: '30569309025904' },
  { network: 'jcb', number: '3530111333300000' },
  { network: 'jcb', number: '3566002020360505' },
];

/**
 * Business identifier codes: a bank code that SWIFT gives to nobody, the country, a location code whose
 * second character 0 marks test and training codes, and perhaps a branch. ISO 9362, SWIFT BIC policy
 * (official for the 0, convention for the bank codes).
 */
export const SAFE_BIC = {
  bankCodes: ['TEST', 'ZZZZ'],
  locationFirst: 'ABCDEFGHIJKLMNPQRSTUVWXYZ',
  locationSecond: '0',
} as const;

/** Check digit that makes a number of decimal digits pass the Luhn test (ISO/IEC 7812-1 annex B). */
export function luhnDigit(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = digit * 2;
    if (at % 2 === 1) sum += digit;
    else sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
