import { z } from 'zod';
import { describeValue, isMap } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed } from './described.ts';
import { text } from './schema-parts.ts';
import { EDGE_CASE_KINDS, type EdgeCaseKind } from './types-edge-cases.ts';

/** Settings as written; what is absent has its default, or the request's. */
export interface ReadEdgeCases {
  readonly share?: number | undefined;
  readonly strength?: number | undefined;
  readonly kinds?: readonly EdgeCaseKind[] | undefined;
  readonly invalid?: boolean | undefined;
  readonly labels?: string | undefined;
}

const SETTINGS = {
  share: z
    .number()
    .min(0)
    .max(0.9)
    .optional()
    .describe(
      'At least this share of the rows are edge rows, cases being repeated. Default 0: each case once.',
    ),
  strength: z
    .int()
    .min(0)
    .max(4)
    .optional()
    .describe(
      'Every combination of values of so many columns is in a row; 0: none. Default 2: all pairs.',
    ),
  kinds: z
    .array(z.enum(EDGE_CASE_KINDS))
    .min(1)
    .optional()
    .describe(
      'boundaries: of types and rules. text: that breaks software. combinations: of columns. Default: all.',
    ),
  invalid: z
    .boolean()
    .optional()
    .describe('Also rows that break exactly one rule each, kept apart. Default true.'),
};

const OF_TABLE = z.strictObject(SETTINGS).describe('Edge cases of this table.');

const OF_REQUEST = z
  .strictObject({
    ...SETTINGS,
    labels: text(
      'Table that tells row and case of every edge case. Default edge_cases.',
    ).optional(),
  })
  .describe('Edge cases of all generated tables.');

/** `true`, `false` or a map of settings. */
function settingOr(
  settings: z.ZodType<ReadEdgeCases>,
  description: string,
): z.ZodType<boolean | ReadEdgeCases, unknown> {
  return described(
    (toJsonSchema) => ({ description, anyOf: [{ type: 'boolean' }, toJsonSchema(settings)] }),
    (value): Checked<boolean | ReadEdgeCases> => {
      if (typeof value === 'boolean') return { ok: true, value };
      if (isMap(value)) return checkAgainst(settings, value);
      return failed(
        'wrong-type',
        `expected true, false or a map of settings, found ${describeValue(value)}`,
      );
    },
  );
}

export const requestEdgeCases = settingOr(
  OF_REQUEST,
  'Adds rows that software tends to break on to every generated table, each labelled. Default false.',
);

export const tableEdgeCases = settingOr(
  OF_TABLE,
  'Edge cases of this table, where they differ from those of the request.',
);

/** A column can only be left out. */
export const columnEdgeCases = z
  .literal(false)
  .describe('false: no cell of the column is set by an edge case.');
