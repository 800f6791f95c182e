import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectSameStep } from '../testing/engines.ts';
import {
  anyText,
  batchSizes,
  digitsOf,
  fittingRows,
  longestOf,
  poolOf,
  repeat,
} from '../testing/text-trials.ts';

describe('changed texts of both engines', () => {
  it.each(['lower', 'upper'] as const)('letters to %s case', (to) => {
    const ascii = fc.string({ maxLength: 50, size: 'max' });
    const pools = fc.oneof(poolOf(anyText), poolOf(ascii));
    fc.assert(
      fc.property(pools, batchSizes, (texts, rowCount) => {
        expectSameStep({
          registers: ['rows', 'text', 'text'],
          inputs: { 1: repeat(texts, rowCount) },
          step: { kernel: 'text-case', out: 2, value: 1, to },
          // A letter becomes at most three of other bytes.
          rowCount: fittingRows(rowCount, 6 * longestOf(texts)),
        });
      }),
      { numRuns: 80 },
    );
  });

  const digits = digitsOf(40);
  const ascii = fc.string({ maxLength: 30, size: 'max' });
  const symbol = fc.constantFrom(...'0123456789ABCXYZ');
  const accounts = fc.string({ unit: symbol, minLength: 2, maxLength: 34, size: 'max' });
  const cases = [
    ['luhn', fc.oneof(digits, ascii)],
    ['ean13', fc.oneof(digits, ascii)],
    ['iban', accounts],
  ] as const;

  it.each(cases)('check digits of %s', (scheme, text) => {
    fc.assert(
      fc.property(poolOf(text), batchSizes, (texts, rowCount) => {
        expectSameStep({
          registers: ['rows', 'text', 'text'],
          inputs: { 1: repeat(texts, rowCount) },
          step: { kernel: 'check-digits', out: 2, value: 1, scheme },
          rowCount,
        });
      }),
      { numRuns: 60 },
    );
  });
});
