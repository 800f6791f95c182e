import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyKey, anyRowCount, fewOf, repeated } from '../testing/arbitrary-batches.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';

/** Small domains, powers of two and their neighbours, and the largest one. */
const domain = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc
    .tuple(fc.integer({ min: 2, max: 52 }), fc.integer({ min: -1, max: 1 }))
    .map(([bits, off]) => 2 ** bits + off),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

describe('permutations of both engines', () => {
  it('map rows alike', () => {
    fc.assert(
      fc.property(anyKey, domain, anyRowCount, fc.maxSafeNat(), (key, size, rows, first) => {
        const firstRow = first % size;
        expectSameStep({
          registers: ['rows', 'number'],
          step: { kernel: 'permute', out: 1, rows: 0, key, domain: size },
          rowCount: Math.min(rows, size - firstRow),
          firstRow,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('map ordinals alike, in groups that end anywhere', () => {
    const group = fc.tuple(fc.maxSafeNat(), fc.integer({ min: 1, max: 9 }));
    const ordinals = fewOf(fc.oneof(fc.maxSafeNat(), fc.nat(20)));
    fc.assert(
      fc.property(
        anyKey,
        domain,
        fewOf(group),
        ordinals,
        anyRowCount,
        (key, size, groups, some, rowCount) => {
          const rows = groups.flatMap(([row, children]) => Array<number>(children).fill(row));
          expectSameStep({
            registers: ['rows', 'rows', 'number', 'number'],
            step: { kernel: 'permute-within', out: 3, group: 1, ordinal: 2, key, domain: size },
            inputs: {
              1: repeated(rows, rowCount),
              2: repeated(
                some.map((ordinal) => ordinal % size),
                rowCount,
              ),
            },
            rowCount,
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('end where rows of an earlier batch lie outside of the domain', () => {
    // The fourth row shares its vector with the batch and holds what an earlier batch left.
    const stale = [0, 1, 2, 2 ** 40, 2 ** 41, 2 ** 42, 2 ** 43, 2 ** 44];
    expectSameStep({
      registers: ['rows', 'rows', 'number'],
      step: { kernel: 'permute', out: 2, rows: 1, key: { inner: 7, outer: 9 }, domain: 3 },
      inputs: { 1: stale },
      rowCount: 3,
    });
  });

  it('leave it to TypeScript to refuse a domain', () => {
    const step = { kernel: 'permute', out: 1, rows: 0, key: { inner: 1, outer: 2 } } as const;
    expect(() =>
      runStep('ts', { registers: ['rows', 'number'], step: { ...step, domain: 0 }, rowCount: 1 }),
    ).toThrow('a permutation needs a domain');
    expect(() =>
      runStep('wasm', { registers: ['rows', 'number'], step: { ...step, domain: 0 }, rowCount: 1 }),
    ).toThrow('WebAssembly has no kernel');
  });
});
