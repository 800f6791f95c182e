import { z } from 'zod';
import { isSafeDomain, SAFE_EMAIL_DOMAINS } from '../../locales/safe-ranges.ts';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { handleText } from '../handle.ts';
import { SAME_PERSON } from '../person.ts';
import { siteName } from '../site.ts';

const STRING = { kind: 'string' } as const;

const safeDomain = z
  .string()
  .max(180)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain such as example.com')
  .refine(
    isSafeDomain,
    'must be a domain that reaches nobody: example.com, example.net, example.org, or one that ends in .example, .test or .invalid',
  );

/**
 * E-mail address of the row's person, in a domain that reaches nobody.
 *
 * Shape: `anna.lee42@example.com`, ASCII; the local part has at most 64 octets. Names in other scripts are
 * spelt in Latin letters.
 * Unique: the number of the row, from 1, ends the local part.
 * Source: RFC 5321 section 4.5.3.1.1 (length); RFC 2606 sections 2 and 3 (domains).
 */
export const email = defineGenerator({
  name: 'internet.email',
  summary: 'E-mail address made from the name of the person of the row.',
  options: z.strictObject({
    domains: z
      .array(safeDomain)
      .min(1)
      .max(1000)
      .default([...SAFE_EMAIL_DOMAINS])
      .describe('Domains to choose from; only such as reach nobody.'),
    ...SAME_PERSON,
  }),
  unique: 'row',
  compile(cells, { domains, entity }) {
    const tails = domains.map((domain) => `@${domain}`);
    return { type: STRING, register: handleText(cells, entity, tails) };
  },
});

/** Faker's other name for it: here every address is an example. */
export const exampleEmail = defineGenerator({ ...email, name: 'internet.exampleEmail' });

/**
 * User name of the row's person: what stands before the `@` of the person's e-mail address.
 *
 * Shape: ASCII, `anna.lee42`.
 * Unique: the number of the row, from 1, ends it.
 */
export const username = defineGenerator({
  name: 'internet.username',
  summary: 'User name made from the name of the person of the row.',
  options: z.strictObject({ ...SAME_PERSON }),
  unique: 'row',
  compile: (cells, { entity }) => ({ type: STRING, register: handleText(cells, entity, []) }),
});

const SAME_SITE = {
  entity: z
    .string()
    .default('')
    .describe('Another site of the same row; columns with the same name here agree.'),
};

/**
 * Domain that is never delegated, or below one that is kept for examples.
 *
 * Shape: `bright-lake.example`.
 * Unique: about 30 million domains.
 * Source: RFC 2606 sections 2 and 3.
 */
export const domain = defineGenerator({
  name: 'internet.domain',
  summary: 'Domain name that reaches nobody.',
  options: z.strictObject({ ...SAME_SITE }),
  unique: 'choices',
  compile: (cells, { entity }) => ({
    type: STRING,
    register: concat(cells.program, ...siteName(cells, entity)),
  }),
});

/** Faker's name for it. */
export const domainName = defineGenerator({ ...domain, name: 'internet.domainName' });

/**
 * Address of a web page on the domain of the row.
 *
 * Shape: `https://bright-lake.example/`.
 * Unique: as {@link domain}.
 * Source: RFC 3986; RFC 2606 sections 2 and 3.
 */
export const url = defineGenerator({
  name: 'internet.url',
  summary: 'URL of a site that reaches nobody.',
  options: z.strictObject({
    protocol: z.enum(['https', 'http']).default('https').describe('What stands before ://.'),
    appendSlash: z.boolean().default(true).describe('Whether the URL ends in a slash.'),
    ...SAME_SITE,
  }),
  unique: 'choices',
  compile(cells, { protocol, appendSlash, entity }) {
    const parts = siteName(cells, entity);
    return {
      type: STRING,
      register: concat(cells.program, `${protocol}://`, ...parts, appendSlash ? '/' : ''),
    };
  },
});
