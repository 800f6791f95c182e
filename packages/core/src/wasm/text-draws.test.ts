import fc from 'fast-check';
import { describe, it } from 'vitest';
import { BATCH_ROWS } from '../model/batch.ts';
import { packDictionary } from '../program/dictionary.ts';
import { expectSameStep } from '../testing/engines.ts';
import {
  anyText,
  batchSizes,
  fittingRows,
  longestOf,
  poolOf,
  repeat,
} from '../testing/text-trials.ts';

const key = fc.record({ inner: fc.integer(), outer: fc.integer() });
const firstRow = fc
  .oneof(fc.nat(), fc.maxSafeInteger().map(Math.abs), fc.constant(2 ** 32 - 5))
  .map((row) => Math.min(row, Number.MAX_SAFE_INTEGER - BATCH_ROWS));
const MOST_WORDS = 11;
const shortText = anyText.map((text) => [...text].slice(0, 12).join(''));

describe('words of both engines', () => {
  it('word lists and sentences', () => {
    const phrase = fc.record({
      separator: fc.oneof(fc.constantFrom('', ' ', ', '), shortText, anyText),
      ending: fc.oneof(fc.constantFrom('', '.'), anyText),
      capitalize: fc.boolean(),
    });
    const counts = poolOf(fc.integer({ min: 0, max: MOST_WORDS }), 30);
    const cases = fc.tuple(key, firstRow, poolOf(anyText, 30), counts, phrase, batchSizes);
    fc.assert(
      fc.property(cases, ([drawKey, first, entries, sizes, parts, wanted]) => {
        const most = longestOf([...entries, parts.separator, parts.ending]);
        const rowCount = fittingRows(wanted, (2 * MOST_WORDS + 1) * most);
        expectSameStep({
          registers: ['rows', 'int', 'text'],
          inputs: { 1: repeat(sizes, rowCount) },
          dictionaries: [packDictionary(entries)],
          step: {
            ...{ kernel: 'words', out: 2, rows: 0, key: drawKey, counts: 1, dictionary: 0 },
            ...parts,
          },
          firstRow: first,
          rowCount,
        });
      }),
      { numRuns: 120 },
    );
  });

  it('prose', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 0, 1, 3))
      .map(([min, more]) => ({ min, max: min + more }));
    const cases = fc.tuple(key, firstRow, poolOf(shortText, 30), range, range, range, batchSizes);
    fc.assert(
      fc.property(cases, ([drawKey, first, entries, words, sentences, paragraphs, wanted]) => {
        const capitals = entries.map((entry) => entry.toUpperCase().slice(0, 3));
        const most = longestOf([...entries, ...capitals]) + 2;
        const cell = most * words.max * sentences.max * paragraphs.max;
        expectSameStep({
          registers: ['rows', 'text'],
          dictionaries: [packDictionary(entries), packDictionary(capitals)],
          step: {
            ...{ kernel: 'prose', out: 1, rows: 0, key: drawKey, dictionary: 0, capitals: 1 },
            ...{ words, sentences, paragraphs },
          },
          firstRow: first,
          rowCount: fittingRows(wanted, cell),
        });
      }),
      { numRuns: 80 },
    );
  });

  it('words of a dictionary of more than 2^21 entries', () => {
    const entries = Array.from({ length: 2 ** 21 + 7 }, (_, i) => (i % 1000 === 0 ? 'b' : 'a'));
    fc.assert(
      fc.property(key, firstRow, (drawKey, first) => {
        expectSameStep({
          registers: ['rows', 'int', 'text'],
          inputs: { 1: repeat([7], 300) },
          dictionaries: [packDictionary(entries)],
          step: {
            ...{ kernel: 'words', out: 2, rows: 0, key: drawKey, counts: 1, dictionary: 0 },
            ...{ separator: '', ending: '', capitalize: false },
          },
          firstRow: first,
          rowCount: 300,
        });
      }),
      { numRuns: 3 },
    );
  });
});
