import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyFirstRow,
  anyKey,
  anyNumber,
  anyRowCount,
  fewOf,
  repeated,
} from '../testing/arbitrary-batches.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';

const RUNS = { numRuns: 30 };
const MANY_RUNS = { numRuns: 100 };
describe('number kernels of both engines', () => {
  it('number rows alike', () => {
    fc.assert(
      fc.property(
        anyNumber,
        anyNumber,
        anyRowCount,
        anyFirstRow,
        (start, step, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'number'],
            step: { kernel: 'row-number', out: 1, rows: 0, start, step },
            rowCount,
            firstRow,
          });
        },
      ),
      RUNS,
    );
  });

  it('draw floats and integers alike', () => {
    fc.assert(
      fc.property(
        anyKey,
        anyNumber,
        anyNumber,
        fc.boolean(),
        anyRowCount,
        anyFirstRow,
        (key, min, size, whole, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'number'],
            step: { kernel: 'uniform', out: 1, rows: 0, key, min, size, whole },
            rowCount,
            firstRow,
          });
        },
      ),
      MANY_RUNS,
    );
  });

  it('take digits of whole numbers alike, and of any other', () => {
    const value = fc.oneof(fc.maxSafeNat(), fc.maxSafeNat(), anyNumber);
    const whole = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.maxSafeNat(), anyNumber);
    fc.assert(
      fc.property(fewOf(value), whole, whole, anyRowCount, (values, divisor, modulus, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number'],
          step: { kernel: 'digit', out: 2, value: 1, divisor, modulus },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('calculate alike, with every operator', () => {
    const operator = fc.constantFrom('+', '-', '*', '/', '%', '**', 'min', 'max');
    const special = fc.constantFrom(1, -1, 0, -0, Infinity, -Infinity, NaN, 2);
    const operand = fc.oneof(anyNumber, special);
    fc.assert(
      fc.property(operator, fewOf(operand), fewOf(operand), anyRowCount, (by, a, b, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number', 'number'],
          step: { kernel: 'arithmetic', out: 3, operator: by, left: 1, right: 2 },
          inputs: { 1: repeated([...a, ...b], rowCount), 2: repeated([...b, ...b], rowCount) },
          rowCount,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('give the remainder of whole numbers that JavaScript gives, up to the largest', () => {
    const whole = fc.oneof(fc.maxSafeNat(), fc.nat(), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(whole, { minLength: 2, maxLength: 500 }), (values) => {
        const divisors = [...values].reverse();
        const [results] = runStep('wasm', {
          registers: ['rows', 'number', 'number', 'number'],
          step: { kernel: 'arithmetic', out: 3, operator: '%', left: 1, right: 2 },
          inputs: { 1: values, 2: divisors },
          rowCount: values.length,
        });
        expect(results).toStrictEqual(values.map((value, i) => value % Number(divisors[i])));
      }),
      { numRuns: 100 },
    );
  });

  it('change single numbers alike, with every operator', () => {
    const operator = fc.constantFrom(
      ...(['negate', 'abs', 'floor', 'ceil', 'round', 'trunc', 'sqrt', 'exp', 'log'] as const),
    );
    fc.assert(
      fc.property(operator, fewOf(anyNumber), anyRowCount, (by, values, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number'],
          step: { kernel: 'unary', out: 2, operator: by, value: 1 },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('snap to steps alike', () => {
    fc.assert(
      fc.property(
        fewOf(anyNumber),
        anyNumber,
        anyNumber,
        anyNumber,
        anyRowCount,
        (values, factor, low, high, rowCount) => {
          expectSameStep({
            registers: ['rows', 'number', 'number'],
            step: { kernel: 'snap', out: 2, value: 1, factor, low, high },
            inputs: { 1: repeated(values, rowCount) },
            rowCount,
          });
        },
      ),
      MANY_RUNS,
    );
  });

  it('round alike', () => {
    const scale = fc.integer({ min: -3, max: 20 });
    fc.assert(
      fc.property(fewOf(anyNumber), scale, anyRowCount, (values, digits, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number'],
          step: { kernel: 'round', out: 2, value: 1, scale: digits },
          inputs: { 1: repeated([...values, 1.005, -1.005, -0.2], rowCount) },
          rowCount,
        });
      }),
      MANY_RUNS,
    );
  });

  it('select numbers alike', () => {
    const flag = fc.integer({ min: 0, max: 1 });
    fc.assert(
      fc.property(
        fewOf(flag),
        fewOf(anyNumber),
        fewOf(anyNumber),
        anyRowCount,
        (flags, a, b, rowCount) => {
          expectSameStep({
            registers: ['rows', 'flag', 'number', 'number', 'number'],
            step: { kernel: 'select-number', out: 4, condition: 1, yes: 2, no: 3 },
            inputs: {
              1: repeated(flags, rowCount),
              2: repeated(a, rowCount),
              3: repeated(b, rowCount),
            },
            rowCount,
          });
        },
      ),
      RUNS,
    );
  });

  it('look up numbers alike, outside of the table too', () => {
    const index = fc.oneof(fc.integer(), fc.integer({ min: -3, max: 60 }));
    fc.assert(
      fc.property(fewOf(index), fewOf(anyNumber), anyRowCount, (values, table, rowCount) => {
        expectSameStep({
          registers: ['rows', 'int', 'number'],
          step: { kernel: 'number-table', out: 2, value: 1, table: Float64Array.from(table) },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('take numbers from flags and constants alike', () => {
    const flag = fc.integer({ min: 0, max: 1 });
    fc.assert(
      fc.property(fewOf(flag), anyNumber, anyRowCount, (flags, constant, rowCount) => {
        expectSameStep({
          registers: ['rows', 'flag', 'number'],
          step: { kernel: 'number-from-flag', out: 2, value: 1 },
          inputs: { 1: repeated(flags, rowCount) },
          rowCount,
        });
        expectSameStep({
          registers: ['rows', 'number'],
          step: { kernel: 'constant-number', out: 1, constant },
          rowCount,
        });
      }),
      RUNS,
    );
  });

  it('count characters alike', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('', 'exactly sixteen.', 'ä'.repeat(8), '𝄞'.repeat(16), '→'.repeat(11)),
    );
    const rows = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(fewOf(text), rows, (values, rowCount) => {
        expectSameStep({
          registers: ['rows', 'text', 'number'],
          step: { kernel: 'text-length', out: 2, value: 1 },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      MANY_RUNS,
    );
  });
});
