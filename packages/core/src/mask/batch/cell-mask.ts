import type { Heap, Memory } from '../../kernels/memory.ts';

/**
 * Text cells of one column of a batch, in linear memory: cell `i` is `length[i]` bytes of UTF-8 at `address[i]`, and null
 * where `valid[i]` is 0. At least 16 readable bytes follow every cell. Of a null, address and length say nothing.
 */
export interface CellViews {
  readonly address: Int32Array;
  readonly length: Int32Array;
  readonly valid: Uint8Array;
}

/** One column of a batch: what is masked, and where its masks go. */
export interface CellColumn {
  /** At most BATCH_ROWS. */
  readonly rowCount: number;
  readonly cells: CellViews;
  /**
   * The *original* cells of another column of the same rows.
   *
   * @throws RangeError when the strategy has not named it in `reads`.
   */
  other(column: string): CellViews;
  /** To be filled. A view may lead to the text of the original, to the heap or to a text that is there for good. */
  readonly masks: CellViews;
  /** All 0; a 1 leaves the cell to `create`, which masks it as a string. */
  readonly left: Uint8Array;
}

/** Masks the cells of a batch and gives the number of those that it leaves to `create`. @throws HeapFull */
export type CellMask = (column: CellColumn) => number;

/** Where masks of columns work: texts that last as long as their batch lie in the heap. */
export interface CellSpace {
  readonly memory: Memory;
  readonly heap: Heap;
}

/**
 * A strategy on columns: the same masks as those of `create`, byte for byte, without a string for each cell. What is
 * rare or odd (other scripts, a mask that is the value itself) it may leave to `create`, cell by cell.
 */
export interface CellMaskPlan {
  /** Bytes of memory that it takes for good. */
  readonly size: number;
  open(space: CellSpace): CellMask;
}
