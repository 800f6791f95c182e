import { allocate, regionSize } from '../../kernels/memory.ts';
import { BATCH_ROWS } from '../../model/batch.ts';
import type { ColumnMask, MaskColumn, MaskContext } from '../define.ts';
import { countsValues } from '../hold-to-capacity.ts';
import { inMaskOrder } from '../mask-order.ts';
import { type ColumnMaskCounts, type TableMaskContext, tableContexts } from '../mask-table.ts';
import { withNested } from '../nested-rules.ts';
import type { MaskPlan, PlannedColumn } from '../plan-masking.ts';
import type { CellMask, CellSpace, CellViews } from './cell-mask.ts';
import type { CellRows } from './cell-rows.ts';
import { type CellTally, openCellTally } from './cell-tally.ts';
import { openStringCells, type StringCells } from './string-cells.ts';

/** The masks of a table on text in memory. */
export interface CellMasks {
  /** @throws HeapFull when masks do not fit; fewer rows may. MaskError when a value cannot be masked as asked. */
  mask(rows: CellRows): void;
  /** Counts what became of the rows that were masked last: they have been of use. */
  count(): void;
  counts(): readonly ColumnMaskCounts[];
}

export interface CellMasksPlan {
  /** Bytes of memory that `open` takes. */
  readonly size: number;
  open(space: CellSpace): CellMasks;
}

/**
 * Whether masks follow from each row by itself, so that rows may be masked in any order and in several threads.
 */
export function masksRowByRow({ columns, strategies, locale }: MaskPlan): boolean {
  return columns.every(
    ({ strategy, options, properties }) =>
      properties.deterministic &&
      withNested({ strategy, options }, strategies).every(
        (one) => !one.strategy.learns(one.options) && !countsValues(one, locale),
      ),
  );
}

/**
 * Sets up the masks of a plan on columns of text in memory: those of `createTableMask`, byte for byte. A strategy that
 * has no form on columns gets its column as strings.
 *
 * @throws MaskKeyError when the plan needs a key and there is none.
 * @throws RangeError when masks depend on more than their row, or words of a locale are missing.
 */
export function planCellMasks(plan: MaskPlan, context: TableMaskContext): CellMasksPlan {
  if (!masksRowByRow(plan))
    throw new RangeError(`masks of table ${plan.table} depend on more than their row`);
  const contextOf = tableContexts(plan, context);
  const columns = plan.columns.map((column) => {
    const own = contextOf(column);
    return { column, own, cells: column.strategy.columns(column.options, own) };
  });
  const room = columns.reduce((sum, { cells }) => sum + (cells?.size ?? 0), 0);
  const { ordered } = inMaskOrder(plan.table, plan.columns);
  return {
    size: room + regionSize(BATCH_ROWS),
    open(space) {
      const { memory, heap } = space;
      const left = new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
      const strings = openStringCells(memory, heap);
      const work = columns.map(
        ({ column, own, cells }, index): WorkColumn => ({
          column,
          index,
          mask: cells?.open(space),
          create: createOnce(column, own),
          tally: openCellTally(column, memory),
        }),
      );
      let last: CellRows = { rowCount: 0, cells: [], masks: [] };
      const inOrder = ordered.map(({ name }) => work.find(({ column }) => column.name === name));
      return {
        mask(rows) {
          last = rows;
          const table: WorkTable = { plan, rows, left, strings };
          for (const one of inOrder) if (one !== undefined) maskColumn(one, table);
        },
        count() {
          for (const { index, tally } of work) tally.add(last, index);
        },
        counts: () => work.map(({ tally }) => tally.counts()),
      };
    },
  };
}

interface WorkColumn {
  readonly column: PlannedColumn;
  readonly index: number;
  readonly mask: CellMask | undefined;
  readonly create: () => ColumnMask;
  readonly tally: CellTally;
}

interface WorkTable {
  readonly plan: MaskPlan;
  readonly rows: CellRows;
  readonly left: Uint8Array;
  readonly strings: StringCells;
}

/** Set up when it is first needed: most columns never do. */
function createOnce({ strategy, options }: PlannedColumn, context: MaskContext): () => ColumnMask {
  let mask: ColumnMask | undefined;
  return () => {
    mask ??= strategy.create(options, context);
    return mask;
  };
}

function maskColumn(work: WorkColumn, table: WorkTable): void {
  const { column, index, mask } = work;
  const { rows, left } = table;
  const { rowCount } = rows;
  const cells = rows.cells[index] as CellViews;
  const masks = rows.masks[index] as CellViews;
  left.fill(mask === undefined ? 1 : 0, 0, rowCount);
  const other = (name: string): CellViews => viewsOf(table, name, column.reads, rows.cells);
  const leftCells = mask?.({ rowCount, cells, other, masks, left }) ?? rowCount;
  if (leftCells > 0) maskLeft(work, table, cells, masks);
}

/** Masks the cells that are left as strings. */
function maskLeft(
  { column, create }: WorkColumn,
  table: WorkTable,
  cells: CellViews,
  masks: CellViews,
): void {
  const { rows, left, strings } = table;
  const places: number[] = [];
  for (let row = 0; row < rows.rowCount; row++) if (left[row] === 1) places.push(row);
  const read = (views: CellViews) => places.map((row) => strings.read(views, row));
  const values: MaskColumn = {
    values: read(cells),
    firstRow: 0,
    other: (name) => read(viewsOf(table, name, column.reads, rows.cells)),
    masked: (name) => read(viewsOf(table, name, column.readsMasked, rows.masks)),
  };
  const made = create()(values);
  if (made.length !== places.length)
    throw new RangeError(`${column.strategy.name} gave ${made.length} cells for ${places.length}`);
  for (const [i, row] of places.entries()) strings.write(made[i] as string | null, masks, row);
}

function viewsOf(
  { plan }: WorkTable,
  name: string,
  allowed: readonly string[],
  all: readonly CellViews[],
): CellViews {
  const index = plan.columns.findIndex((column) => column.name === name);
  const views = allowed.includes(name) ? all[index] : undefined;
  if (views === undefined)
    throw new RangeError(`column "${name}" is not among those the strategy reads`);
  return views;
}
