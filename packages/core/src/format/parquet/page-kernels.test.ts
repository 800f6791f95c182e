import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSamePages } from './testing/page-memory.ts';
import { rowsOf } from './testing/rows.ts';

const ROOM = 1 << 21;
const RUNS = { numRuns: 40 };

describe('kernels of flags', () => {
  it('count, pack and take alike', () => {
    fc.assert(
      fc.property(rowsOf(fc.nat({ max: 1 })), ({ cells, valid }) => {
        expectSamePages(ROOM, (trial) => {
          const { kernels, put, room, read } = trial;
          const flags = put(Uint8Array.from(cells));
          const present = put(valid);
          const bits = room(Math.ceil(cells.length / 8));
          const taken = room(cells.length);
          const end = kernels.packFlags(flags, cells.length, bits);
          const size = kernels.takeFlags(flags, present, cells.length, taken);
          return [
            kernels.countFlags(flags, cells.length),
            read(bits, end - bits),
            read(taken, size),
          ];
        });
      }),
      RUNS,
    );
  });
});

describe('kernels of cells', () => {
  it('take 32-bit, 64-bit and 128-bit cells alike', () => {
    fc.assert(
      fc.property(rowsOf(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (rows) => {
        expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const { length: count } = rows.cells;
          const wide = put(BigInt64Array.from(rows.cells));
          const uuids = put(BigInt64Array.from(rows.cells.flatMap((cell) => [cell, ~cell])));
          const valid = put(rows.valid);
          const outs = [4, 8, 16, 16].map((size) => room(size * count)) as [
            number,
            number,
            number,
            number,
          ];
          const narrow = room(4 * count);
          kernels.narrowWhole(wide, count, narrow);
          return [
            read(outs[0], 4 * kernels.takeInts(wide, valid, count, outs[0])),
            read(outs[1], 8 * kernels.takeWide(wide, valid, count, outs[1])),
            read(outs[2], 16 * kernels.takeUuids(uuids, valid, count, outs[2])),
            read(outs[3], 16 * kernels.takeUuids(uuids, 0, count, outs[3])),
            read(narrow, 4 * count),
          ];
        });
      }),
      RUNS,
    );
  });

  it('take whole numbers alike, and refuse the same ones', () => {
    const whole = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer(),
      fc.constantFrom(-0, 2 ** 53, -(2 ** 63), 2 ** 62),
    );
    const cell = fc.oneof(
      { weight: 200, arbitrary: whole },
      fc.constantFrom(Number.NaN, 0.5, 2 ** 63, Number.POSITIVE_INFINITY, -1.25),
    );
    fc.assert(
      fc.property(rowsOf(cell), fc.boolean(), fc.constantFrom(31, 63), (rows, hasNulls, bits) => {
        expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const { length: count } = rows.cells;
          const source = put(Float64Array.from(rows.cells));
          const valid = hasNulls ? put(rows.valid) : 0;
          const out = room(8 * count + 8);
          const taken = kernels.takeWhole(source, valid, count, 2 ** bits, out);
          return [taken, read(out, 8 * Math.max(0, taken))];
        });
      }),
      RUNS,
    );
  });
});

describe('kernels of bounds', () => {
  it('find the same bounds of numbers', () => {
    const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(rowsOf(big, 1), ({ cells }) => {
        const [min, max] = expectSamePages(ROOM, ({ kernels, put, room, memory }) => {
          const out = room(16);
          kernels.wholeBounds(put(BigInt64Array.from(cells)), cells.length, out);
          return [0, 8].map((which) => memory.view.getBigInt64(out + which, true));
        });
        const sorted = BigInt64Array.from(cells).sort();
        expect([min, max]).toEqual([sorted[0], sorted.at(-1)]);
      }),
      RUNS,
    );
  });

  it('find the same bounds of floats and of UUIDs', () => {
    const pair = fc.tuple(fc.double(), fc.uint8Array({ minLength: 16, maxLength: 16, max: 3 }));
    fc.assert(
      fc.property(rowsOf(pair, 1), ({ cells }) => {
        expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const out = room(16);
          const places = room(8);
          kernels.floatBounds(put(Float64Array.from(cells, ([float]) => float)), cells.length, out);
          kernels.uuidBounds(
            put(Uint8Array.from(cells.flatMap(([, uuid]) => [...uuid]))),
            cells.length,
            places,
          );
          return [read(out, 16), read(places, 8)];
        });
      }),
      RUNS,
    );
  });
});
