import fc from 'fast-check';
import { describe, it } from 'vitest';
import { thresholdsOf } from '../kernels/integers.ts';
import {
  anyFirstRow,
  anyKey,
  anyNumber,
  anyRowCount,
  fewOf,
  repeated,
} from '../testing/arbitrary-batches.ts';
import { expectSameStep } from '../testing/engines.ts';

const RUNS = { numRuns: 30 };
const anyInt = fc.oneof(fc.integer(), fc.integer({ min: -3, max: 60 }));

describe('integer kernels of both engines', () => {
  it('pick alike', () => {
    const bound = fc.oneof(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 2 ** 21 - 3, max: 2 ** 21 + 3 }),
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    );
    fc.assert(
      fc.property(anyKey, bound, anyRowCount, anyFirstRow, (key, count, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'int'],
          step: { kernel: 'pick', out: 1, rows: 0, key, count },
          rowCount,
          firstRow,
        });
      }),
      RUNS,
    );
  });

  it('pick within a bound of each row alike', () => {
    fc.assert(
      fc.property(
        anyKey,
        fewOf(anyInt),
        anyRowCount,
        anyFirstRow,
        (key, bounds, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'int', 'int'],
            step: { kernel: 'pick-within', out: 2, rows: 0, key, counts: 1 },
            inputs: { 1: repeated(bounds, rowCount) },
            rowCount,
            firstRow,
          });
        },
      ),
      RUNS,
    );
  });

  it('pick by weight alike, few choices and many, weights of 0 too', () => {
    const weight = fc.oneof(
      fc.constant(0),
      fc.nat(9),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    );
    const weights = fc
      .oneof(
        fc.array(weight, { minLength: 1, maxLength: 20 }),
        fc.array(weight, { minLength: 20, maxLength: 3000, size: 'max' }),
      )
      .filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(anyKey, weights, anyRowCount, anyFirstRow, (key, all, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'int'],
          step: { kernel: 'weighted-pick', out: 1, rows: 0, key, thresholds: thresholdsOf(all) },
          rowCount,
          firstRow,
        });
      }),
      RUNS,
    );
  });

  it('look up integers alike, outside of the table too', () => {
    fc.assert(
      fc.property(fewOf(anyInt), fewOf(fc.integer()), anyRowCount, (values, table, rowCount) => {
        expectSameStep({
          registers: ['rows', 'int', 'int'],
          step: { kernel: 'map-int', out: 2, value: 1, table: Int32Array.from(table) },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('add integers alike', () => {
    fc.assert(
      fc.property(fewOf(anyInt), fewOf(anyInt), anyRowCount, (values, offsets, rowCount) => {
        expectSameStep({
          registers: ['rows', 'int', 'int', 'int'],
          step: { kernel: 'offset-int', out: 3, value: 1, offsets: 2 },
          inputs: { 1: repeated(values, rowCount), 2: repeated(offsets, rowCount) },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('keep the same 32 bits of any number', () => {
    fc.assert(
      fc.property(fewOf(anyNumber), anyRowCount, (values, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'int'],
          step: { kernel: 'int-from-number', out: 2, value: 1 },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 80 },
    );
  });
});
