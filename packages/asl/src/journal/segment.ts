import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError } from '../errors.ts';
import { codeOf, refused } from './failure.ts';
import { decodeLine, JOURNAL_VERSION, type JournalLine } from './journal-line.ts';
import { readLines } from './read-lines.ts';

/** One file of a journal: what one process wrote. */
export interface Segment {
  readonly path: string;
  /** Bytes that count, where a later segment fixed them; else all up to the first line that is not whole. */
  readonly byteCount?: number;
}

export interface SegmentLine {
  readonly line: JournalLine;
  /** Bytes of the segment up to the end of the line. */
  readonly end: number;
}

const SEGMENT_NAME = /^journal-(\d{6,})\.ndjson$/;

/** @param token the number of the segment, from 1: who holds the newest one drives the execution */
export function segmentPath(directory: string, token: number): string {
  return join(directory, `journal-${String(token).padStart(6, '0')}.ndjson`);
}

/**
 * The number of the newest segment; 0 where there is none, or no such directory.
 *
 * @throws JournalError when an earlier segment is missing.
 */
export async function newestToken(directory: string): Promise<number> {
  const names = await namesIn(directory);
  const tokens = names.flatMap((name) => SEGMENT_NAME.exec(name)?.[1] ?? []).map(Number);
  tokens.sort((left, right) => left - right);
  const gap = tokens.findIndex((token, index) => token !== index + 1);
  if (gap < 0) return tokens.length;
  throw new JournalError(
    segmentPath(directory, gap + 1),
    'the file is missing, though later ones are there - put it back, or start the execution again',
    { isDamaged: true },
  );
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw refused(directory, 'cannot be read', error);
  }
}

/**
 * The lines of a segment, oldest first. A torn tail is left out: a process that dies, or a machine that loses power,
 * leaves its last batch in pieces, and nobody was told that it is durable.
 *
 * @throws JournalError for damage before that, and for segments of a newer version.
 */
export async function* readSegment({ path, byteCount }: Segment): AsyncGenerator<SegmentLine> {
  let number = 0;
  let end = 0;
  let isTorn = false;
  for await (const bytes of linesOf(path, byteCount)) {
    const line = decodeLine(bytes);
    const isWhole = line?.number === number && !isTorn;
    if (line !== undefined && isWhole) {
      checkVersion(path, line);
      end += bytes.length + 1;
      yield { line, end };
      number += 1;
    } else if (byteCount !== undefined || line?.startsBatch) {
      throw damaged(path, number);
    } else {
      isTorn = true;
    }
  }
  if (byteCount !== undefined && end < byteCount) throw damaged(path, number);
}

async function* linesOf(path: string, byteCount: number | undefined) {
  try {
    yield* readLines(path, byteCount);
  } catch (error) {
    throw refused(path, 'cannot be read', error);
  }
}

function checkVersion(path: string, { content }: JournalLine): void {
  if (content.kind !== 'header' || content.header.version <= JOURNAL_VERSION) return;
  throw new JournalError(
    path,
    `was written by a newer version of @rowmill/asl (format ${content.header.version}, ` +
      `this one reads ${JOURNAL_VERSION}) - update it and try again`,
  );
}

function damaged(path: string, number: number): JournalError {
  return new JournalError(
    path,
    `line ${number + 1} is damaged - put the file back from a copy, or start the execution again`,
    { isDamaged: true },
  );
}
