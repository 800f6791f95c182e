import fc from 'fast-check';
import { describe, it } from 'vitest';
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
const operator = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const flag = fc.integer({ min: 0, max: 1 });
/** Texts of every length of UTF-8, that often begin alike. */
const text = fc
  .tuple(
    fc.constantFrom('', 'a', 'exactly sixteen.', 'Straße 𝄞 → '.repeat(3), 'x'.repeat(64)),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map((parts) => parts.join(''));

describe('flag kernels of both engines', () => {
  it('draw nulls alike, for every share', () => {
    const share = fc.oneof(
      fc.constantFrom(0, 1, 2 ** -32, 1 - 2 ** -32),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(anyKey, share, anyRowCount, anyFirstRow, (key, of, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'flag'],
          step: { kernel: 'null-mask', out: 1, rows: 0, key, share: of },
          rowCount,
          firstRow,
        });
      }),
      RUNS,
    );
  });

  it('compare numbers alike', () => {
    fc.assert(
      fc.property(
        operator,
        fewOf(anyNumber),
        fewOf(anyNumber),
        anyRowCount,
        (by, a, b, rowCount) => {
          const left = repeated([...a, ...b], rowCount);
          expectSameStep({
            registers: ['rows', 'number', 'number', 'flag'],
            step: { kernel: 'compare-number', out: 3, operator: by, left: 1, right: 2 },
            inputs: { 1: left, 2: repeated([...b, ...b], rowCount) },
            rowCount,
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it('compare texts alike', () => {
    fc.assert(
      fc.property(
        operator,
        fewOf(text),
        fewOf(text),
        fc.integer({ min: 1, max: 300 }),
        (by, a, b, rowCount) => {
          expectSameStep({
            registers: ['rows', 'text', 'text', 'flag'],
            step: { kernel: 'compare-text', out: 3, operator: by, left: 1, right: 2 },
            inputs: { 1: repeated([...a, ...b], rowCount), 2: repeated(b, rowCount) },
            rowCount,
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('combine flags alike', () => {
    const by = fc.constantFrom('and', 'or', 'xor', 'not');
    fc.assert(
      fc.property(by, fewOf(flag), fewOf(flag), anyRowCount, (how, a, b, rowCount) => {
        expectSameStep({
          registers: ['rows', 'flag', 'flag', 'flag'],
          step: { kernel: 'logic', out: 3, operator: how, left: 1, right: 2 },
          inputs: { 1: repeated(a, rowCount), 2: repeated(b, rowCount) },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('take flags from integers alike', () => {
    fc.assert(
      fc.property(
        fewOf(fc.oneof(fc.constant(0), fc.integer())),
        anyRowCount,
        (values, rowCount) => {
          expectSameStep({
            registers: ['rows', 'int', 'flag'],
            step: { kernel: 'flag-from-int', out: 2, value: 1 },
            inputs: { 1: repeated(values, rowCount) },
            rowCount,
          });
        },
      ),
      RUNS,
    );
  });

  it('repeat a flag alike', () => {
    fc.assert(
      fc.property(fc.boolean(), anyRowCount, (constant, rowCount) => {
        expectSameStep({
          registers: ['rows', 'flag'],
          step: { kernel: 'constant-flag', out: 1, constant },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('find numbers within bounds alike', () => {
    fc.assert(
      fc.property(
        fewOf(anyNumber),
        anyNumber,
        anyNumber,
        anyRowCount,
        (values, low, high, rowCount) => {
          expectSameStep({
            registers: ['rows', 'number', 'flag'],
            step: { kernel: 'within', out: 2, value: 1, low, high },
            inputs: { 1: repeated([...values, low, high], rowCount) },
            rowCount,
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
