import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFirstRow, anyKey, anyRowCount, fewOf, repeated } from '../testing/arbitrary-batches.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';

describe('bigint kernels of both engines', () => {
  it('draw between bounds alike, up to the whole range', () => {
    const bounds = fc
      .tuple(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      )
      .map(([a, b]) => (a < b ? { min: a, size: b - a + 1n } : { min: b, size: a - b + 1n }));
    const whole = fc.constant({ min: -(2n ** 63n), size: 2n ** 64n });
    fc.assert(
      fc.property(
        anyKey,
        anyKey,
        fc.oneof({ weight: 5, arbitrary: bounds }, whole),
        anyRowCount,
        anyFirstRow,
        (high, low, { min, size }, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'bigint'],
            step: { kernel: 'bigint-between', out: 1, rows: 0, high, low, min, size },
            rowCount,
            firstRow,
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it('take bigints from whole numbers alike, and refuse all other numbers alike', () => {
    const whole = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: 53, max: 100 }).map((bits) => -(2 ** bits)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(Math.floor),
    );
    const min = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const trial = (values: number[], least: bigint, rowCount: number) =>
      ({
        registers: ['rows', 'number', 'bigint'],
        step: { kernel: 'bigint-from-number', out: 2, value: 1, min: least },
        inputs: { 1: repeated(values, rowCount) },
        rowCount,
      }) as const;
    fc.assert(
      fc.property(fewOf(whole), min, anyRowCount, (values, least, rowCount) => {
        expectSameStep(trial(values, least, rowCount));
      }),
      { numRuns: 80 },
    );
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const engine of ['ts', 'wasm'] as const)
        expect(() => runStep(engine, trial([1, 2, bad], 0n, 9))).toThrow(RangeError);
    }
  });
});
