import { RequestError, type RequestIssue } from '../errors.ts';
import type { TableShape } from '../model/table-shape.ts';
import { EXPECTATIONS } from './catalog.generated.ts';
import type { Expectation, ExpectationDefinition, ExpectationQuery } from './define.ts';

/** An expectation ready to be carried out. */
export interface ResolvedExpectation extends Expectation {
  readonly query: ExpectationQuery;
}

type Path = readonly (string | number)[];

/**
 * Looks up the definitions and holds options, tables and columns against them, all at once.
 *
 * @throws {@link RequestError} with one issue for everything that does not fit.
 */
export function resolveExpectations(
  expectations: readonly Expectation[],
  tables: readonly TableShape[],
  catalog: Readonly<Record<string, ExpectationDefinition>> = EXPECTATIONS,
): ResolvedExpectation[] {
  const columnsOf = new Map(
    tables.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]),
  );
  const issues: RequestIssue[] = [];
  const resolved = expectations.flatMap((expectation, index) => {
    const path = ['validation', 'expectations', index];
    const query = queryOf(expectation, catalog, path, issues);
    if (query === undefined) return [];
    issues.push(...misfits(expectation, query, columnsOf, path));
    return [{ ...expectation, query }];
  });
  if (issues.length > 0) throw new RequestError(issues);
  return resolved;
}

function queryOf(
  { expect, columns, options }: Expectation,
  catalog: Readonly<Record<string, ExpectationDefinition>>,
  path: Path,
  issues: RequestIssue[],
): ExpectationQuery | undefined {
  const definition = Object.hasOwn(catalog, expect) ? catalog[expect] : undefined;
  if (definition === undefined) {
    const known = Object.keys(catalog).join(', ');
    issues.push({
      path: [...path, 'expect'],
      code: 'unknown-expectation',
      message: `unknown expectation ${JSON.stringify(expect)}`,
      hint: `known are ${known}`,
    });
    return undefined;
  }
  if ((definition.columns === 'none') !== (columns.length === 0)) {
    const message =
      columns.length === 0
        ? `${expect} needs "column" or "columns"`
        : `${expect} is about the whole table and takes no columns`;
    issues.push({ path, code: 'expectation-columns', message });
    return undefined;
  }
  const parsed = definition.options.safeParse(options);
  if (parsed.success) return definition.query(columns, parsed.data);
  for (const { path: inner, message } of parsed.error.issues) {
    const keys = inner.map((key) => (typeof key === 'symbol' ? String(key) : key));
    issues.push({ path: [...path, ...keys], code: 'expectation-option', message });
  }
  return undefined;
}

type ColumnsByTable = ReadonlyMap<string, ReadonlySet<string>>;

function misfits(
  { table, columns }: Expectation,
  query: ExpectationQuery,
  columnsOf: ColumnsByTable,
  path: Path,
): RequestIssue[] {
  const issues = missing(table, columns, columnsOf, path);
  if (query.failing !== 'rows-without-parent') return issues;
  issues.push(...missing(query.parentTable, query.parentColumns, columnsOf, path));
  if (query.parentColumns.length !== columns.length) {
    issues.push({
      path: [...path, 'parentColumns'],
      code: 'expectation-columns',
      message: `${columns.length} columns cannot refer to ${query.parentColumns.length} of ${query.parentTable}`,
      hint: 'name as many parent columns, in the same order',
    });
  }
  return issues;
}

function missing(
  table: string,
  columns: readonly string[],
  columnsOf: ColumnsByTable,
  path: Path,
): RequestIssue[] {
  const known = columnsOf.get(table);
  if (known === undefined) {
    return [{ path, code: 'unknown-table', message: `there is no table ${JSON.stringify(table)}` }];
  }
  return columns
    .filter((column) => !known.has(column))
    .map((column) => ({
      path,
      code: 'unknown-column',
      message: `table ${table} has no column ${JSON.stringify(column)}`,
      hint: `it has ${[...known].join(', ')}`,
    }));
}
