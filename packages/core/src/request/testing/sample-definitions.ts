import { z } from 'zod';
import type { RequestDefinitions } from '../definitions.ts';

/** A few definitions of every kind of option, so that the request is tested apart from the catalogues. */
export const SAMPLE_DEFINITIONS: RequestDefinitions = {
  generators: [
    { name: 'uuid', summary: 'UUID, version 4.', options: z.strictObject({}) },
    { name: 'sequence', summary: 'Whole numbers in a row.', options: z.strictObject({}) },
    { name: 'person.fullName', summary: 'First and last name.', options: z.strictObject({}) },
    {
      name: 'internet.email',
      summary: 'E-mail address.',
      options: z.strictObject({
        domain: z.string().optional().describe('Domain of every address.'),
      }),
    },
    {
      name: 'date.recent',
      summary: 'Instant shortly before the reference date.',
      options: z.strictObject({ days: z.number().int().min(1).default(1).describe('Days.') }),
    },
    {
      name: 'choice',
      summary: 'One of several values.',
      options: z.strictObject({
        values: z.union([z.array(z.string()), z.record(z.string(), z.number().min(0))]),
      }),
    },
    {
      name: 'number.int',
      summary: 'Whole number.',
      options: z
        .strictObject({
          min: z.number().int().default(0),
          max: z.number().int(),
          distribution: z.enum(['uniform', 'normal']).default('uniform'),
          buckets: z
            .array(
              z.strictObject({
                min: z.number().describe('Least.'),
                weight: z.number().describe('Weight.'),
              }),
            )
            .optional()
            .describe('Buckets.'),
        })
        .refine(({ min, max }) => min <= max, '"min" must not be greater than "max"'),
    },
    {
      name: 'derive',
      summary: 'Computed from other columns.',
      options: z.strictObject({
        expression: z.string().refine((text) => !text.includes(';'), 'unexpected ";"'),
        type: z.string().optional(),
      }),
    },
  ],
  strategies: [
    { name: 'keep', summary: 'The value itself.', options: z.strictObject({}) },
    {
      name: 'fake.email',
      summary: 'Invented address.',
      options: z.strictObject({ by: z.string().optional() }),
    },
  ],
  expectations: [
    {
      name: 'valuesAreUnique',
      summary: 'No value occurs twice.',
      columns: 'one-or-more',
      options: z.strictObject({}),
    },
    {
      name: 'rowCountIsBetween',
      summary: 'So many rows.',
      columns: 'none',
      options: z.strictObject({ rows: z.number().optional() }),
    },
  ],
};
