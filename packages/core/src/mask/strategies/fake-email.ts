import { z } from 'zod';
import type { KeyedDigest } from '../cipher.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { pickByWord, wordAt } from '../digest-words.ts';
import { drawDifferent } from '../draw-different.ts';
import { encodeText } from '../encode-text.ts';
import type { FakePerson } from '../fake-people.ts';
import { maskEachPerson } from '../mask-each.ts';
import { normaliseIdentity } from '../normalise.ts';

/** Reserved for documentation (RFC 2606 section 3): mail to them reaches nobody. */
const DOMAINS = ['example.com', 'example.net', 'example.org'] as const;

const DOMAIN_LENGTH = 'example.com'.length;

/** RFC 5321 section 4.5.3.1.1, in octets; the local part is ASCII. */
const LOCAL_PART_LENGTH = 64;

/** Characters of base32: 65 and 40 bits. */
const TOKEN_LENGTH = { long: 13, short: 8 } as const;

/**
 * Replaces an e-mail address by one that reaches nobody: `first.last.token@example.com`.
 *
 * Shape: lower-case ASCII, local part at most 64 octets (RFC 5321), domain example.com, .net or .org (RFC 2606).
 * Shorter where the column has less room: the names are cut, the token never.
 * Consistent: the names are those of fake.person for the same `by` (else the address itself), the token is that
 * of the address. Addresses that differ in case, outer blanks or Unicode composition alone are one address.
 * Unique: the token keeps different addresses apart. Long (65 bits): among n addresses any two collide with odds
 * n^2 / 2^66, 10^-8 for a million. Short (40 bits): n^2 / 2^41, one in two for a million; not for unique columns.
 */
export const fakeEmail = defineStrategy({
  name: 'fake.email',
  summary: 'Replaces e-mail addresses by those of invented people in domains that reach nobody.',
  options: z.strictObject({
    token: z
      .enum(['long', 'short'])
      .default('long')
      .describe(
        'Characters that keep addresses apart: 13, or 8 for readability without uniqueness.',
      ),
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale of the names; that of the table when absent.'),
    by: z.string().min(1).optional().describe('Column that says who it is, e.g. customer_id.'),
  }),
  properties: {
    family: 'keyed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  // With `by`, an address that two people share becomes two addresses.
  adjust: ({ token, by }) => ({ injective: token === 'long', referential: by === undefined }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  namesOf: ({ locale }, tableLocale) => locale ?? tableLocale,
  width: ({ token }) => TOKEN_LENGTH[token] + 1 + DOMAIN_LENGTH,
  create({ token, locale, by }, context) {
    const people = context.people(locale ?? context.locale);
    const digest = context.key.digest('fake.email');
    const room = roomForNames(TOKEN_LENGTH[token], context);
    return maskEachPerson(by, (identity, value) => {
      const local = localNames(people(identity, 0), room);
      return drawDifferent(value, context, (attempt) =>
        address(local, digest, `${attempt}:${normaliseIdentity(value)}`, TOKEN_LENGTH[token]),
      );
    });
  },
});

function roomForNames(
  tokenLength: number,
  { maxLength = Number.POSITIVE_INFINITY }: MaskContext,
): number {
  const localPart = Math.min(LOCAL_PART_LENGTH, maxLength - 1 - DOMAIN_LENGTH);
  return localPart - tokenLength;
}

/** `first.last.` within `room` characters, or nothing. */
function localNames({ ascii }: FakePerson, room: number): string {
  const names = ascii.join('.').slice(0, Math.max(0, room - 1));
  const whole = names.replace(/\.+$/, '');
  return whole === '' ? '' : `${whole}.`;
}

function address(names: string, digest: KeyedDigest, text: string, tokenLength: number): string {
  const bytes = digest(text);
  const token = encodeText(bytes, 'base32', tokenLength);
  // The last word takes no part in the token.
  return `${names}${token}@${pickByWord(DOMAINS, wordAt(bytes, 7))}`;
}
