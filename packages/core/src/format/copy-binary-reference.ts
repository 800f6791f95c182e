import { copyExact } from '../kernels/scatter.ts';
import type { BatchColumn } from '../model/batch.ts';
import type { HashSums } from './content-digest.ts';
import { NO_FORM, openValueWriter, textOf } from './copy-binary-fields.ts';
import { addTupleHash } from './copy-binary-hash.ts';
import {
  fixedBytes,
  type ReadTuples,
  type TupleColumn,
  type TupleEngine,
} from './copy-binary-types.ts';

/** Writes one cell and gives the address behind it, {@link NO_ROOM} or {@link NO_FORM}. */
type WriteField = (at: number, row: number, textEnd: number) => number;

/** A text does not fit before the end of the span. */
const NO_ROOM = 0;
const NULL = -1;
/** Version of the form of `jsonb` that is its text. */
const JSONB_VERSION = 1;

/**
 * Tuples of PostgreSQL's binary COPY in TypeScript: the number of fields (16 bits), then each field as its length
 * (32 bits, -1 for null) and its value, all most significant byte first.
 * Source: PostgreSQL manual, COPY, "Binary Format".
 */
export function openTupleReference(columns: readonly TupleColumn[], view: DataView): TupleEngine {
  const fixed = fixedBytes(columns);
  return {
    encode(batch, firstRow, { start, fill, end }, sums) {
      const fields = columns.map((column, c) =>
        openFieldWriter(column, batch.columns[c] as BatchColumn, view),
      );
      const textEnd = end - fixed;
      let next = start;
      let row = firstRow;
      for (; row < batch.rowCount && next < fill && next <= textEnd; row++) {
        const behind = writeTuple(view, fields, next, row, textEnd);
        if (behind < 0) return { next, row, fault: -behind - 1 };
        if (behind === NO_ROOM) break;
        addTupleHash(sums, view, next, behind);
        next = behind;
      }
      return { next, row, fault: -1 };
    },
    digest: (start, end, sums) => digestTuples(view, columns.length, start, end, sums),
  };
}

/** Address behind the tuple, {@link NO_ROOM}, or `-1 - c` for a cell of column `c` without a binary form. */
function writeTuple(
  view: DataView,
  fields: readonly WriteField[],
  start: number,
  row: number,
  textEnd: number,
): number {
  view.setInt16(start, fields.length);
  let at = start + 2;
  for (let c = 0; c < fields.length; c++) {
    const next = (fields[c] as WriteField)(at, row, textEnd);
    if (next === NO_ROOM) return NO_ROOM;
    if (next === NO_FORM) return -1 - c;
    at = next;
  }
  return at;
}

function openFieldWriter(column: TupleColumn, cells: BatchColumn, view: DataView): WriteField {
  const { valid } = cells;
  const write =
    column.kind === 'text' || column.kind === 'jsonb'
      ? openTextField(column, cells, view)
      : openValueField(column, cells, view);
  if (valid === undefined) return write;
  return (at, row, textEnd) => {
    if (valid[row] !== 0) return write(at, row, textEnd);
    view.setInt32(at, NULL);
    return at + 4;
  };
}

function openValueField(column: TupleColumn, cells: BatchColumn, view: DataView): WriteField {
  const write = openValueWriter(column, cells);
  return (at, row) => {
    const length = write(view, at + 4, row);
    if (length === NO_FORM) return NO_FORM;
    view.setInt32(at, length);
    return at + 4 + length;
  };
}

function openTextField({ kind }: TupleColumn, { vector }: BatchColumn, view: DataView): WriteField {
  const { address, length } = textOf(vector);
  const head = kind === 'jsonb' ? 1 : 0;
  return (at, row, textEnd) => {
    const size = length[row] as number;
    if (at + size > textEnd) return NO_ROOM;
    view.setInt32(at, head + size);
    if (head === 1) view.setUint8(at + 4, JSONB_VERSION);
    copyExact(view, at + 4 + head, address[row] as number, size);
    return at + 4 + head + size;
  };
}

function digestTuples(
  view: DataView,
  fields: number,
  start: number,
  end: number,
  sums: HashSums,
): ReadTuples {
  let next = start;
  while (next + 2 <= end) {
    const count = view.getInt16(next);
    if (count === -1) return { next: next + 2, ended: true, broken: false };
    if (count !== fields) return { next, ended: false, broken: true };
    const behind = endOfTuple(view, next + 2, end, fields);
    if (behind === undefined) break;
    addTupleHash(sums, view, next, behind);
    next = behind;
  }
  return { next, ended: false, broken: false };
}

/** Address behind the fields of a tuple; undefined when they are not all there. */
function endOfTuple(
  view: DataView,
  start: number,
  end: number,
  fields: number,
): number | undefined {
  let at = start;
  for (let field = 0; field < fields; field++) {
    if (at + 4 > end) return undefined;
    const length = view.getInt32(at);
    at += 4;
    if (length === NULL) continue;
    if (length >>> 0 > end - at) return undefined;
    at += length;
  }
  return at;
}
