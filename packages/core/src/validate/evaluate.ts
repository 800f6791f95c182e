import type { ExpectationQuery } from './define.ts';

/** Consecutive rows of one table, cells by column name; a missing cell is null. */
export interface RowSlice {
  readonly table: string;
  /** Row number of the first of them in the table, from 0. */
  readonly firstRow: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What is known of an expectation after some slices; two of them merge into one. */
export interface ExpectationState {
  readonly checkedRows: number;
  /** Row numbers by the combination of values found there; those with a null apart. */
  readonly rowsByValues: ReadonlyMap<string, readonly number[]>;
  readonly rowsWithNull: readonly number[];
  /** Combinations of values that the parent has. */
  readonly parents: ReadonlySet<string>;
}

export interface ExpectationOutcome {
  readonly passed: boolean;
  readonly checkedRows: number;
  /** Row numbers from 0, ascending; empty for an expectation about the table as a whole. */
  readonly failingRows: readonly number[];
}

/** The state before the first slice. */
export const NOTHING_SEEN: ExpectationState = {
  checkedRows: 0,
  rowsByValues: new Map(),
  rowsWithNull: [],
  parents: new Set(),
};

/** Looks at one slice, of the table itself or of the parent it refers to. */
export function observeRows(
  query: ExpectationQuery,
  table: string,
  slice: RowSlice,
): ExpectationState {
  const own = slice.table === table;
  const rowsByValues = new Map<string, number[]>();
  const rowsWithNull: number[] = [];
  const parents = new Set<string>();
  for (const [index, row] of slice.rows.entries()) {
    if (own) recordRow(rowsByValues, rowsWithNull, query, row, slice.firstRow + index);
    if (query.failing === 'rows-without-parent' && slice.table === query.parentTable) {
      const values = combine(row, query.parentColumns);
      if (values !== undefined) parents.add(values);
    }
  }
  return { checkedRows: own ? slice.rows.length : 0, rowsByValues, rowsWithNull, parents };
}

function recordRow(
  rowsByValues: Map<string, number[]>,
  rowsWithNull: number[],
  query: ExpectationQuery,
  row: Readonly<Record<string, unknown>>,
  rowNumber: number,
): void {
  if (query.failing === 'row-total') return;
  const values = combine(row, query.columns);
  if (values === undefined) {
    rowsWithNull.push(rowNumber);
    return;
  }
  const known = rowsByValues.get(values);
  if (known === undefined) rowsByValues.set(values, [rowNumber]);
  else known.push(rowNumber);
}

/** Two states of the same expectation as one. The order does not matter. */
export function mergeStates(a: ExpectationState, b: ExpectationState): ExpectationState {
  const rowsByValues = new Map(a.rowsByValues);
  for (const [values, rows] of b.rowsByValues) {
    rowsByValues.set(values, [...(rowsByValues.get(values) ?? []), ...rows]);
  }
  return {
    checkedRows: a.checkedRows + b.checkedRows,
    rowsByValues,
    rowsWithNull: [...a.rowsWithNull, ...b.rowsWithNull],
    parents: new Set([...a.parents, ...b.parents]),
  };
}

/** The verdict once every slice has been seen. */
export function concludeState(
  query: ExpectationQuery,
  state: ExpectationState,
): ExpectationOutcome {
  const failingRows = failingRowsOf(query, state).sort((a, b) => a - b);
  const passed =
    query.failing === 'row-total'
      ? state.checkedRows >= query.minimum && state.checkedRows <= query.maximum
      : failingRows.length === 0;
  return { passed, checkedRows: state.checkedRows, failingRows };
}

function failingRowsOf(query: ExpectationQuery, state: ExpectationState): number[] {
  switch (query.failing) {
    case 'row-total':
      return [];
    case 'rows-with-null':
      return [...state.rowsWithNull];
    case 'rows-repeated':
      return [...state.rowsByValues.values()].filter((rows) => rows.length > 1).flat();
    case 'rows-without-parent':
      return [...state.rowsByValues]
        .filter(([values]) => !state.parents.has(values))
        .flatMap(([, rows]) => rows);
  }
}

/** The cells as one text that is equal when they are; `undefined` when one of them is null. */
function combine(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): string | undefined {
  const texts: string[] = [];
  for (const column of columns) {
    const cell = row[column];
    if (cell === null || cell === undefined) return undefined;
    texts.push(cell instanceof Date ? cell.toISOString() : String(cell));
  }
  return JSON.stringify(texts);
}
