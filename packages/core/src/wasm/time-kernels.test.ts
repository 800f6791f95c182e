import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNumber, anyRowCount, fewOf, repeated } from '../testing/arbitrary-batches.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';

/** All that a Date can be, the turns of days among them, and what no Date can be. */
const time = fc.oneof(
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: -1e8, max: 1e8 }).map((days) => days * 86_400_000),
  fc.integer({ min: -1e8, max: 1e8 }).map((days) => days * 86_400_000 - 1),
  anyNumber,
);

describe('time kernels of both engines', () => {
  it('take parts of dates alike', () => {
    const part = fc.constantFrom('year', 'month', 'day', 'hour', 'weekday');
    fc.assert(
      fc.property(fewOf(time), part, anyRowCount, (values, of, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number'],
          step: { kernel: 'date-part', out: 2, value: 1, part: of },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 80 },
    );
  });

  it('agree with Date', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        const partOf = (part: 'year' | 'month' | 'day' | 'hour' | 'weekday') =>
          runStep('wasm', {
            registers: ['rows', 'number', 'number'],
            step: { kernel: 'date-part', out: 2, value: 1, part },
            inputs: { 1: [date.getTime()] },
            rowCount: 1,
          });
        expect(partOf('year')).toEqual([[date.getUTCFullYear()]]);
        expect(partOf('month')).toEqual([[date.getUTCMonth() + 1]]);
        expect(partOf('day')).toEqual([[date.getUTCDate()]]);
        expect(partOf('hour')).toEqual([[date.getUTCHours()]]);
        expect(partOf('weekday')).toEqual([[date.getUTCDay()]]);
      }),
      { numRuns: 40 },
    );
  });

  it('move by months alike', () => {
    const months = fc.oneof(fc.integer({ min: -500, max: 500 }), anyNumber);
    fc.assert(
      fc.property(fewOf(time), fewOf(months), anyRowCount, (values, by, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'number', 'number'],
          step: { kernel: 'add-months', out: 3, value: 1, months: 2 },
          inputs: { 1: repeated([...values, ...by], rowCount), 2: repeated(by, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 80 },
    );
  });
});
