import { CellTooLargeError, DataError } from '../errors.ts';
import type { Memory } from '../kernels/memory.ts';
import type { Batch } from '../model/batch.ts';
import { fastTuplesSize, openFastTuples } from '../wasm/copy-binary.ts';
import { openTupleReference } from './copy-binary-reference.ts';
import {
  type EncodedTuples,
  isTupleKindOf,
  type TupleColumn,
  type TupleEngine,
  type TupleKind,
} from './copy-binary-types.ts';
import type { EncodedColumn } from './render.ts';

/** Most bytes of one row. */
export const ROW_BYTES: number = 1 << 21;
/** Bytes that may be read behind the OVERSHOOT of tuples: they are hashed 32 bytes at a time. */
export const READ_AHEAD = 16;

/** Bytes of memory that {@link openTuples} takes. */
export const tuplesSize: (columns: readonly TupleColumn[]) => number = fastTuplesSize;

/** Tuples of PostgreSQL's binary COPY, encoded and hashed by the engine that the memory is for. */
export function openTuples(columns: readonly TupleColumn[], memory: Memory): TupleEngine {
  return memory.wasm === undefined
    ? openTupleReference(columns, memory.view)
    : openFastTuples(columns, memory);
}

/**
 * What an encoder has to know of columns.
 *
 * @param kinds binary form of each column
 * @throws TypeError for a column that does not have its form: whoever chose it did not ask the column's type
 */
export function tupleColumns(
  columns: readonly Pick<EncodedColumn, 'name' | 'type' | 'vectorKind'>[],
  kinds: readonly TupleKind[],
): TupleColumn[] {
  return columns.map(({ name, type, vectorKind }, c) => {
    const kind = kinds[c];
    if (kind === undefined || !isTupleKindOf(type, kind))
      throw new TypeError(`column "${name}" of ${type.kind} is no ${kind}`);
    return { name, kind, scale: type.kind === 'decimal' ? type.scale : 0, vectorKind };
  });
}

/**
 * @param from row of the batch that was to be encoded first
 * @throws CellTooLargeError, DataError when the encoder stopped at that row, or at a cell without a binary form
 */
export function throwFault(
  { row, fault }: Pick<EncodedTuples, 'row' | 'fault'>,
  from: number,
  { firstRow }: Batch,
  columns: readonly TupleColumn[],
  table: string,
): void {
  const column = columns[fault];
  if (column !== undefined) throw formError(table, firstRow + row, column);
  if (row === from) throw new CellTooLargeError(firstRow + row, ROW_BYTES);
}

/** Holds no value: cells may be a person's. */
function formError(table: string, row: number, { name, kind }: TupleColumn): DataError {
  return new DataError(
    `table "${table}"`,
    undefined,
    `row ${row}, column "${name}": its number is no ${kind} - keep it whole and within the range of the type`,
  );
}
