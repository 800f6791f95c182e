import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../kernels/memory.ts';
import { BATCH_ROWS, type Batch, type BatchColumn, Escapes } from '../model/batch.ts';
import { expectSame, place } from '../testing/key-memory.ts';
import { openBatchKeys } from './batch-keys.ts';
import { keyForm } from './key-form.ts';

const SECRET = Uint8Array.from({ length: 16 }, (_, i) => 3 * i);
const ROOM = BATCH_ROWS;

/** One row of every kind of column. */
const cell = fc.record({
  text: fc.option(
    fc.constantFrom('', 'a', 'ab', 'é', 'a much longer text, beyond sixteen bytes', '\u0000'),
  ),
  number: fc.option(fc.constantFrom(0, -0, 1, 1.5, -1, 2 ** 53 - 1)),
  bigint: fc.option(fc.constantFrom(0n, 1n, -1n, 2n ** 62n)),
  boolean: fc.option(fc.boolean()),
  uuid: fc.option(fc.constantFrom([0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 1])),
});
type Cell = typeof cell extends fc.Arbitrary<infer T> ? T : never;
const NAMES = ['text', 'number', 'bigint', 'boolean', 'uuid'] as const;

function batchOf(memory: Memory, cells: readonly Cell[], firstRow: number): Batch {
  const texts = cells.map(({ text }) => new TextEncoder().encode(text ?? ''));
  // Where there is no text, the view leads nowhere.
  const address = cells.map(({ text }, i) =>
    text === null ? 0x7fff_fff0 : place(memory, texts[i] as Uint8Array),
  );
  const ints = (values: number[]) =>
    new Int32Array(memory.buffer, place(memory, Int32Array.from(values), 4 * ROOM), values.length);
  const doubles = Float64Array.from(cells, ({ number }) => number ?? 7);
  const bigints = BigInt64Array.from(cells, ({ bigint }) => bigint ?? 7n);
  const vectors: Record<(typeof NAMES)[number], BatchColumn['vector']> = {
    text: {
      kind: 'text',
      address: ints(address),
      length: ints(texts.map(({ length }) => length)),
      escapes: Escapes.any,
    },
    number: {
      kind: 'number',
      values: new Float64Array(memory.buffer, place(memory, doubles, 8 * ROOM), cells.length),
    },
    bigint: {
      kind: 'bigint',
      values: new BigInt64Array(memory.buffer, place(memory, bigints, 8 * ROOM), cells.length),
    },
    boolean: {
      kind: 'boolean',
      values: new Uint8Array(
        memory.buffer,
        place(
          memory,
          Uint8Array.from(cells, ({ boolean }) => Number(boolean)),
          ROOM,
        ),
        cells.length,
      ),
    },
    uuid: {
      kind: 'uuid',
      words: new Int32Array(
        memory.buffer,
        place(
          memory,
          Int32Array.from(cells.flatMap(({ uuid }) => uuid ?? [7, 7, 7, 7])),
          16 * ROOM,
        ),
        4 * cells.length,
      ),
    },
  };
  const columns = NAMES.map(
    (name): BatchColumn => ({
      name,
      type: { kind: name === 'text' ? 'string' : name === 'number' ? 'float' : name },
      vector: vectors[name],
      valid: new Uint8Array(
        memory.buffer,
        place(
          memory,
          Uint8Array.from(cells, (row) => Number(row[name] !== null)),
          ROOM,
        ),
        cells.length,
      ),
    }),
  );
  return { firstRow, rowCount: cells.length, columns, bytes: memory.bytes };
}

describe('openBatchKeys', () => {
  it('gives equal keys to equal values alone, in both engines, and none to rows with a null', () => {
    const columns = fc.uniqueArray(fc.nat({ max: NAMES.length - 1 }), { minLength: 1 });
    const firstRow = fc.constantFrom(0, 5, 2 ** 32 - 3, 3 * 2 ** 32 - 1, 2 ** 40);
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        columns,
        firstRow,
        (cells, indexes, first) => {
          expectSame((memory) => {
            const isWide = indexes.length === 1 && NAMES[indexes[0] as number] === 'uuid';
            const keys = openBatchKeys(memory, SECRET);
            const found: [number, string][] = [];
            keys.forEach(batchOf(memory, cells, first), { columns: indexes, isWide }, (batch) => {
              for (let i = 0; i < batch.count; i++)
                found.push([
                  batch.high * 2 ** 32 + ((batch.rows[i] as number) >>> 0),
                  `${batch.hashes[i]} ${batch.rests?.[i]}`,
                ]);
            });
            const valuesOf = (row: Cell): string | null => {
              const values = indexes.map((index) => row[NAMES[index] as (typeof NAMES)[number]]);
              if (values.includes(null)) return null;
              return JSON.stringify(
                values.map((value) => (typeof value === 'number' ? value + 0 : String(value))),
              );
            };
            const expected = cells.flatMap((row, i) =>
              valuesOf(row) === null ? [] : [[first + i, valuesOf(row)] as const],
            );
            expect(found.map(([row]) => row)).toEqual(expected.map(([row]) => row));
            // As many distinct keys as distinct pairs of key and value as distinct values.
            const pairs = found.map(([, key], i) => `${key} ${expected[i]?.[1]}`);
            expect(new Set(pairs).size).toBe(new Set(expected.map(([, value]) => value)).size);
            expect(new Set(found.map(([, key]) => key)).size).toBe(new Set(pairs).size);
            return found;
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('keyForm', () => {
  const program = {
    table: 't',
    rowCount: 1,
    registers: ['rows', 'text', 'number', 'uuid', 'number'] as const,
    escapes: [],
    dictionaries: [],
    steps: [],
    columns: [
      { name: 'name', type: { kind: 'string' as const }, register: 1, valid: null },
      { name: 'price', type: { kind: 'decimal' as const, scale: 2 }, register: 2, valid: null },
      { name: 'id', type: { kind: 'uuid' as const }, register: 3, valid: null },
      { name: 'rate', type: { kind: 'decimal' as const, scale: 3 }, register: 4, valid: null },
    ],
  };

  it('is exact where values have a fixed width and one meaning', () => {
    expect(keyForm(program, ['name'])).toEqual({ columns: [0], isWide: false });
    expect(keyForm(program, ['id'])).toMatchObject({ columns: [2], isWide: true });
    expect(keyForm(program, ['price', 'id'])).toEqual({ columns: [1, 2], isWide: false });
    expect(keyForm(program, ['price']).exact).not.toBe(keyForm(program, ['rate']).exact);
    expect(() => keyForm(program, ['nope'])).toThrow(RangeError);
  });
});
