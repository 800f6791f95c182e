import type { EdgeRow } from '../edge-cases/edge-case.ts';
import { RequestError } from '../errors.ts';
import type { TableShape } from '../model/table-shape.ts';
import { type Program, type ProgramColumn, ROWS } from '../program/steps.ts';
import type { CompileContext } from './compile-context.ts';
import type { EdgeRows } from './edge-overrides.ts';
import { createCompileContext } from './scope.ts';
import type { PlannedTable } from './tables.ts';

/** Edge rows that a table shall have. */
export interface AskedEdgeRows {
  readonly rows: readonly EdgeRow[];
  /** At least this share of the table's rows are edge rows, from 0 to below 1: they are repeated. */
  readonly share: number;
}

/** A table with its edge rows, or why it has none. */
export interface EdgeTable {
  readonly program: Program;
  readonly edge?: EdgeRows;
  readonly withoutEdge?: string;
}

/** Most cells that are set by one program: its tables lie in the memory of every worker. */
const MOST_ROWS = 1 << 20;

/**
 * Adds edge rows behind the rows of a table, which stay as they are. A table that cannot have as many rows, for its
 * unique values are too few, has none.
 */
export function addEdgeRows(
  table: PlannedTable,
  { program, shape }: { readonly program: Program; readonly shape: TableShape },
  { rows, share }: AskedEdgeRows,
  shared: Pick<CompileContext, 'index' | 'catalog' | 'fakers'>,
): EdgeTable {
  const firstRow = program.rowCount;
  if (firstRow === 0) return { program, withoutEdge: 'the table has no rows' };
  if (rows.length === 0) return { program };
  const edge: EdgeRows = {
    firstRow,
    rowCount: edgeRowCount(firstRow, rows.length, share),
    cycle: rows,
    onceOnly: new Set([shape.key, ...shape.unique].flat()),
  };
  try {
    const own = edgeProgram(table, shape, edge, shared);
    const range = { firstRow, rowCount: edge.rowCount, program: own };
    return { program: { ...program, rowCount: firstRow + edge.rowCount, behind: [range] }, edge };
  } catch (error) {
    const reason = capacityReason(error);
    if (reason === undefined) throw error;
    return { program, withoutEdge: reason };
  }
}

/** Whole cycles, so that every case is there as often as any other. */
function edgeRowCount(baseRows: number, cycle: number, share: number): number {
  if (cycle > MOST_ROWS) throw new RangeError(`a table has at most ${MOST_ROWS} edge cases`);
  const wanted = Math.ceil((share * baseRows) / (1 - share));
  return cycle * Math.max(1, Math.ceil(wanted / cycle));
}

function edgeProgram(
  table: PlannedTable,
  shape: TableShape,
  edge: EdgeRows,
  shared: Pick<CompileContext, 'index' | 'catalog' | 'fakers'>,
): Program {
  const context = createCompileContext(shared);
  const scope = context.openEdgeScope(table, ROWS, edge);
  const columns = shape.columns.map(({ name }): ProgramColumn => {
    const { type, register, valid } = scope.column(name);
    return { name, type, register, valid: valid ?? null };
  });
  return context.program.finish(table.name, edge.rowCount, columns);
}

/** Its generators made as many rows as were asked for: what they refuse now is more of them. */
const OF_MORE_ROWS = new Set(['capacity', 'option']);

/** Why a table cannot have more rows; undefined for everything else that is wrong. */
function capacityReason(error: unknown): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const isCapacity = error.issues.every(({ code }) => OF_MORE_ROWS.has(code));
  return isCapacity ? error.issues.map(({ message }) => message).join('; ') : undefined;
}
