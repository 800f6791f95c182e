import type { TableReference, UniqueSet } from '../sources/table-constraints.ts';
import type { OpenTable } from './open-table.ts';

/**
 * Constraints by what they mean: their names are each database's own, and so is the schema that a table is in.
 *
 * @param isSameEngine whether the words of checks, of indexes over some of the rows or over expressions, and of when
 *   references are checked are those of the other database
 * @returns undefined for files, which keep none
 */
export function constraintWords(
  table: OpenTable,
  isSameEngine: boolean,
): ReadonlySet<string> | undefined {
  const { constraints } = table.source;
  if (constraints === undefined) return undefined;
  const { primaryKey, unique, references, checks } = constraints;
  const [plain, indexes] = [
    unique.filter(({ expression }) => expression === undefined),
    unique.filter(({ expression }) => expression !== undefined),
  ];
  return new Set([
    ...(primaryKey.length === 0 ? [] : [`the key (${primaryKey.join(', ')})`]),
    ...plain.map(({ columns }) => `the unique set (${columns.toSorted().join(', ')})`),
    ...references.map((reference) => referenceWords(reference, table, isSameEngine)),
    ...(isSameEngine ? indexes.map((index) => indexWords(index, table)) : []),
    ...(isSameEngine
      ? checks.map(({ expression }) => `the check ${withoutSchema(expression, table)}`)
      : []),
  ]);
}

/** Columns in the order of their names: `(b, a)` to `(y, x)` is `(a, b)` to `(x, y)`. */
function referenceWords(
  { columns, parentSchema, parentTable, parentColumns, deferrable }: TableReference,
  { schema }: OpenTable,
  isSameEngine: boolean,
): string {
  const pairs = columns
    .map((column, index) => ({ column, parent: parentColumns[index] ?? '' }))
    .sort((a, b) => (a.column < b.column ? -1 : 1));
  const isElsewhere = schema !== undefined && parentSchema !== schema && isSameEngine;
  const parent = isElsewhere ? `${parentSchema}.${parentTable}` : parentTable;
  const when = isSameEngine && deferrable !== 'no' ? `, deferrable, ${WHEN[deferrable]}` : '';
  return `the reference (${pairs.map(({ column }) => column).join(', ')}) to ${parent} (${pairs.map((pair) => pair.parent).join(', ')})${when}`;
}

const WHEN: Readonly<Record<Exclude<TableReference['deferrable'], 'no'>, string>> = {
  'initially-immediate': 'at first immediate',
  'initially-deferred': 'at first deferred',
};

/** What stands behind the name of the table: `USING btree (lower(email)) WHERE (active)`. */
function indexWords({ expression = '' }: UniqueSet, table: OpenTable): string {
  const definition = withoutSchema(expression, table).replace(/^.*? ON .*? USING /s, '');
  return `the unique index ${definition}`;
}

/** Names of types, functions and tables as they are within the schema of the table. */
export function withoutSchema(words: string, { schema }: Pick<OpenTable, 'schema'>): string {
  if (schema === undefined) return words;
  const name = schema.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const quoted = schema.replaceAll('"', '""').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return words.replace(new RegExp(`(?<![\\w".])(?:${name}|"${quoted}")\\.(?=["\\w])`, 'g'), '');
}
