import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeapFull } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import { packDictionary } from '../program/dictionary.ts';
import type { Step } from '../program/steps.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';
import { batchSizes, fittingRows, longestOf, poolOf, repeat } from '../testing/text-trials.ts';

const exact = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.integer({ min: -12_000, max: 12_000 }),
  fc.constantFrom(0, -0, 2 ** 53 - 1, 1 - 2 ** 53, 99_999_999, 1e8, 1e15, 1e15 - 1, -1e12),
  fc.integer({ min: 0, max: 15 }).map((place) => 10 ** place - 1),
);
const positive = exact.map(Math.abs);

function expectSameNumbers(values: readonly number[], rowCount: number, step: Step): void {
  expectSameStep({
    registers: ['rows', 'number', 'text'],
    inputs: { 1: repeat(values, rowCount) },
    step,
    rowCount,
  });
}

function numbersAlike(value: fc.Arbitrary<number>, type: fc.Arbitrary<ValueType>): void {
  fc.assert(
    fc.property(poolOf(value), type, batchSizes, (values, kind, rowCount) => {
      expectSameNumbers(values, rowCount, { kernel: 'number-text', out: 2, value: 1, type: kind });
    }),
    { numRuns: 60 },
  );
}

describe('numbers as text by both engines', () => {
  it('integers', () => numbersAlike(exact, fc.constant({ kind: 'integer' })));

  it('decimals', () =>
    numbersAlike(
      exact,
      fc.integer({ min: 0, max: 20 }).map((scale) => ({ kind: 'decimal', scale })),
    ));

  it('instants, of years with more and less than four digits too', () => {
    const instant = fc.oneof(
      fc.date({ noInvalidDate: true }).map(Number),
      fc.integer({ min: 0, max: 2e12 }),
      fc.integer({ min: -2000, max: 40_000 }).map((days) => days * 86_400_000 - 1),
      fc.constantFrom(-0, 0, 8.64e15, -8.64e15, 0.5, -0.5, 86_399_999.999),
    );
    numbersAlike(instant, fc.constant({ kind: 'timestamp' }));
  });

  it('dates', () => {
    const day = fc.oneof(
      fc.integer({ min: -1e8, max: 1e8 }),
      fc.integer({ min: -5000, max: 30_000 }),
    );
    numbersAlike(day, fc.constant({ kind: 'date' }));
  });

  it('floats', () => {
    const float = fc.oneof(
      fc.double(),
      fc.integer().map((n) => n / 100),
    );
    numbersAlike(float, fc.constant({ kind: 'float' }));
  });

  it('64-bit integers', () => {
    const bigint = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 0n, -1n, 10n ** 16n, 10n ** 16n - 1n),
    );
    fc.assert(
      fc.property(poolOf(bigint), batchSizes, (values, rowCount) => {
        expectSameStep({
          registers: ['rows', 'bigint', 'text'],
          inputs: { 1: repeat(values, rowCount) },
          step: { kernel: 'bigint-text', out: 2, value: 1 },
          rowCount,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('identifiers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 4, maxLength: 200 }),
        batchSizes,
        (words, rowCount) => {
          expectSameStep({
            registers: ['rows', 'uuid', 'text'],
            inputs: { 1: repeat(words, 4 * rowCount) },
            step: { kernel: 'uuid-text', out: 2, value: 1 },
            rowCount,
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('digits of any alphabet and width', () => {
    const alphabet = fc.constantFrom(
      '0123456789',
      '01',
      '0123456789abcdef',
      '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
      'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    );
    const width = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(poolOf(positive), alphabet, width, batchSizes, (values, symbols, least, rows) => {
        const step = {
          kernel: 'digits',
          out: 2,
          value: 1,
          width: least,
          alphabet: symbols,
        } as const;
        expectSameNumbers(values, rows, step);
      }),
      { numRuns: 100 },
    );
  });

  it('texts of an alphabet, of symbols of one byte and of more', () => {
    const symbol = fc.oneof(
      fc.string({ minLength: 1, maxLength: 1 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.string({ minLength: 2, maxLength: 40 }),
    );
    const alphabet = fc.oneof(
      fc.uniqueArray(symbol, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(['0', '1'], [...'abcdefghijklmnopqrstuvwxyz'], ['a', 'é']),
    );
    const least = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(53, 54, 60));
    fc.assert(
      fc.property(poolOf(positive), alphabet, least, fc.nat(20), batchSizes, (values, ...rest) => {
        const [symbols, min, more, rows] = rest;
        const rowCount = fittingRows(rows, (min + more) * longestOf(symbols));
        expectSameStep({
          registers: ['rows', 'number', 'text'],
          inputs: { 1: repeat(values, rowCount) },
          dictionaries: [packDictionary(symbols)],
          step: {
            ...{ kernel: 'symbols', out: 2, value: 1, dictionary: 0 },
            lengths: { min, max: min + more },
          },
          rowCount,
        });
      }),
      { numRuns: 150 },
    );
  });

  it.each(['ts', 'wasm'] as const)('a batch that does not fit is refused by %s', (engine) => {
    const refused = () =>
      runStep(engine, {
        registers: ['rows', 'number', 'text'],
        inputs: { 1: repeat([1], BATCH_ROWS) },
        step: { kernel: 'digits', out: 2, value: 1, width: 130, alphabet: '0123456789' },
        rowCount: BATCH_ROWS,
      });
    expect(refused).toThrow(HeapFull);
  });
});
