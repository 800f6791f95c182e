import { z } from 'zod';

const type = z.enum(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** Keywords for JSON Schemas, as requests and files of keywords write them. */
export const keywordsSchema = z.record(
  z.string(),
  z.strictObject({
    expression: z
      .string()
      .min(1)
      .describe(
        'Must be true of a value, e.g. `value % parameter == 0`; of an object: `start <= end`.',
      ),
    message: z.string().min(1).optional().describe('What a failure says: `must be even`.'),
    type: z
      .union([type, z.array(type).min(1)])
      .optional()
      .describe('Types that are asked; values of others pass. Default: all.'),
  }),
);
