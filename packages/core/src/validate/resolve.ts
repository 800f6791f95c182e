import { RequestError, type RequestIssue } from '../errors.ts';
import { readCondition } from '../expressions/type-expression.ts';
import type { Condition } from '../expressions/typed-expression.ts';
import type { TableShape } from '../model/table-shape.ts';
import { EXPECTATIONS } from './catalog.generated.ts';
import { columnsIn } from './column-conditions.ts';
import type {
  Expectation,
  ExpectationContext,
  ExpectationDefinition,
  ExpectationQuery,
} from './define.ts';

/** An expectation ready to be carried out. */
export interface ResolvedExpectation extends Expectation {
  readonly query: ExpectationQuery;
  /** What `where` says. */
  readonly condition?: Condition;
}

type Path = readonly (string | number)[];

export interface ResolveOptions {
  readonly catalog?: Readonly<Record<string, ExpectationDefinition>>;
  /** Path of an expectation in the file that it was written in. */
  readonly pathOf?: (index: number) => Path;
  /** What the request takes for now. */
  readonly referenceDate?: string;
}

/**
 * Looks up the definitions and holds options, tables and columns against them, all at once.
 *
 * @throws {@link RequestError} with one issue for everything that does not fit.
 */
export function resolveExpectations(
  expectations: readonly Expectation[],
  tables: readonly TableShape[],
  {
    catalog = EXPECTATIONS,
    pathOf = (index) => ['validation', 'expectations', index],
    referenceDate,
  }: ResolveOptions = {},
): ResolvedExpectation[] {
  const issues: RequestIssue[] = [];
  const resolved = expectations.flatMap((expectation, index) => {
    const found = resolveOne(expectation, {
      catalog,
      context: { tables, ...(referenceDate === undefined ? {} : { referenceDate }) },
      path: pathOf(index),
    });
    if ('query' in found) return [found];
    issues.push(...found.issues);
    return [];
  });
  if (issues.length > 0) throw new RequestError(issues);
  return resolved;
}

interface Surroundings {
  readonly catalog: Readonly<Record<string, ExpectationDefinition>>;
  readonly context: Omit<ExpectationContext, 'table'>;
  readonly path: Path;
}

type Unfit = { readonly issues: readonly RequestIssue[] };

function resolveOne(
  expectation: Expectation,
  { catalog, context, path }: Surroundings,
): ResolvedExpectation | Unfit {
  const { expect, columns, options, where } = expectation;
  const { tables } = context;
  const definition = Object.hasOwn(catalog, expect) ? catalog[expect] : undefined;
  if (definition === undefined) return { issues: [unknownExpectation(expect, catalog, path)] };
  const misfit = columnsMisfit(definition, columns.length);
  if (misfit !== undefined)
    return { issues: [{ path, code: 'expectation-columns', message: misfit }] };
  const parsed = definition.options.safeParse(options);
  const issues: RequestIssue[] = parsed.success ? [] : optionIssues(parsed.error.issues, path);
  const table = tables.find(({ name }) => name === expectation.table);
  issues.push(...missing(expectation.table, columns, tables, path));
  if (issues.length > 0 || table === undefined || !parsed.success) return { issues };
  const query = attempt(() => definition.query(columns, parsed.data, { ...context, table }), path);
  const condition =
    where === undefined
      ? undefined
      : attempt(() => readCondition(where, table), [...path, 'where']);
  if ('issues' in query) return query;
  if (condition !== undefined && 'issues' in condition) return condition;
  const unfit = [
    ...parentMisfits(query, columns, tables, path),
    ...toleranceMisfits(expectation, query, path),
  ];
  if (unfit.length > 0) return { issues: unfit };
  return {
    ...expectation,
    columns: columnsLookedAt(query, columns),
    query,
    ...(condition === undefined ? {} : { condition }),
  };
}

/** A figure lies within its bounds or not: no row fails that could be tolerated. */
function toleranceMisfits(
  { expect, tolerate }: Expectation,
  query: ExpectationQuery,
  path: Path,
): RequestIssue[] {
  const isFigure =
    query.failing === 'figure' || (query.failing === 'sql' && query.bounds !== undefined);
  if (tolerate === undefined || !isFigure) return [];
  return [
    {
      path: [...path, 'tolerate'],
      code: 'expectation-option',
      message: `${expect} bounds a figure here, and no row fails that could be tolerated`,
      hint: 'widen its bounds',
    },
  ];
}

/** An expression says itself which columns it is about. */
function columnsLookedAt(query: ExpectationQuery, named: readonly string[]): readonly string[] {
  return named.length === 0 && query.failing === 'rows-against'
    ? columnsIn(query.condition)
    : named;
}

function attempt<Value extends object>(work: () => Value, path: Path): Value | Unfit {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { issues: [{ path, code: 'expectation-option', message: error.message }] };
  }
}

function unknownExpectation(
  expect: string,
  catalog: Readonly<Record<string, ExpectationDefinition>>,
  path: Path,
): RequestIssue {
  return {
    path: [...path, 'expect'],
    code: 'unknown-expectation',
    message: `unknown expectation ${JSON.stringify(expect)}`,
    hint: `known are ${Object.keys(catalog).join(', ')}`,
  };
}

/** What is wrong with the number of columns that an expectation is given. */
function columnsMisfit(
  { name, columns }: Pick<ExpectationDefinition, 'name' | 'columns'>,
  count: number,
): string | undefined {
  switch (columns) {
    case 'any':
      return undefined;
    case 'none':
      return count === 0 ? undefined : `${name} is about the whole table and takes no columns`;
    case 'one':
      return count === 1 ? undefined : `${name} needs "column", one alone`;
    case 'two':
      return count === 2 ? undefined : `${name} needs "columns", two of them`;
    case 'one-or-more':
      return count > 0 ? undefined : `${name} needs "column" or "columns"`;
  }
}

function optionIssues(
  found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  path: Path,
): RequestIssue[] {
  return found.map(({ path: inner, message }) => {
    const keys = inner.map((key) => (typeof key === 'symbol' ? String(key) : key));
    return { path: [...path, ...keys], code: 'expectation-option', message };
  });
}

function parentMisfits(
  query: ExpectationQuery,
  columns: readonly string[],
  tables: readonly TableShape[],
  path: Path,
): RequestIssue[] {
  if (query.failing !== 'rows-without-parent') return [];
  const issues = missing(query.parentTable, query.parentColumns, tables, path);
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
  tables: readonly TableShape[],
  path: Path,
): RequestIssue[] {
  const shape = tables.find(({ name }) => name === table);
  if (shape === undefined) {
    return [{ path, code: 'unknown-table', message: `there is no table ${JSON.stringify(table)}` }];
  }
  const known = shape.columns.map(({ name }) => name);
  return columns
    .filter((column) => !known.includes(column))
    .map((column) => ({
      path,
      code: 'unknown-column',
      message: `table ${table} has no column ${JSON.stringify(column)}`,
      hint: `it has ${known.join(', ')}`,
    }));
}
