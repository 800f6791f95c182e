import { DataError } from '@rowmill/core';
import type { Database } from '../open-duckdb.ts';
import { quoteText } from '../sql-names.ts';

/** A statement that has been found to be one SELECT, and the tables of the dataset that it reads. */
export interface ReadStatement {
  readonly statement: string;
  readonly tables: readonly string[];
}

interface Serialized {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

/** Functions that stand for a table without reading one. */
const TABLE_FUNCTIONS = new Set(['unnest', 'generate_series', 'range']);
/** Functions that look beyond the tables. */
const REFUSED_FUNCTIONS = new Set(['getenv', 'current_setting', 'getvariable', 'write_log']);

/**
 * Parses a statement, without running it, and refuses all but one SELECT over tables of the dataset.
 *
 * @throws {@link DataError} with the place in the statement where that is known.
 */
export async function readStatement(
  text: string,
  tableNames: readonly string[],
  { database, owner }: { readonly database: Database; readonly owner: string },
): Promise<ReadStatement> {
  const refuse = (problem: string): DataError =>
    new DataError(owner, undefined, `satisfiesSql: ${problem}`);
  const statement = text.replace(/[;\s]+$/, '');
  const [row] = await database.query(`SELECT json_serialize_sql(${quoteText(statement)})`);
  const parsed: Serialized = JSON.parse(String(row?.[0]));
  if (parsed.error) throw refuse(describeError(parsed, statement));
  const [only, ...others] = parsed.statements ?? [];
  if (only === undefined || others.length > 0)
    throw refuse('give one SELECT, not several statements');
  const found = { tables: new Set<string>(), ctes: new Set<string>(), problems: [] as string[] };
  visit(only, found);
  const { known, unknown } = sortTables(found, tableNames);
  const problems = [
    ...found.problems,
    ...unknown.map((name) => `there is no table "${name}" in the dataset`),
  ];
  if (problems.length > 0) throw refuse(problems.join('; '));
  return { statement, tables: known };
}

interface Found {
  readonly tables: Set<string>;
  readonly ctes: Set<string>;
  readonly problems: string[];
}

function visit(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const part of node) visit(part, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, ...parts } = node as Readonly<Record<string, unknown>>;
  if (type === 'BASE_TABLE') visitTable(parts, found);
  if (type === 'SHOW_REF') found.problems.push('it may not describe tables or show settings');
  if (type === 'TABLE_FUNCTION') visitTableFunction(parts, found);
  if (type === 'FUNCTION' && REFUSED_FUNCTIONS.has(nameOf(parts.function_name)))
    found.problems.push(`function ${nameOf(parts.function_name)} looks beyond the tables`);
  visitCtes(parts.cte_map, found);
  for (const part of Object.values(parts)) visit(part, found);
}

function visitTable(parts: Readonly<Record<string, unknown>>, { tables, problems }: Found): void {
  const outside = [parts.catalog_name, parts.schema_name].filter((name) => name !== '');
  if (outside.length > 0)
    problems.push(`name tables alone, without ${outside.map(String).join('.')}`);
  else tables.add(String(parts.table_name));
}

function visitTableFunction(parts: Readonly<Record<string, unknown>>, { problems }: Found): void {
  const name = nameOf((parts.function as { readonly function_name?: unknown })?.function_name);
  if (!TABLE_FUNCTIONS.has(name))
    problems.push(`function ${name} may not stand for a table; name a table of the dataset`);
}

function visitCtes(map: unknown, { ctes }: Found): void {
  const entries = (map as { readonly map?: unknown } | undefined)?.map;
  if (!Array.isArray(entries)) return;
  for (const { key } of entries as readonly { readonly key?: unknown }[]) ctes.add(nameOf(key));
}

const nameOf = (name: unknown): string => String(name).toLowerCase();

/** Names are compared as the database does: without regard to case. */
function sortTables(
  { tables, ctes }: Found,
  tableNames: readonly string[],
): { readonly known: string[]; readonly unknown: string[] } {
  const byName = new Map(tableNames.map((name) => [name.toLowerCase(), name]));
  const own = [...tables].filter((name) => !ctes.has(name.toLowerCase()));
  return {
    known: [...new Set(own.flatMap((name) => byName.get(name.toLowerCase()) ?? []))],
    unknown: own.filter((name) => !byName.has(name.toLowerCase())),
  };
}

function describeError({ error_message, position }: Serialized, statement: string): string {
  if (position === undefined || Number.isNaN(Number(position)))
    return `${error_message ?? 'it cannot be read'} - give one SELECT`;
  const before = statement.slice(0, Number(position)).split('\n');
  return `${error_message} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
