import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HashSums } from '../format/content-digest.ts';
import { openTuples } from '../format/copy-binary.ts';
import type { TupleColumn, TupleKind } from '../format/copy-binary-types.ts';
import { allocate } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { type Cells, OUT_BYTES, runTuples } from '../testing/tuples.ts';
import { openMemory } from './open-memory.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => value.toWellFormed()),
  fc.string({ unit: fc.constantFrom('a', 'é', '漢', '😀'), minLength: 10, maxLength: 40 }),
);
const numbers = (limit: number) =>
  fc.oneof(
    fc.maxSafeInteger().map((value) => Math.trunc(value % limit)),
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom(0, -0, limit - 1, -limit, 10_000, -9999),
  );
const decimal = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.constantFrom(0, -0, 1, 10_000, 2 ** 53, -(2 ** 53), 100_000_000, 90_000),
);

/** How cells of each kind may look, and in which vector they come. */
const KINDS: readonly [
  TupleKind,
  TupleColumn['vectorKind'],
  fc.Arbitrary<Cells['values'][number]>,
][] = [
  ['text', 'text', text],
  ['jsonb', 'text', text],
  ['uuid', 'uuid', fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer())],
  ['boolean', 'boolean', fc.constantFrom(0, 1)],
  ['int8', 'number', numbers(2 ** 53)],
  ['int8', 'number', fc.constantFrom(-(2 ** 63), 2 ** 63 - 1024, 2 ** 60 + 2 ** 20)],
  ['int4', 'number', numbers(2 ** 31)],
  ['int2', 'number', numbers(2 ** 15)],
  ['int8', 'bigint', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['int4', 'bigint', fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n - 1n })],
  ['int2', 'bigint', fc.bigInt({ min: -(2n ** 15n), max: 2n ** 15n - 1n })],
  ['float8', 'number', fc.double()],
  ['float4', 'number', fc.double()],
  ['numeric', 'number', decimal],
  ['timestamp', 'number', fc.integer({ min: -8.64e15, max: 8.64e15 })],
  ['date', 'number', fc.integer({ min: -(2 ** 31) + 10_957, max: 2 ** 31 - 1 })],
];

const nullShare = fc.constantFrom(0, 0.3, 1);

/** A random table of 1 to 6 columns; few cells are random, and they are repeated to fill the rows. */
const tables = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(BATCH_ROWS) },
      { weight: 15, arbitrary: fc.integer({ min: 1, max: 100 }) },
    ),
    fc.array(
      fc
        .tuple(fc.constantFrom(...KINDS), fc.nat(38), nullShare)
        .chain(([entry, scale, share]) =>
          fc.tuple(
            fc.constant({ kind: entry[0], vectorKind: entry[1], scale, share }),
            fc.array(entry[2], { minLength: 1, maxLength: 12 }),
          ),
        ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([rowCount, columns]) =>
    columns.map(
      ([{ kind, vectorKind, scale, share }, values]): Cells => ({
        kind,
        vectorKind,
        scale: kind === 'numeric' ? scale : 0,
        values: Array.from({ length: rowCount }, (_, i) =>
          ((i * 7) % 10) / 10 < share ? null : (values[i % values.length] ?? null),
        ),
      }),
    ),
  );

describe('tuples of both engines', () => {
  it('are the same bytes and hashes, read back alike, and stay in their room', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(1, 100, 4096, OUT_BYTES), (table, pieceBytes) => {
        const reference = runTuples('ts', table, pieceBytes);
        expect(runTuples('wasm', table, pieceBytes)).toStrictEqual(reference);
        expect(reference.fault).toBe(-1);
        expect(reference.back).toEqual({
          sums: reference.sums,
          left: 0,
          ended: true,
          broken: false,
        });
      }),
      { numRuns: 80 },
    );
  });

  it('take a text of any length, up to the last byte of the room', () => {
    for (const length of [
      0,
      1,
      15,
      16,
      17,
      31,
      32,
      33,
      63,
      64,
      65,
      5000,
      OUT_BYTES - 8,
      OUT_BYTES,
    ]) {
      const table: Cells[] = [
        { kind: 'text', vectorKind: 'text', scale: 0, values: ['x'.repeat(length)] },
      ];
      if (length <= OUT_BYTES - 8) {
        expect(runTuples('wasm', table, OUT_BYTES)).toStrictEqual(
          runTuples('ts', table, OUT_BYTES),
        );
      } else {
        for (const engine of ['ts', 'wasm'] as const)
          expect(() => runTuples(engine, table, OUT_BYTES)).toThrow(/greater than/);
      }
    }
  });

  it.each([
    ['int8', 1.5],
    ['int8', 2 ** 63],
    ['int8', Number.NaN],
    ['int4', 2 ** 31],
    ['int2', -40_000],
    ['numeric', 0.5],
    ['numeric', 2 ** 54],
    ['numeric', Number.POSITIVE_INFINITY],
    ['timestamp', 0.5],
    ['timestamp', Number.NaN],
    ['timestamp', 1e17],
    ['date', 2 ** 31 + 20_000],
  ] as const)('stop before a %s of %d and name its column', (kind, value) => {
    const table: Cells[] = [
      { kind: 'text', vectorKind: 'text', scale: 0, values: ['a', 'b', 'c'] },
      { kind, vectorKind: 'number', scale: 2, values: [1, 2, value] },
    ];
    const reference = runTuples('ts', table, OUT_BYTES);
    expect(reference).toMatchObject({ row: 2, fault: 1 });
    expect(runTuples('wasm', table, OUT_BYTES)).toStrictEqual(reference);
  });

  it.each([
    ['int2', 2n ** 15n],
    ['int4', -(2n ** 31n) - 1n],
  ] as const)('stop before a 64-bit integer that is no %s', (kind, value) => {
    const table: Cells[] = [{ kind, vectorKind: 'bigint', scale: 0, values: [value] }];
    const reference = runTuples('ts', table, OUT_BYTES);
    expect(reference).toMatchObject({ row: 0, fault: 0 });
    expect(runTuples('wasm', table, OUT_BYTES)).toStrictEqual(reference);
  });
});

describe('tuples that are read back', () => {
  const columns: TupleColumn[] = [
    { name: 'a', kind: 'text', scale: 0, vectorKind: 'text' },
    { name: 'b', kind: 'int2', scale: 0, vectorKind: 'number' },
  ];

  it('are read alike by both engines, whatever the bytes', () => {
    const field = fc.oneof(
      fc.constant(Buffer.from([255, 255, 255, 255])),
      fc.uint8Array({ maxLength: 40 }).map((value) => {
        const length = Buffer.alloc(4);
        length.writeInt32BE(value.length);
        return Buffer.concat([length, value]);
      }),
    );
    const tuple = fc
      .tuple(field, field)
      .map((fields) => Buffer.concat([Buffer.from([0, 2]), ...fields]));
    const bytes = fc
      .tuple(fc.array(tuple), fc.uint8Array({ maxLength: 12 }), fc.nat(20))
      .map(([whole, rest, cut]) => {
        const all = Buffer.concat([...whole, rest]);
        return all.subarray(0, Math.max(0, all.length - cut));
      });
    fc.assert(
      fc.property(bytes, (given) => {
        const [reference, fast] = (['ts', 'wasm'] as const).map((engine) => {
          const memory = openMemory(1 << 18, { engine });
          const tuples = openTuples(columns, memory);
          const start = allocate(memory, given.length);
          memory.bytes.set(given, start);
          const sums: HashSums = { rows: 0, high: 0, low: 0 };
          const { next, ...rest } = tuples.digest(start, start + given.length, sums);
          return { ...rest, sums, read: next - start };
        });
        expect(fast).toStrictEqual(reference);
      }),
      { numRuns: 300 },
    );
  });

  it('have another hash when one byte differs, and the same in any order', () => {
    const table = (cells: readonly string[]): Cells[] => [
      { kind: 'text', vectorKind: 'text', scale: 0, values: cells },
    ];
    const hashOf = (cells: readonly string[]): HashSums =>
      runTuples('wasm', table(cells), OUT_BYTES).sums;
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        text,
        fc.nat(),
        (cells, other, at) => {
          const place = at % cells.length;
          expect(hashOf(cells.toReversed())).toEqual(hashOf(cells));
          const changed = cells.with(place, other);
          const isSame = cells[place] === other;
          expect(JSON.stringify(hashOf(changed)) === JSON.stringify(hashOf(cells))).toBe(isSame);
        },
      ),
      { numRuns: 60 },
    );
  });
});
