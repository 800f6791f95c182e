import { z } from 'zod';
import type { RequestDefinitions } from './definitions.ts';
import { describeValue, isMap } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed } from './described.ts';
import { generatedColumnSchema, type ReadColumn } from './schema-column.ts';
import { countDistribution, rowCount } from './schema-counts.ts';
import { type ReadEdgeCases, tableEdgeCases } from './schema-edge-cases.ts';
import { maskColumnSchema, type ReadMask } from './schema-mask-column.ts';
import { nameList, text } from './schema-parts.ts';
import { source } from './schema-source.ts';
import type { CountDistribution, SourceRequest } from './types.ts';

export type ReadRows = number | { readonly per: string; readonly count: CountDistribution };

interface ReadTableBase {
  readonly locale?: string | undefined;
  readonly key?: string | readonly string[] | undefined;
  readonly unique?: readonly (readonly string[])[] | undefined;
}

/** A table after its own checks, before names are resolved. */
export type ReadTable =
  | (ReadTableBase & {
      readonly rows: ReadRows;
      readonly columns: Readonly<Record<string, ReadColumn>>;
      readonly edgeCases?: boolean | ReadEdgeCases | undefined;
    })
  | (ReadTableBase & {
      readonly source: SourceRequest;
      readonly columns: Readonly<Record<string, ReadMask>>;
    });

const PER = z
  .strictObject({
    per: text('Parent table: this table has rows for each of its rows.'),
    count: countDistribution,
  })
  .describe('Children of every row of another table.');

const literalRows = rowCount('Number of rows: 1000, "10k", "1.5M".');

const rows: z.ZodType<ReadRows, unknown> = described(
  (toJsonSchema) => ({
    description: 'How many rows the table has.',
    anyOf: [literalRows, PER].map(toJsonSchema),
  }),
  (value): Checked<ReadRows> => checkAgainst<ReadRows>(isMap(value) ? PER : literalRows, value),
);

/** Locale codes of Faker. */
export function localeSchema(
  { locales }: RequestDefinitions,
  description: string,
): z.ZodType<string, unknown> {
  if (locales !== undefined) return z.enum([...locales]).describe(description);
  return z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Za-z0-9]+)*$/, 'expected a locale code such as en, de or pt_BR')
    .describe(description);
}

/** A generated table or a source table, told apart by the key `source`. */
export function tableSchema(definitions: RequestDefinitions): z.ZodType<ReadTable, unknown> {
  const base = {
    locale: localeSchema(definitions, 'Locale of this table, where it differs.').optional(),
    key: keySchema().optional(),
    unique: z
      .array(nameList('Columns that are unique together.'))
      .optional()
      .describe('Further unique column sets: [[tenant_id, email]].'),
  };
  const generated = z
    .strictObject({
      rows,
      ...base,
      columns: columnsOf(generatedColumnSchema(definitions), 'Columns in order, by name.'),
      edgeCases: tableEdgeCases.optional(),
    })
    .describe('Table whose cells are generated.');
  const masked = z
    .strictObject({
      source,
      ...base,
      columns: columnsOf(
        maskColumnSchema(definitions),
        'A masking decision for every column of the source.',
      ),
    })
    .describe('Table that is read from a source and masked.');
  return described(
    (toJsonSchema) => ({ anyOf: [generated, masked].map(toJsonSchema) }),
    (value) => readTable(value, generated, masked),
  );
}

function keySchema(): z.ZodType<string | string[], unknown> {
  const several = nameList('Columns of a composite key.');
  const description = 'Primary key. Default: the column "id", where there is one.';
  return described(
    (toJsonSchema) => ({ description, anyOf: [{ type: 'string' }, toJsonSchema(several)] }),
    (value): Checked<string | string[]> =>
      typeof value === 'string' ? { ok: true, value } : checkAgainst(several, value),
  );
}

function columnsOf<T>(column: z.ZodType<T, unknown>, description: string) {
  return z
    .record(z.string(), column)
    .refine((columns) => Object.keys(columns).length > 0, 'a table needs a column')
    .describe(description);
}

/** What generated tables say and tables of a source cannot. */
const SOURCE_HAS_NONE = [
  { key: 'rows', code: 'rows-and-source', message: 'a table has as many rows as its source' },
  {
    key: 'edgeCases',
    code: 'edge-cases-of-source',
    message: 'edge cases are rows of generated tables; the rows of a source are masked as they are',
  },
] as const;

function readTable(
  value: unknown,
  generated: z.ZodType<ReadTable>,
  masked: z.ZodType<ReadTable>,
): Checked<ReadTable> {
  if (!isMap(value)) {
    return failed(
      'wrong-type',
      `expected a map with rows and columns, found ${describeValue(value)}`,
    );
  }
  if (!Object.hasOwn(value, 'source')) return checkAgainst(generated, value);
  const refused = SOURCE_HAS_NONE.filter(({ key }) => Object.hasOwn(value, key));
  if (refused.length === 0) return checkAgainst(masked, value);
  const keys = new Set<string>(refused.map(({ key }) => key));
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
  const checked = checkAgainst(masked, rest);
  const issues = refused.flatMap(
    ({ key, code, message }) =>
      failed(code, message, { path: [key], hint: `remove ${key}` }).issues,
  );
  return { ok: false, issues: [...issues, ...(checked.ok ? [] : checked.issues)] };
}
