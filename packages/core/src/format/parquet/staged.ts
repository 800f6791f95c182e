import type { Batch, BatchColumn, Vector } from '../../model/batch.ts';

/** Rows of a batch that wait for their page. */
export interface StagedPiece {
  readonly batch: Batch;
  readonly from: number;
  readonly rows: number;
  /** The batch lies in the memory of the space. */
  readonly isNear: boolean;
}

/** Vectors of one kind that wait. */
export interface StagedCells {
  add(column: BatchColumn, piece: StagedPiece, to: number): void;
  take(): Vector;
}
