import { DataError } from '@rowmill/core';
import {
  Byte,
  endOfValue,
  isBlank,
  isClose,
  scanByte,
  scanString,
  type ValueScan,
} from './json-scan.ts';
import { createJsonSeek, type JsonSeek } from './json-seek.ts';
import type { Line } from './ndjson-lines.ts';

/** Bytes that one element may take. */
const ELEMENT_BYTES = 16 * 1024 * 1024;

const EARLY_END = 'the document ends in the middle - write the file again';

/**
 * Cuts the elements of an array out of a JSON document (RFC 8259), a group for each chunk, each with the line that it
 * starts at. Memory: a chunk and the longest element.
 *
 * @param path of the array: `$`, or names behind it as in `$.data.customers`
 * @throws DataError, after the elements before it: when there is no array at the path, something stands between
 * elements or behind the document, it ends early, or an element has more than 16 MiB.
 */
export async function* readElements(
  chunks: AsyncIterable<Buffer>,
  origin: string,
  path: string,
): AsyncGenerator<readonly Line[]> {
  const reader = createReader(origin, path);
  for await (const chunk of chunks) {
    const { lines, problem } = reader.add(chunk);
    if (lines.length > 0) yield lines;
    if (problem !== undefined) throw problem;
  }
  const problem = reader.end();
  if (problem !== undefined) throw problem;
}

interface Outcome {
  readonly lines: readonly Line[];
  readonly problem: unknown;
}

type Phase = 'seek' | 'between' | 'element' | 'tail';

interface State {
  phase: Phase;
  line: number;
  isFirstByte: boolean;
  /** What may come between elements: one of them, or a comma, or both ends. */
  awaits: 'first' | 'element' | 'comma';
  pieces: Buffer[];
  pieceBytes: number;
  startLine: number;
  readonly scan: ValueScan;
}

/** What the phases share. */
interface Reader {
  readonly state: State;
  readonly seek: JsonSeek;
  readonly fail: (problem: string) => DataError;
}

/** Takes bytes of a chunk, and tells where the next phase goes on. */
type TakeBytes = (reader: Reader, chunk: Buffer, from: number, lines: Line[]) => number;

const PHASES: Readonly<Record<Phase, TakeBytes>> = {
  seek({ state, seek }, chunk, from) {
    const found = seek.add(chunk.subarray(from));
    if (found === undefined) return chunk.length;
    state.phase = 'between';
    return from + found;
  },
  between({ state, seek, fail }, chunk, from) {
    const byte = chunk[from] as number;
    if (isBlank(byte)) return from + 1;
    if (byte === Byte.closeArray && state.awaits !== 'element') {
      state.phase = 'tail';
      state.scan.depth = seek.depth;
      return from + 1;
    }
    if (isClose(byte) || (byte === Byte.comma) !== (state.awaits === 'comma'))
      throw fail('a comma is missing or too many between rows - write the file again');
    if (byte === Byte.comma) {
      state.awaits = 'element';
      return from + 1;
    }
    state.phase = 'element';
    state.startLine = state.line;
    return from;
  },
  element({ state, fail }, chunk, from, lines) {
    const end = endOfValue(state.scan, chunk, from);
    const piece = chunk.subarray(from, end ?? chunk.length);
    state.pieceBytes += piece.length;
    if (state.pieceBytes > ELEMENT_BYTES) throw fail('this row takes more than 16 MiB');
    // A copy: the stream may use the chunk's memory again.
    state.pieces.push(end === undefined ? Buffer.from(piece) : piece);
    if (end === undefined) return chunk.length;
    lines.push({ number: state.startLine, bytes: Buffer.concat(state.pieces) });
    state.pieces = [];
    state.pieceBytes = 0;
    state.phase = 'between';
    state.awaits = 'comma';
    return end;
  },
  tail({ state, fail }, chunk, from) {
    const byte = chunk[from] as number;
    if (state.scan.inString) scanString(state.scan, byte);
    else if (state.scan.depth > 0) scanByte(state.scan, byte);
    else if (!isBlank(byte)) throw fail('something stands behind the document');
    return from + 1;
  },
};

function createReader(origin: string, path: string) {
  const state: State = {
    phase: 'seek',
    line: 1,
    isFirstByte: true,
    awaits: 'first',
    pieces: [],
    pieceBytes: 0,
    startLine: 1,
    scan: { depth: 0, inString: false, isEscaped: false },
  };
  const fail = (problem: string) => new DataError(origin, state.line, problem);
  const seek = createJsonSeek(path.split('.').slice(1), () =>
    fail(`there is no array at ${path} - correct "rows" of the source, or the file`),
  );
  const reader: Reader = { state, seek, fail };
  return {
    add(all: Buffer): Outcome {
      const lines: Line[] = [];
      try {
        const chunk = withoutMark(all, state);
        for (let at = 0; at < chunk.length; ) {
          const next = PHASES[state.phase](reader, chunk, at, lines);
          state.line += countLineFeeds(chunk, at, next);
          at = next;
        }
      } catch (problem) {
        return { lines, problem };
      }
      return { lines, problem: undefined };
    },
    end: () => (state.phase === 'tail' && state.scan.depth === 0 ? undefined : fail(EARLY_END)),
  };
}

function withoutMark(chunk: Buffer, state: State): Buffer {
  const hasMark = state.isFirstByte && chunk.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf));
  state.isFirstByte = false;
  return hasMark ? chunk.subarray(3) : chunk;
}

function countLineFeeds(chunk: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (chunk[at] === Byte.lineFeed) count += 1;
  return count;
}
