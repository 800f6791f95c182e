import { evaluateTyped, isTrue } from '../expressions/evaluate-typed.ts';
import type { Condition } from '../expressions/typed-expression.ts';
import { combineValues } from './combine-values.ts';
import type { ExpectationQuery } from './define.ts';
import type { FigureSlice } from './figures/define.ts';
import { figureNamed } from './figures/figures.ts';
import { type OrderedRow, orderedRow, rowsOutOfOrder } from './row-order.ts';
import type { RowSlice } from './row-slice.ts';
import {
  type Families,
  mergeFamilies,
  NO_FAMILIES,
  observeFamilies,
  rowsOfWrongFamilies,
} from './rows-by-children.ts';

/** An expectation, as far as its meaning goes. */
export interface MeantExpectation {
  readonly table: string;
  readonly query: ExpectationQuery;
  /** Only rows of the table for which it is true count. */
  readonly condition?: Condition | undefined;
}

/** What is known of an expectation after some slices; two of them merge into one. */
export interface ExpectationState {
  readonly checkedRows: number;
  /** Row numbers by the combination of values found there; those with a null apart. */
  readonly rowsByValues: ReadonlyMap<string, readonly number[]>;
  /** Rows that fail whatever the others are. */
  readonly failing: readonly number[];
  /** Combinations of values that the parent has. */
  readonly parents: ReadonlySet<string>;
  /** Values that have to be in order. */
  readonly ordered: readonly OrderedRow[];
  readonly families: Families;
  /** The figure's own; undefined before the first slice. */
  readonly figure: unknown;
}

export interface ExpectationOutcome {
  readonly passed: boolean;
  readonly checkedRows: number;
  /** Row numbers from 0, ascending; empty for an expectation about the table as a whole. */
  readonly failingRows: readonly number[];
  /** What was measured, for an expectation that bounds a figure; absent when there was nothing to measure. */
  readonly figure?: number;
}

/** The state before the first slice. */
export const NOTHING_SEEN: ExpectationState = {
  checkedRows: 0,
  rowsByValues: new Map(),
  failing: [],
  parents: new Set(),
  ordered: [],
  families: NO_FAMILIES,
  figure: undefined,
};

/** Rows of a slice that count, with their numbers. */
type NumberedRows = readonly (readonly [number, RowSlice['rows'][number]])[];

/** Looks at one slice, of the table itself or of another that the expectation reads. */
export function observeRows(expectation: MeantExpectation, slice: RowSlice): ExpectationState {
  const { query, table, condition } = expectation;
  const own = slice.table === table;
  const all: NumberedRows = slice.rows.map((row, index) => [slice.firstRow + index, row]);
  const rows = own
    ? all.filter(([, row]) => condition === undefined || isTrue(evaluateTyped(condition, row)))
    : [];
  return {
    ...NOTHING_SEEN,
    checkedRows: rows.length,
    ...observeOwn(query, rows),
    ...(query.failing === 'rows-without-parent' && slice.table === query.parentTable
      ? { parents: parentsOf(slice.rows, query.parentColumns) }
      : {}),
    ...(query.failing === 'rows-by-children'
      ? {
          families: observeFamilies(
            query,
            rows,
            slice.table === query.childTable ? slice.rows : [],
          ),
        }
      : {}),
    ...(query.failing === 'figure'
      ? { figure: observeFigure(query, slice, own ? rows : undefined) }
      : {}),
  };
}

function observeOwn(query: ExpectationQuery, rows: NumberedRows): Partial<ExpectationState> {
  switch (query.failing) {
    case 'rows-with-null':
      return {
        failing: numbersOf(rows, (row) => combineValues(row, query.columns) === undefined),
      };
    case 'rows-repeated':
    case 'rows-without-parent':
      return { rowsByValues: groupRows(rows, query.columns) };
    case 'rows-against':
      return { failing: numbersOf(rows, (row) => evaluateTyped(query.condition, row) === false) };
    case 'rows-out-of-order':
      return { ordered: rows.map(([number, row]) => orderedRow(query, number, row)) };
    default:
      return {};
  }
}

function numbersOf(
  rows: NumberedRows,
  fails: (row: RowSlice['rows'][number]) => boolean,
): readonly number[] {
  return rows.flatMap(([number, row]) => (fails(row) ? [number] : []));
}

function groupRows(rows: NumberedRows, columns: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [number, row] of rows) {
    const values = combineValues(row, columns);
    if (values === undefined) continue;
    const known = groups.get(values);
    if (known === undefined) groups.set(values, [number]);
    else known.push(number);
  }
  return groups;
}

function parentsOf(rows: RowSlice['rows'], columns: readonly string[]): Set<string> {
  return new Set(rows.flatMap((row) => combineValues(row, columns) ?? []));
}

function observeFigure(
  { figure }: Extract<ExpectationQuery, { failing: 'figure' }>,
  slice: RowSlice,
  own: NumberedRows | undefined,
): unknown {
  const seen: FigureSlice = {
    ...slice,
    own: own !== undefined,
    rows: own?.map(([, row]) => row) ?? slice.rows,
    all: slice.rows,
  };
  return figureNamed(figure.name).observe(figure, seen);
}

/** Two states of the same expectation as one. The order does not matter. */
export function mergeStates(
  { query }: Pick<MeantExpectation, 'query'>,
  [a, b]: readonly [ExpectationState, ExpectationState],
): ExpectationState {
  const rowsByValues = new Map(a.rowsByValues);
  for (const [values, rows] of b.rowsByValues) {
    rowsByValues.set(values, [...(rowsByValues.get(values) ?? []), ...rows]);
  }
  return {
    checkedRows: a.checkedRows + b.checkedRows,
    rowsByValues,
    failing: [...a.failing, ...b.failing],
    parents: new Set([...a.parents, ...b.parents]),
    ordered: [...a.ordered, ...b.ordered],
    families: mergeFamilies(a.families, b.families),
    figure: mergeFigures(query, a.figure, b.figure),
  };
}

function mergeFigures(query: ExpectationQuery, a: unknown, b: unknown): unknown {
  if (query.failing !== 'figure' || a === undefined) return b;
  return b === undefined ? a : figureNamed(query.figure.name).merge(a, b);
}

/**
 * The verdict once every slice has been seen.
 *
 * @throws RangeError for SQL, which only a database can tell.
 */
export function concludeState(
  { query }: Pick<MeantExpectation, 'query'>,
  state: ExpectationState,
): ExpectationOutcome {
  const { checkedRows } = state;
  if (query.failing === 'figure') {
    const { start, conclude } = figureNamed(query.figure.name);
    const figure = conclude(query.figure, state.figure ?? start);
    const passed = figure !== undefined && figure >= query.minimum && figure <= query.maximum;
    return { passed, checkedRows, failingRows: [], ...(figure === undefined ? {} : { figure }) };
  }
  if (query.failing === 'row-total') {
    const passed = checkedRows >= query.minimum && checkedRows <= query.maximum;
    return { passed, checkedRows, failingRows: [] };
  }
  const failingRows = [...failingRowsOf(query, state)].sort((a, b) => a - b);
  return { passed: failingRows.length === 0, checkedRows, failingRows };
}

function failingRowsOf(query: ExpectationQuery, state: ExpectationState): readonly number[] {
  switch (query.failing) {
    case 'rows-repeated':
      return [...state.rowsByValues.values()].filter((rows) => rows.length > 1).flat();
    case 'rows-without-parent':
      return [...state.rowsByValues]
        .filter(([values]) => !state.parents.has(values))
        .flatMap(([, rows]) => rows);
    case 'rows-out-of-order':
      return rowsOutOfOrder(query, state.ordered);
    case 'rows-by-children':
      return rowsOfWrongFamilies(query, state.families);
    case 'sql':
      throw new RangeError('what SQL asks for is known to a database alone');
    default:
      return state.failing;
  }
}
