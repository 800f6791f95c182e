import type { CellViews } from './cell-mask.ts';

/** Rows of a batch: cells and their masks by column of the plan, in its order. */
export interface CellRows {
  readonly rowCount: number;
  readonly cells: readonly CellViews[];
  /** Filled by the masks. Those of a column that is dropped are worth nothing. */
  readonly masks: readonly CellViews[];
}
