import fc from 'fast-check';
import { describe, it } from 'vitest';
import { packDictionary } from '../program/dictionary.ts';
import { expectSameStep } from '../testing/engines.ts';
import { anyText, batchSizes, poolOf, repeat } from '../testing/text-trials.ts';

describe('views of text of both engines', () => {
  it('gather', () => {
    fc.assert(
      fc.property(poolOf(anyText), poolOf(fc.nat()), batchSizes, (entries, draws, rowCount) => {
        expectSameStep({
          registers: ['rows', 'int', 'text'],
          inputs: { 1: repeat(draws, rowCount).map((draw) => draw % entries.length) },
          dictionaries: [packDictionary(entries)],
          step: { kernel: 'gather', out: 2, codes: 1, dictionary: 0 },
          rowCount,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('select-text', () => {
    const codes = poolOf(fc.nat(2), 30);
    fc.assert(
      fc.property(poolOf(anyText), poolOf(anyText), codes, batchSizes, (one, other, picks, n) => {
        expectSameStep({
          registers: ['rows', 'int', 'text', 'text', 'text'],
          inputs: { 1: repeat(picks, n), 2: repeat(one, n), 3: repeat(other, n) },
          step: { kernel: 'select-text', out: 4, codes: 1, options: [2, 3, 2] },
          rowCount: n,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('flag-text', () => {
    fc.assert(
      fc.property(poolOf(fc.constantFrom(0, 1)), batchSizes, (flags, rowCount) => {
        expectSameStep({
          registers: ['rows', 'flag', 'text'],
          inputs: { 1: repeat(flags, rowCount) },
          step: { kernel: 'flag-text', out: 2, value: 1 },
          rowCount,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('substring, from before the first character to behind the last', () => {
    const index = fc.oneof(
      fc.integer({ min: -3, max: 60 }),
      fc.double({ min: -3, max: 40 }),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e300, -0),
    );
    fc.assert(
      fc.property(
        fc.tuple(poolOf(anyText), poolOf(index), poolOf(index), batchSizes),
        ([texts, from, size, rowCount]) => {
          expectSameStep({
            registers: ['rows', 'text', 'number', 'number', 'text'],
            inputs: {
              1: repeat(texts, rowCount),
              2: repeat(from, rowCount),
              3: repeat(size, rowCount),
            },
            step: { kernel: 'substring', out: 4, value: 1, left: 2, right: 3 },
            rowCount,
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
