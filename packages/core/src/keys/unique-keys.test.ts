import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySpill } from '../testing/memory-spill.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { collectorSize, type KeyBatch, openKeyCollector } from './collect-keys.ts';
import { keySearchSize, openKeySearch } from './key-search.ts';
import { openUniqueKeys } from './unique-keys.ts';

const HIGH = 2 ** 32;

interface Row {
  readonly key: bigint;
  readonly row: number;
}

/** Batches of rows; one batch holds rows of one upper half. */
function* batchesOf(rows: readonly Row[], size: number, isWide: boolean): Generator<KeyBatch> {
  for (let from = 0; from < rows.length; ) {
    const high = Math.floor((rows[from] as Row).row / HIGH);
    let to = from;
    while (
      to < Math.min(rows.length, from + size) &&
      Math.floor((rows[to] as Row).row / HIGH) === high
    )
      to += 1;
    const slice = rows.slice(from, to);
    yield {
      count: slice.length,
      hashes: BigUint64Array.from(slice, ({ key }) => (isWide ? key & 3n : key)),
      ...(isWide ? { rests: BigUint64Array.from(slice, ({ key }) => key) } : {}),
      rows: Int32Array.from(slice, ({ row }) => row),
      high,
    };
    from = to;
  }
}

function repeatedOf(rows: readonly Row[]) {
  const groups = new Map<bigint, number[]>();
  for (const { key, row } of rows) groups.set(key, [...(groups.get(key) ?? []), row]);
  const repeated = [...groups.values()].filter((group) => group.length > 1);
  return {
    keys: rows.length,
    distinct: groups.size,
    rows: repeated.reduce((sum, group) => sum + group.length, 0),
    groups: repeated.map((group) => group.sort((a, b) => a - b)).sort(([a = 0], [b = 0]) => a - b),
  };
}

const anyKey = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  // Neighbours, zero, and keys of one partition: a bad hash costs time, never an answer.
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 20n }).map((key) => key << 50n),
);
const rowNumber = fc.oneof(
  fc.nat(),
  fc.nat().map((row) => row + 3 * HIGH),
  fc.constantFrom(HIGH - 1, HIGH),
);
const someRows = fc.uniqueArray(fc.record({ key: anyKey, row: rowNumber }), {
  selector: ({ row }) => row,
  maxLength: 200,
});

describe('openUniqueKeys', () => {
  it.each(['wasm', 'ts'] as const)('finds what a map of all keys finds (%s)', (engine) => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 70 }), fc.boolean(), (rows, size, isWide) => {
        const search = openUniqueKeys({ engine, isWide, openSpill: memorySpill });
        for (const batch of batchesOf(rows, size, isWide)) search.add(batch);
        expect(search.finish(1000)).toEqual(repeatedOf(rows));
      }),
      { numRuns: 60 },
    );
  });

  const random = (count: number): Row[] => {
    let state = 1;
    const word = (): bigint => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return BigInt(Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0);
    };
    return Array.from({ length: count }, (_, row) => ({
      key: (word() << 32n) | (word() ^ BigInt(row)),
      row,
    }));
  };

  it.each([0, 1, 2, 6, 13, 17, 18, 20])(
    'finds planted repeats at both ends of 2^%i keys, spilled or not',
    (power) => {
      const rows = random(2 ** power);
      const planted = [rows[0], rows[rows.length >> 1], rows[rows.length - 1]] as Row[];
      const all = [...rows, ...planted.map(({ key }, i) => ({ key, row: rows.length + i }))];
      const budgets = power >= 18 ? [1, 1 << 23, 1 << 26] : [1 << 26];
      const results = budgets.map((budgetBytes) => {
        const search = openUniqueKeys({ budgetBytes, openSpill: memorySpill });
        for (const batch of batchesOf(all, 8192, false)) search.add(batch);
        return search.finish(100);
      });
      const expected = repeatedOf(all);
      for (const result of results) expect(result).toEqual(expected);
    },
  );

  it('forgets all once it has finished', () => {
    const search = openUniqueKeys({ budgetBytes: 1, openSpill: memorySpill });
    const rows = random(300_000);
    for (let round = 0; round < 2; round++) {
      for (const batch of batchesOf(rows, 8192, false)) search.add(batch);
      expect(search.finish(10)).toEqual({ keys: 300_000, distinct: 300_000, rows: 0, groups: [] });
    }
    expect(search.finish(10)).toEqual({ keys: 0, distinct: 0, rows: 0, groups: [] });
  });

  it('counts what it does not list, and takes any number of equal keys', () => {
    const equal = Array.from({ length: 300_000 }, (_, row) => ({ key: 7n, row }));
    const search = openUniqueKeys({ budgetBytes: 1, openSpill: memorySpill });
    for (const batch of batchesOf(equal, 8192, false)) search.add(batch);
    expect(search.finish(1000)).toEqual({
      keys: 300_000,
      distinct: 1,
      rows: 300_000,
      groups: undefined,
    });
  });

  it('divides a partition that no table can hold', () => {
    const rows = Array.from({ length: 250_000 }, (_, row) => ({ key: BigInt(row), row }));
    const all = [...rows, { key: 0n, row: 250_000 }, { key: 249_999n, row: 250_001 }];
    const search = openUniqueKeys({ openSpill: memorySpill });
    for (const batch of batchesOf(all, 8192, false)) search.add(batch);
    expect(search.finish(10)).toEqual({
      keys: 250_002,
      distinct: 250_000,
      rows: 4,
      groups: [
        [0, 250_000],
        [249_999, 250_001],
      ],
    });
  });
});

describe('missing keys', () => {
  it.each(['wasm', 'ts'] as const)('finds the rows whose key no parent has (%s)', (engine) => {
    fc.assert(
      fc.property(someRows, someRows, fc.boolean(), (children, parents, isWide) => {
        const sourcesOf = (rows: readonly Row[]) => {
          const spill = memorySpill();
          const shape = { isWide, segmentKeys: 50, segments: 2, write: spill.append };
          const collector = openKeyCollector(
            openMemory(64 + collectorSize(shape), { engine }),
            shape,
          );
          for (const batch of batchesOf(rows, 30, isWide)) collector.add(batch);
          collector.seal();
          collector.flush();
          return [spill];
        };
        const search = openKeySearch(openMemory(keySearchSize(), { engine }));
        const found = search.missing(sourcesOf(children), sourcesOf(parents), 1000);
        const known = new Set(parents.map(({ key }) => key));
        const orphans = children.filter(({ key }) => !known.has(key)).map(({ row }) => row);
        expect(found).toEqual({
          keys: children.length,
          rows: orphans.length,
          listed: orphans.sort((a, b) => a - b),
        });
      }),
      { numRuns: 60 },
    );
  });
});
