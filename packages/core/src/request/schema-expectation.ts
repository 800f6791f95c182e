import { z } from 'zod';
import type { ExpectationRequestDefinition, RequestDefinitions } from './definitions.ts';
import { describeValue, isMap, quote } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed } from './described.ts';
import { didYouMean } from './nearest.ts';
import {
  type DefinitionForm,
  definitionJsonSchema,
  readWithDefinition,
} from './schema-definition.ts';
import { text } from './schema-parts.ts';
import type { ExpectationRequest, ExpectationTerms } from './types-expectation.ts';

const TERMS = z.object({
  name: text(
    'What reports call it; the name of the expectation and its columns otherwise.',
  ).optional(),
  severity: z
    .enum(['error', 'warning', 'info'])
    .optional()
    .describe('How much it matters: only an error stops a delivery. Default: error.'),
  tolerate: z
    .union([
      z.strictObject({
        rows: z.int().nonnegative().describe('Most failing rows with which it still passes.'),
      }),
      z.strictObject({
        share: z
          .number()
          .min(0)
          .max(1)
          .describe('Greatest share of failing rows with which it still passes: 0.01 is 1 %.'),
      }),
    ])
    .optional()
    .describe('Failing rows that are put up with. They are listed all the same.'),
  waive: z
    .strictObject({
      reason: z.string().min(1).max(500).describe('Why it may fail.'),
      until: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, 'write a day such as 2027-01-31')
        .refine(isDay, 'there is no such day')
        .describe('Last day on which it may fail, e.g. 2027-01-31.'),
      approver: z.string().min(1).max(200).optional().describe('Who answers for it.'),
    })
    .optional()
    .describe('Lets it fail for a time without stopping a delivery.'),
  where: text('Expression over the columns: only rows for which it is true count.').optional(),
});

const EXPECTATION: DefinitionForm = {
  key: 'expect',
  noun: 'expectation',
  common: z.object({
    table: text('Table that is checked.'),
    column: text('Column that is checked.').optional(),
    columns: z.array(z.string().min(1)).min(1).optional().describe('Columns checked together.'),
    ...TERMS.shape,
  }),
};

/** Keys that every expectation may have; none of them may be an option of its own. */
export const EXPECTATION_KEYS: readonly string[] = [
  EXPECTATION.key,
  ...Object.keys(EXPECTATION.common.shape),
];

/** One check of a table. */
export function expectationSchema({
  expectations,
}: Pick<RequestDefinitions, 'expectations'>): z.ZodType<ExpectationRequest, unknown> {
  const byName = new Map(expectations.map((definition) => [definition.name, definition]));
  return described(
    (toJsonSchema) => ({
      description: 'One check of a table.',
      anyOf: expectations.map((item) => definitionJsonSchema(EXPECTATION, item, toJsonSchema)),
    }),
    (value) => readExpectation(value, byName),
  );
}

/**
 * Checks a list of expectations that stands alone: the list itself, or a map with `expectations`.
 *
 * @returns the expectations, or every problem with its path from the top
 */
export function checkExpectations(
  input: unknown,
  definitions: Pick<RequestDefinitions, 'expectations'>,
): Checked<ExpectationFile> {
  const list = z.array(expectationSchema(definitions)).min(1, 'there is no expectation');
  if (Array.isArray(input)) {
    const read = checkAgainst(list, input);
    return read.ok ? { ok: true, value: { path: [], expectations: read.value } } : read;
  }
  const read = checkAgainst(z.strictObject({ expectations: list }), input);
  if (!read.ok) return read;
  return { ok: true, value: { path: ['expectations'], expectations: read.value.expectations } };
}

/** Expectations of a file of their own. */
export interface ExpectationFile {
  /** Where the list stands in it. */
  readonly path: readonly string[];
  readonly expectations: readonly ExpectationRequest[];
}

function readExpectation(
  value: unknown,
  byName: ReadonlyMap<string, ExpectationRequestDefinition>,
): Checked<ExpectationRequest> {
  if (!isMap(value)) {
    const found = `found ${describeValue(value)}`;
    return failed('wrong-type', `expected a map with expect and table, ${found}`);
  }
  const { expect } = value;
  if (typeof expect !== 'string') {
    const problem = `expected the name of an expectation, found ${describeValue(expect)}`;
    return failed('wrong-type', problem, { path: ['expect'] });
  }
  const definition = byName.get(expect);
  if (definition === undefined) {
    const hint = didYouMean(expect, byName.keys());
    const message = `unknown expectation ${quote(expect)}`;
    return failed('unknown-expectation', message, { path: ['expect'], hint });
  }
  const read = readWithDefinition(value, EXPECTATION, definition);
  if (!read.ok) return read;
  const columns = columnsOf(value);
  const problem = columnsProblem(value, columns, definition);
  if (problem !== undefined) return failed('wrong-expectation', problem);
  const { options, common } = read.value;
  return {
    ok: true,
    value: { expect, table: String(value.table), columns, options, ...termsOf(common) },
  };
}

function termsOf(common: Readonly<Record<string, unknown>>): ExpectationTerms {
  const { name, severity, tolerate, waive, where } = TERMS.parse(
    Object.fromEntries(Object.entries(common).filter(([key]) => key in TERMS.shape)),
  );
  return {
    ...(name === undefined ? {} : { title: name }),
    ...(severity === undefined ? {} : { severity }),
    ...(tolerate === undefined ? {} : { tolerate }),
    ...(waive === undefined ? {} : { waive }),
    ...(where === undefined ? {} : { where }),
  };
}

function columnsOf({ column, columns }: Readonly<Record<string, unknown>>): readonly string[] {
  return column === undefined
    ? Array.isArray(columns)
      ? columns.map(String)
      : []
    : [String(column)];
}

function columnsProblem(
  { column, columns }: Readonly<Record<string, unknown>>,
  found: readonly string[],
  definition: ExpectationRequestDefinition,
): string | undefined {
  const owner = `expectation "${definition.name}"`;
  if (column !== undefined && columns !== undefined) return 'give either column or columns';
  switch (definition.columns) {
    case 'any':
      return undefined;
    case 'none':
      return found.length === 0 ? undefined : `${owner} is about a table, not columns`;
    case 'one':
      return found.length === 1 ? undefined : `${owner} needs one column`;
    case 'two':
      return found.length === 2 ? undefined : `${owner} needs two columns`;
    case 'one-or-more':
      return found.length > 0 ? undefined : `${owner} needs column or columns`;
  }
}

/** Whether a date in digits is one: Date takes the 31st of April for a day of May. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
