import { z } from 'zod';
import { emailCells } from '../batch/email-cells.ts';
import { defineStrategy, type MaskColumn, type MaskContext } from '../define.ts';
import { drawRows, identitiesOf } from '../draw-identities.ts';
import {
  domainOfAddress,
  drawEmailDomain,
  EMAIL_DOMAIN_LENGTH,
  EMAIL_DOMAIN_USE,
  EMAIL_USE,
  MAPPED_DOMAIN_LENGTH,
  roomForNames,
  writeEmailToken,
  writeLocalNames,
  writeMappedDomain,
} from '../fake-email-parts.ts';
import { PERSON_USE } from '../fake-people.ts';
import { maskDrawn } from '../mask-drawn.ts';
import {
  adjustPerson,
  PERSON_OPTIONS,
  peopleOfRows,
  readsOfPerson,
  wordsOfPerson,
} from '../person-options.ts';
import type { Draw } from '../prf-words.ts';

/** Characters of base32: 65 and 40 bits. */
const TOKEN_LENGTH = { long: 13, short: 8 } as const;

const DOMAIN_LENGTH = { reserved: EMAIL_DOMAIN_LENGTH, map: MAPPED_DOMAIN_LENGTH } as const;

const PROPERTIES = {
  family: 'keyed',
  deterministic: true,
  referential: true,
  injective: true,
  reversible: 'no',
  keyed: true,
  nullSafe: true,
  reveals: 'equality',
  leaks: ['frequency', 'nulls'],
} as const;

/**
 * Replaces an e-mail address by one that reaches nobody: `first.last.token@example.com`.
 *
 * Shape: lower-case ASCII, local part at most 64 octets (RFC 5321), domain example.com, .net or .org (RFC 2606), or
 * with `domain: map` a sub-domain of example.com for each real one. Shorter where the column has less room: the names
 * are cut, the token never.
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
    domain: z
      .enum(['reserved', 'map'])
      .default('reserved')
      .describe(
        'Domain of the masks: example.com, .net or .org at random, or c<token>.example.com for each real domain, so that addresses of one domain stay together.',
      ),
    ...PERSON_OPTIONS,
  }),
  properties: PROPERTIES,
  // With `by`, an address that two people share becomes two addresses.
  adjust({ token, domain, ...options }) {
    const ofPerson = adjustPerson(options, PROPERTIES);
    const leaks = ofPerson.leaks ?? PROPERTIES.leaks;
    return {
      ...ofPerson,
      injective: token === 'long',
      ...(domain === 'map' && !leaks.includes('part') ? { leaks: [...leaks, 'part'] } : {}),
    };
  },
  reads: readsOfPerson,
  wordsOf: wordsOfPerson,
  width: ({ token, domain }) => TOKEN_LENGTH[token] + 1 + DOMAIN_LENGTH[domain],
  create({ token, domain, ...options }, context) {
    const people = peopleOfRows(options, context);
    const ownerPrf = context.key.prf(PERSON_USE);
    const tokenLength = TOKEN_LENGTH[token];
    const room = roomForNames(tokenLength, DOMAIN_LENGTH[domain], context.maxLength);
    const domains = domain === 'map' ? mappedDomains(context) : reservedDomains;
    return maskDrawn(context, {
      use: EMAIL_USE,
      start(column) {
        const personOf = people(column);
        const ownerOf = drawRows(ownerPrf, identitiesOf(column, options.by));
        const domainOf = domains(column);
        return (draw, { base, row }) => {
          const owner = ownerOf(row) ?? base;
          const { person, names } = personOf(owner, owner, row);
          const local = writeLocalNames(person, names, room) + writeEmailToken(draw, tokenLength);
          return `${local}@${domainOf(draw, row)}`;
        };
      },
    });
  },
  columns({ token, domain, ...options }, context) {
    if (domain === 'map') return undefined;
    const tokenLength = TOKEN_LENGTH[token];
    const room = roomForNames(tokenLength, DOMAIN_LENGTH[domain], context.maxLength);
    return emailCells({ tokenLength, room }, options, context);
  },
});

type DomainOfRow = (draw: Draw, row: number) => string;

const reservedDomains = (): DomainOfRow => drawEmailDomain;

/** A domain for each real one, drawn for a batch at once. */
function mappedDomains(context: MaskContext): (column: MaskColumn) => DomainOfRow {
  const prf = context.key.prf(EMAIL_DOMAIN_USE);
  return (column) => {
    const drawOf = drawRows(prf, identitiesOf(column, undefined, domainOfAddress));
    return (draw, row) => writeMappedDomain(drawOf(row) ?? draw);
  };
}
