import type { Memory } from '../kernels/memory.ts';
import { allocate } from '../kernels/memory.ts';
import { openFastReaders } from '../wasm/readers-kernels.ts';
import { openNdjsonKernel } from './ndjson-kernel.ts';
import { type JsonLine, openPutLine, parseLine } from './ndjson-row.ts';
import { PLAN, type Span } from './plan.ts';
import type { ReadRows } from './put-row.ts';
import {
  LITERAL_BYTES,
  openReaderFrame,
  type ReaderFrame,
  readerFrameSize,
} from './reader-frame.ts';
import { type ExactRow, openRowReader, type RowFormat, type RowReader } from './row-reader.ts';

/** Bytes of a file that are in memory at once. */
export const BLOCK_BYTES = 1 << 20;

export interface RowReaderOptions {
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  /** Longest row, about. Memory holds it twice. */
  readonly blockBytes?: number;
  /** Number of the line that the first bytes belong to. */
  readonly firstLine?: number;
}

/** Bytes of memory that a reader takes. */
export function rowReaderSize({ columns, blockBytes = BLOCK_BYTES }: RowReaderOptions): number {
  return readerFrameSize(columns.length, blockBytes);
}

/**
 * Opens a reader of NDJSON: one JSON object per line, UTF-8. Blank lines are skipped.
 *
 * How the values of a line follow one another is learned from lines that were read exactly, by JSON.parse; lines of
 * that shape then go through a kernel. Any other line is read exactly, and takes its place among them.
 */
export function openNdjsonReader(memory: Memory, options: RowReaderOptions): RowReader {
  const { columns, blockBytes = BLOCK_BYTES, firstLine = 1 } = options;
  const frame = openReaderFrame(memory, columns.length, blockBytes);
  const { plan } = frame;
  const { bytes } = memory;
  const put = openPutLine(frame, columns);
  const learn = openLearn(frame, columns);
  /** Row behind the last one that was read exactly. */
  let behindExact = -1;
  const readLine = (row: number, at: number, to: number): ExactRow['kind'] => {
    if (isBlank(bytes, at, to)) return 'none';
    const line = parseLine(bytes, at, to);
    if (line === undefined || !put(row, line)) return 'odd';
    // Two such lines in a row: the shape has changed, or there is none yet.
    if (plan.shape === undefined || behindExact === row) learn(line);
    behindExact = row + 1;
    return 'row';
  };
  const format: RowFormat = {
    setEnd: (to) => plan.set(PLAN.END, behindLastLine(frame, to)),
    read: openRead(frame),
    readExactly(row, at, to, isLast) {
      const feed = bytes.subarray(at, to).indexOf(LINE_FEED);
      if (feed < 0 && !isLast) return 'more';
      const length = feed < 0 ? to - at : feed;
      const kind = readLine(row, at, at + length);
      return { kind, rawLength: length, byteLength: length + 1, lines: 1 };
    },
  };
  return openRowReader(frame, format, columns, firstLine);
}

const LINE_FEED = 0x0a;

function behindLastLine({ memory, plan }: ReaderFrame, to: number): number {
  const from = plan.get(PLAN.POSITION);
  return from + memory.bytes.subarray(from, to).lastIndexOf(LINE_FEED) + 1;
}

function isBlank(bytes: Uint8Array, at: number, to: number): boolean {
  return bytes.subarray(at, to).every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** The kernel of the engine that runs, and absent cells where the shape lacks a column. */
function openRead(frame: ReaderFrame): ReadRows {
  const fast = openFastReaders(frame.memory);
  const slow = openNdjsonKernel(frame);
  const { plan, columns, block } = frame;
  return (first, limit) => {
    if (plan.shape === undefined) return first;
    const row = fast ? fast.readNdjson(plan.address, first, limit) : slow(first, limit);
    if (plan.shape.fields.length === columns.length) return row;
    const present = new Set(plan.shape.fields.map(({ column }) => column));
    for (const [column, { address, length, tags }] of columns.entries()) {
      if (present.has(column)) continue;
      address.fill(block.start, first, row);
      length.fill(0, first, row);
      tags.fill(0, first, row);
    }
    return row;
  };
}

/** Makes the shape of a line the one to expect. */
function openLearn(frame: ReaderFrame, names: readonly string[]): (line: JsonLine) => void {
  const { memory, plan } = frame;
  const room = allocate(memory, LITERAL_BYTES);
  return ({ fields, tail }) => {
    const length = fields.reduce((sum, { literal }) => sum + literal.length, tail.length);
    if (length > LITERAL_BYTES) return;
    let at = room;
    const keep = ({ address, length }: Span): Span => {
      memory.bytes.copyWithin(at, address, address + length);
      at += length;
      return { address: at - length, length };
    };
    plan.setShape({
      fields: fields.map(({ name, literal }) => ({
        column: names.indexOf(name),
        literal: keep(literal),
      })),
      tail: keep(tail),
      delimiter: 0,
    });
  };
}
