import { scaleWord } from './digest-words.ts';
import { encodeText } from './encode-text.ts';
import { asciiNames, type DrawnPerson } from './fake-people.ts';
import type { MaskNames } from './mask-names.ts';
import { type Draw, drawnBytes, drawnWord } from './prf-words.ts';

/** Use of the key that tokens and domains of addresses are drawn for. */
export const EMAIL_USE = 'fake.email';

/** Reserved for documentation (RFC 2606 section 3): mail to them reaches nobody. */
export const EMAIL_DOMAINS = ['example.com', 'example.net', 'example.org'] as const;

/** Characters of any of {@link EMAIL_DOMAINS}. */
export const EMAIL_DOMAIN_LENGTH = 'example.com'.length;

/** RFC 5321 section 4.5.3.1.1, in octets; the local part is ASCII. */
const LOCAL_PART_LENGTH = 64;

/** Use of the key that domains of addresses, hosts of URLs and domains by themselves are mapped with. */
export const EMAIL_DOMAIN_USE = 'fake.domain';

/** Base32 characters for a domain: 60 bits, so that two of a million collide with odds of 1 to 2 million. */
const DOMAIN_TOKEN_LENGTH = 12;

/** Longest mapped domain: `c`, the token and `.example.com`. */
export const MAPPED_DOMAIN_LENGTH = 1 + DOMAIN_TOKEN_LENGTH + 1 + EMAIL_DOMAIN_LENGTH;

/** The token of an address: so many base32 characters of its 16 bytes. At most 19, so that word 3 takes no part. */
export function writeEmailToken(draw: Draw, tokenLength: number): string {
  return encodeText(drawnBytes(draw), 'base32', tokenLength);
}

/** The reserved domain that word 3 of an address selects. */
export function drawEmailDomain(draw: Draw): string {
  return EMAIL_DOMAINS[scaleWord(drawnWord(draw, 3), EMAIL_DOMAINS.length)] ?? EMAIL_DOMAINS[0];
}

/** `c<token>.example.com`: one for each real domain, so that those of one domain stay together. */
export function writeMappedDomain(draw: Draw): string {
  return `c${writeEmailToken(draw, DOMAIN_TOKEN_LENGTH)}.example.com`;
}

/** What stands behind the last `@`, or all of it, in lower case and without outer blanks. */
export function domainOfAddress(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}

/** Characters that names and the dot behind them may take, beside token and domain. */
export function roomForNames(
  tokenLength: number,
  domainLength: number,
  maxLength = Number.POSITIVE_INFINITY,
): number {
  return Math.min(LOCAL_PART_LENGTH, maxLength - 1 - domainLength) - tokenLength;
}

/** `first.last.` within `room` characters, or nothing. */
export function writeLocalNames(person: DrawnPerson, names: MaskNames, room: number): string {
  const both = asciiNames(person, names)
    .join('.')
    .slice(0, Math.max(0, room - 1));
  const whole = both.replace(/\.+$/, '');
  return whole === '' ? '' : `${whole}.`;
}
