import { createHash } from 'node:crypto';
import { type AuditRecord, parseRecord } from './audit-record.ts';

/**
 * Ends what an interrupted append has left: the record that seals it stands behind it, on the same line. No record holds
 * this character, which JSON escapes (RFC 7464 puts it before records for the same reason).
 */
export const SEPARATOR = 0x1e;
const LINE_END = 0x0a;

/** A line of a log, as it was found. */
export interface LogLine {
  /** Offset of its first byte in the file. */
  readonly offset: number;
  /** Bytes of the record alone: what is hashed. */
  readonly bytes: Buffer;
  /** Undefined where they are no record. */
  readonly record: AuditRecord | undefined;
  /** What an interrupted append has left before it; undefined where there is nothing. */
  readonly torn: Buffer | undefined;
}

export interface LogLines {
  readonly lines: readonly LogLine[];
  /** What comes after the last end of a line: an append that was interrupted, and that nobody has sealed yet. */
  readonly rest: Buffer;
  /** Offset of the rest. */
  readonly end: number;
}

/** @param start offset of the bytes in their file, at which a line begins */
export function splitLog(bytes: Buffer, start = 0): LogLines {
  const lines: LogLine[] = [];
  let from = 0;
  for (let to = bytes.indexOf(LINE_END); to >= 0; to = bytes.indexOf(LINE_END, from)) {
    lines.push(readLine(bytes.subarray(from, to), start + from));
    from = to + 1;
  }
  return { lines, rest: bytes.subarray(from), end: start + from };
}

function readLine(line: Buffer, offset: number): LogLine {
  const at = line.lastIndexOf(SEPARATOR);
  const bytes = line.subarray(at + 1);
  return {
    offset,
    bytes,
    record: parseRecord(bytes),
    torn: at < 0 ? undefined : line.subarray(0, at),
  };
}

/** What a record says of the bytes that it seals off. */
export function sealOf(torn: Buffer): { readonly bytes: number; readonly sha256: string } {
  return { bytes: torn.length, sha256: createHash('sha256').update(torn).digest('hex') };
}

/** Whether what stands before a record is what the record seals off: all of it, or nothing. */
export function isSealed({ torn, record }: LogLine): boolean {
  if (record?.action !== 'log.sealed') return torn === undefined;
  if (torn === undefined) return false;
  const { bytes, sha256 } = sealOf(torn);
  return record.params.bytes === bytes && record.params.sha256 === sha256;
}
