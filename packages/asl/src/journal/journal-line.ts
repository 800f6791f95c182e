import { crc32 } from 'node:zlib';
import type { Json } from '../json.ts';
import type { ChildOutcome, JournalRecord } from './journal.ts';

/** The format of segments. A segment of another version is not read. */
export const JOURNAL_VERSION = 1;

/** What a segment begins with. */
export interface SegmentHeader {
  readonly version: number;
  readonly token: number;
  /** Who wrote the segment. */
  readonly holder: Json;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What one line says. */
export type LineContent =
  | { readonly kind: 'header'; readonly header: SegmentHeader }
  /** Bytes that count, of each earlier segment: what comes after them was written by a process that had lost. */
  | { readonly kind: 'earlier'; readonly byteCounts: readonly number[] }
  | { readonly kind: 'record'; readonly record: JournalRecord }
  /** The writer closed the segment: nobody holds the journal. */
  | { readonly kind: 'end'; readonly at: number };

export interface JournalLine {
  /** Counts the lines of a segment from 0. */
  readonly number: number;
  /** All lines before it were durable when it was written. */
  readonly startsBatch: boolean;
  readonly content: LineContent;
}

/** As it stands in the file. Keys are short: a map run writes several lines for each of its children. */
interface WrittenLine {
  readonly n: number;
  readonly b?: 1;
  readonly v?: number;
  readonly token?: number;
  readonly holder?: Json;
  readonly earlier?: readonly number[];
  readonly end?: 1;
  readonly t?: number;
  /** Path of an execution, and what happened to it. */
  readonly e?: string;
  readonly x?: Json;
  /** Path of a map run, a child of it, and how that ended. */
  readonly m?: string;
  readonly i?: number;
  readonly o?: ChildOutcome;
}

const CHECKSUM_START = '{"c":"';
const CONTENT_START = CHECKSUM_START.length + 8 + 2;

/**
 * One line of NDJSON with its line feed. It begins with the CRC-32 (as zlib has it) of the bytes that follow the
 * first comma, so that what was damaged is told from what was never written to its end.
 */
export function encodeLine({ number, startsBatch, content }: JournalLine): string {
  const written = { n: number, ...(startsBatch ? { b: 1 } : {}), ...shortened(content) };
  const text = JSON.stringify(written).slice(1);
  return `${CHECKSUM_START}${hex(crc32(text))}",${text}\n`;
}

/** @param bytes one line without its line feed. @returns nothing for what `encodeLine` did not write */
export function decodeLine(bytes: Buffer): JournalLine | undefined {
  const start = `${CHECKSUM_START}${hex(crc32(bytes.subarray(CONTENT_START)))}",`;
  if (bytes.toString('latin1', 0, CONTENT_START) !== start) return undefined;
  const written: WrittenLine = JSON.parse(`{${bytes.toString('utf8', CONTENT_START)}`);
  const content = lengthened(written);
  return content && { number: written.n, startsBatch: written.b === 1, content };
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}

function shortened(content: LineContent): Omit<WrittenLine, 'n'> {
  if (content.kind === 'header') {
    const { version, token, holder, at } = content.header;
    return { v: version, token, holder, t: at };
  }
  if (content.kind === 'earlier') return { earlier: content.byteCounts };
  if (content.kind === 'end') return { end: 1, t: content.at };
  const { record } = content;
  if (record.kind === 'event') {
    return { t: record.at, e: record.execution, x: record.event as unknown as Json };
  }
  return { t: record.at, m: record.mapRun, i: record.index, o: record.outcome };
}

function lengthened(line: WrittenLine): LineContent | undefined {
  const { v: version, token = 0, holder = null, earlier, end, t: at = 0 } = line;
  if (version !== undefined) return { kind: 'header', header: { version, token, holder, at } };
  if (earlier !== undefined) return { kind: 'earlier', byteCounts: earlier };
  if (end !== undefined) return { kind: 'end', at };
  const record = recordOf(line, at);
  return record && { kind: 'record', record };
}

function recordOf(line: WrittenLine, at: number): JournalRecord | undefined {
  const { e: execution, x: event, m: mapRun, i: index, o: outcome } = line;
  if (execution !== undefined && event !== undefined) {
    return { kind: 'event', execution, at, event } as unknown as JournalRecord;
  }
  if (mapRun === undefined || index === undefined || outcome === undefined) return undefined;
  return { kind: 'child-ended', mapRun, index, at, outcome };
}
