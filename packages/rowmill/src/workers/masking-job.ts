import type { ColumnShape } from '@rowmill/core';
import type { ColumnMaskCounts, ThreadKey, ThreadPlan } from '@rowmill/core/masks';
import type { FormatChoice, SchemaFailures, TableSchema } from './jobs.ts';

/** A plain file whose rows are masked. */
export interface MaskedFile {
  readonly path: string;
  /** In bytes, when the job was made: what comes behind is not read. */
  readonly size: number;
  readonly format:
    | { readonly name: 'ndjson' }
    | { readonly name: 'csv'; readonly delimiter: string };
}

/** One file masked into another; workers take ranges of it in turn, and nothing lies in between. */
export interface MaskFileJob {
  readonly kind: 'mask-file';
  readonly source: MaskedFile;
  readonly masks: ThreadPlan;
  readonly key: ThreadKey | undefined;
  /** What "now" is for ages and dates. */
  readonly asOf: Date;
  /** What is delivered of the columns of the plan. */
  readonly columns: readonly ColumnShape[];
  readonly schema: MaskedSchema | undefined;
  readonly format: FormatChoice;
  /** Of the file that is written, which exists. */
  readonly path: string;
  readonly control: SharedArrayBuffer;
}

/** What masked rows are checked against. */
export interface MaskedSchema {
  readonly schema: TableSchema;
  readonly key: readonly string[];
  /** NDJSON file that takes every failing row. */
  readonly failuresFile: string;
}

/** What one worker did of a file. */
export interface MaskedRanges {
  readonly rows: number;
  readonly counts: readonly ColumnMaskCounts[];
  readonly failures: SchemaFailures;
}

/**
 * The rows of a file are not as regular as columns need them, or one of them cannot be masked: whoever reads row by row
 * has to tell, or to do it.
 */
export class IrregularRowsError extends Error {
  override readonly name = 'IrregularRowsError';
}
