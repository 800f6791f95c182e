import { openBatchValidator, type Verdicts } from '@rowmill/core/json-schema';
import {
  CHECKS_ROOM,
  type Memory,
  openCsvReader,
  openMemory,
  openNdjsonReader,
  type ReadBatch,
  type RowReader,
  rowReaderSize,
} from '@rowmill/core/kernels';
import { openCsvRows, recordReader } from '../validation/csv-batches.ts';
import type { FailingRow } from '../validation/file-failure.ts';
import { ndjsonRow } from '../validation/ndjson-batches.ts';
import type { ReadItem } from '../validation/read-item.ts';
import type { RowCheck } from '../validation/row-check.ts';
import { lineStart, readFully } from './file-ranges.ts';
import { IrregularRowsError } from './irregular-rows-error.ts';
import type { CheckedFile } from './jobs.ts';

/** What was found in a range. Rows and lines are numbered within it, from 1. */
export interface CheckedRange {
  /** Where its first record was taken to begin, and where its last one ends. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly lines: number;
  readonly failing: readonly FailingRow[];
  /** Somebody else has to read the file, who can read this: a row that is too long, bytes that are no text. */
  readonly isIrregular: boolean;
}

/** Reads and checks a file range by range. */
export interface CheckedReader {
  readonly ranges: number;
  /** Where the first record of a range begins, if records end with lines. */
  start(range: number): number;
  /** Reads the records that begin in a range, from the one at `from` on. */
  check(range: number, from: number): CheckedRange;
}

/** Room for a line that reaches over the end of its range. */
const OVER_BYTES = 1 << 19;
/** How much faster reading goes on in a record that does not end. */
const FURTHER = 4;

/** @param file descriptor of the file */
export function openCheckedReader(
  file: number,
  source: CheckedFile,
  { schema, check }: { readonly schema: unknown; readonly check: RowCheck },
): CheckedReader {
  const { size, rangeBytes, header, columns } = source;
  const blockBytes = rangeBytes + OVER_BYTES;
  const memory = openMemory(rowReaderSize({ columns, blockBytes }) + CHECKS_ROOM);
  const rows = openRows(memory, source, blockBytes);
  const validator = openBatchValidator(schema, memory);
  const startOf = (at: number): number =>
    at <= header.bytes ? header.bytes : lineStart(file, Math.min(at, size), size);
  return {
    ranges: Math.ceil(size / rangeBytes),
    start: (range) => startOf(range * rangeBytes),
    check(range, from) {
      const failing: FailingRow[] = [];
      const end = startOf((range + 1) * rangeBytes);
      const read = readRecords(rows.reader, file, { from, end, size }, (batch) => {
        if (!rows.prepare(batch)) return false;
        collect(batch, validator.check(batch), rows.itemOf(batch), check, failing);
        return true;
      });
      return { from, ...read, failing };
    },
  };
}

interface Rows {
  readonly reader: RowReader;
  /** Makes cells what the schema takes them for; no when reading has to end within the batch. */
  prepare(batch: ReadBatch): boolean;
  itemOf(batch: ReadBatch): (row: number) => ReadItem;
}

function openRows(memory: Memory, { format, columns }: CheckedFile, blockBytes: number): Rows {
  if (format.name === 'ndjson') {
    const reader = openNdjsonReader(memory, { columns, blockBytes });
    return { reader, prepare: () => true, itemOf: (batch) => (row) => ndjsonRow(batch, row) };
  }
  const { delimiter, types } = format;
  const readRecord = recordReader(columns.length, delimiter);
  const reader = openCsvReader(memory, { columns, blockBytes, delimiter, readRecord });
  return { reader, ...openCsvRows(columns, types) };
}

function collect(
  batch: ReadBatch,
  verdicts: Verdicts | undefined,
  itemOf: (row: number) => ReadItem,
  check: RowCheck,
  failing: FailingRow[],
): void {
  if (verdicts?.failures === 0) return;
  for (let row = 0; row < batch.rowCount; row++) {
    if (verdicts?.passed[row] === 1) continue;
    const found = check(itemOf(row));
    if (found !== undefined) failing.push(found);
  }
}

interface Bounds {
  readonly from: number;
  /** Where a record begins that belongs to the next range, if records end with lines. */
  readonly end: number;
  readonly size: number;
}

type ReadRange = Pick<CheckedRange, 'to' | 'rows' | 'lines' | 'isIrregular'>;

/** Reads records until one ends at the end of the range or behind it. @param use tells whether to go on */
function readRecords(
  reader: RowReader,
  file: number,
  { from, end, size }: Bounds,
  use: (batch: ReadBatch) => boolean,
): ReadRange {
  reader.restart();
  let rows = 0;
  let [at, to, further] = [from, end, 1];
  const result = (isIrregular: boolean): ReadRange => {
    const { bytes, line } = reader.rest();
    return { to: at - bytes.length, rows, lines: line - 1, isIrregular };
  };
  while (at < to) {
    at += fill(reader, file, at, to);
    if (at === size) reader.end();
    for (let found = reader.next(); found !== 'more'; found = reader.next()) {
      if (found === 'stuck' || !use(found)) return result(true);
      rows += found.rowCount;
    }
    if (at < to || at === size || reader.rest().bytes.length === 0) continue;
    // A record goes on behind a line feed within a cell. What is read beyond its end, the next range has read in vain.
    to = lineStart(file, Math.min(size, to + further), size);
    further *= FURTHER;
  }
  return result(false);
}

function fill(reader: RowReader, file: number, at: number, to: number): number {
  const free = reader.free();
  const room = free.subarray(0, Math.min(free.length, to - at));
  const read = readFully(file, room, at);
  if (read < room.length) throw new IrregularRowsError('the file ends before it should');
  reader.filled(read);
  return read;
}
