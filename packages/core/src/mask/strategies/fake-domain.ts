import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { EMAIL_DOMAIN_USE, MAPPED_DOMAIN_LENGTH, writeMappedDomain } from '../fake-email-parts.ts';
import { maskEachDrawn } from '../mask-drawn.ts';

/**
 * Replaces the name of a host or domain by one that leads nowhere: `c` and twelve characters under example.com.
 *
 * Consistent: a pure function of the key and of the domain, regardless of case: the same as in addresses that are
 * masked by `fake.email` with `domain: map`, and in those of `fake.url` with `host: map`.
 * Unique: the 60 bits keep different domains apart; two of a million collide with odds of 1 to 2 million.
 * Source: RFC 2606 section 3.
 */
export const fakeDomain = defineStrategy({
  name: 'fake.domain',
  summary: 'Replaces names of hosts and domains by such as lead nowhere.',
  options: z.strictObject({ ...BY_OPTION }),
  properties: { ...DRAWN_PROPERTIES, injective: true },
  // With `by`, it is the owners who are told apart.
  adjust: ({ by }) => ({ ...adjustBy({ by }), injective: by === undefined }),
  reads: readsBy,
  width: () => MAPPED_DOMAIN_LENGTH,
  create: ({ by }, context) =>
    maskEachDrawn(context, { use: EMAIL_DOMAIN_USE, by, write: writeMappedDomain }),
});
