import { expect } from 'vitest';
import { layoutFaults, type Memory } from '../kernels/memory.ts';
import type { ReadBatch } from '../readers/read-batch.ts';
import type { RowReader } from '../readers/row-reader.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { guardedMemory } from './guarded-memory.ts';

/** One row of a file as plain values. */
export interface PlainRow {
  /** Each cell as its tag and its text as bytes; null where `valid` is 0. */
  readonly cells: readonly (readonly [tag: number, text: string | null])[];
  readonly raw: string;
  readonly line: number;
  readonly isSound: boolean;
  readonly isWide: boolean;
  readonly problem?: string | undefined;
}

export interface ReadFile {
  readonly rows: readonly PlainRow[];
  /** What the reader could not take into its block. */
  readonly rest: { readonly text: string; readonly line: number } | undefined;
}

const ROOM_FOR_GUARDS = 1 << 16;

/**
 * Reads a file that comes in pieces of the given sizes, the last one repeated.
 *
 * @param latin1 the bytes of the file, one character each; cells and raw rows come back like that
 */
export function readFile(
  engine: EngineName,
  memoryBytes: number,
  open: (memory: Memory) => RowReader,
  latin1: string,
  pieces: readonly number[],
): ReadFile {
  const memory = guardedMemory(engine, memoryBytes + ROOM_FOR_GUARDS);
  const reader = open(memory);
  const file = Uint8Array.from(latin1, (c) => c.charCodeAt(0));
  const rows: PlainRow[] = [];
  let at = 0;
  for (let turn = 0; ; turn++) {
    const piece = pieces[Math.min(turn, pieces.length - 1)] ?? file.length;
    const room = reader.free();
    const size = Math.min(piece, room.length, file.length - at);
    room.set(file.subarray(at, at + size));
    reader.filled(size);
    at += size;
    if (at === file.length) reader.end();
    for (let found = reader.next(); found !== 'more'; found = reader.next()) {
      if (found === 'stuck') {
        const { bytes, line } = reader.rest();
        const text = textOf(bytes) + latin1.slice(at);
        return { rows, rest: { text, line } };
      }
      expect(found.firstRow).toBe(rows.length);
      rows.push(...plainRows(found));
    }
    expect(layoutFaults(memory)).toEqual([]);
    if (at === file.length) return { rows, rest: undefined };
  }
}

const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => String.fromCharCode(b)).join('');

function plainRows(batch: ReadBatch): PlainRow[] {
  const { rowCount, raw, bytes, sound, wide, lines, firstLine, faults } = batch;
  const view = (at: number | undefined, length: number | undefined): string =>
    textOf(bytes.subarray(at, (at ?? 0) + (length ?? 0)));
  const rows = Array.from({ length: rowCount }, (_, i) => ({
    cells: batch.columns.map(({ vector, valid, tags }) => {
      const text = view(vector.address[i], vector.length[i]);
      expect(valid[i] === 1 || text === '').toBe(true);
      return [tags[i] ?? -1, valid[i] === 1 ? text : null] as const;
    }),
    raw: view(raw.address[i], raw.length[i]),
    line: firstLine + (lines[i] ?? 0),
    isSound: sound[i] === 1,
    isWide: wide[i] === 1,
    problem: faults.get(i)?.problem,
  }));
  expect(rows.filter(({ isSound }) => !isSound)).toHaveLength(batch.oddRows);
  return rows;
}
