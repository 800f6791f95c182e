import type { Memory } from '../kernels/memory.ts';
import { openFastReaders } from '../wasm/readers-kernels.ts';
import { openCsvKernel } from './csv-kernel.ts';
import { BLOCK_BYTES, type RowReaderOptions } from './ndjson-reader.ts';
import { putText } from './ndjson-row.ts';
import { PLAN } from './plan.ts';
import { type RowFault, Tags } from './read-batch.ts';
import { type CellArrays, openReaderFrame, putCell, type ReaderFrame } from './reader-frame.ts';
import { type ExactRow, openRowReader, type RowReader } from './row-reader.ts';

/** A record as the exact path reads it. */
export interface ExactRecord {
  /** Its bytes, line break included. */
  readonly byteLength: number;
  readonly rawLength: number;
  /** Line breaks in and behind it. */
  readonly lines: number;
  /** One cell per column, null where it is empty without quotes; undefined for a blank line. */
  readonly record: readonly (string | null)[] | RowFault | undefined;
}

/**
 * Reads the record at the start of the bytes, by the letter; `more` when it does not end with them.
 *
 * The bytes end behind a line feed, or with the file when `isLast`.
 */
export type ReadRecord = (bytes: Uint8Array, isLast: boolean) => ExactRecord | 'more';

export interface CsvReaderOptions extends RowReaderOptions {
  /** One ASCII character, no quote or line break. */
  readonly delimiter: string;
  readonly readRecord: ReadRecord;
}

/**
 * Opens a reader of CSV (RFC 4180, UTF-8) without its header. Blank lines are skipped unless there is one column.
 *
 * Regular records go through a kernel, all others through `readRecord`, and take their place among them.
 */
export function openCsvReader(memory: Memory, options: CsvReaderOptions): RowReader {
  const { columns, blockBytes = BLOCK_BYTES, firstLine = 1, delimiter, readRecord } = options;
  const frame = openReaderFrame(memory, columns.length, blockBytes);
  const { plan } = frame;
  const none = { address: frame.block.start, length: 0 };
  plan.setShape({
    fields: columns.map((_, column) => ({ column, literal: none })),
    tail: none,
    delimiter: delimiter.charCodeAt(0),
  });
  const fast = openFastReaders(memory);
  const slow = openCsvKernel(frame);
  return openRowReader(
    frame,
    {
      setEnd(to) {
        memory.bytes[to] = QUOTE;
        plan.set(PLAN.END, to);
      },
      read: (first, limit) =>
        fast ? fast.readCsv(plan.address, first, limit) : slow(first, limit),
      readExactly(row, at, to, isLast) {
        const found = readWindows(memory.bytes.subarray(at, to), isLast, readRecord);
        return found === 'more' ? found : putRecord(frame, row, found);
      },
    },
    columns,
    firstLine,
  );
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Shows the exact path one line, and more only when the record goes on: what follows may be long. */
function readWindows(
  bytes: Uint8Array,
  isLast: boolean,
  readRecord: ReadRecord,
): ExactRecord | 'more' {
  let size = 0;
  do {
    const feed = bytes.indexOf(LINE_FEED, 2 * size);
    if (feed < 0 && !isLast) return 'more';
    size = feed < 0 ? bytes.length : feed + 1;
    const found = readRecord(bytes.subarray(0, size), isLast && size === bytes.length);
    if (found !== 'more') return found;
  } while (size < bytes.length);
  return 'more';
}

function putRecord(frame: ReaderFrame, row: number, found: ExactRecord): ExactRow {
  const { record, ...place } = found;
  if (record === undefined) return { kind: 'none', ...place };
  if ('problem' in record) return { kind: 'odd', ...place, fault: record };
  record.forEach((cell, column) => {
    const tag = cell === null ? Tags.null : Tags.string;
    putCell(frame.columns[column] as CellArrays, row, putText(frame, cell ?? ''), tag);
  });
  return { kind: 'row', ...place };
}
