import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctTexts, type Texts } from './distinct-texts.ts';

const texts = (cells: readonly string[]): Texts => ({
  lengths: Int32Array.from(cells, (cell) => Buffer.byteLength(cell)),
  bytes: new TextEncoder().encode(cells.join('')),
});

function cellsOf({ lengths, bytes }: Texts): string[] {
  let start = 0;
  return Array.from(lengths, (length) => {
    start += length;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(start - length, start),
    );
  });
}

it('numbers texts as they first appear, and gives every cell its text back', () => {
  const few = fc.uniqueArray(
    fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(few, fc.infiniteStream(fc.nat()), (entries, picks) => {
      const cells = Array.from({ length: 2 * entries.length }, () => {
        const { value } = picks.next();
        return entries[Number(value) % entries.length] ?? '';
      });
      const distinct = distinctTexts(texts(cells));
      const all = new Set(cells);
      if (distinct === undefined) throw new Error('half of the cells are repeats at least');
      const known = cellsOf(distinct.entries);
      expect(known).toEqual([...all]);
      expect(Array.from(distinct.codes, (code) => known[code])).toEqual(cells);
    }),
  );
});

it('gives up where most cells are new', () => {
  expect(distinctTexts(texts(['a', 'b', 'c', 'a']))).toBeUndefined();
  const own = Array.from({ length: 9000 }, (_, i) => `${i}`);
  expect(distinctTexts(texts([...own, ...own.map(() => '0')]))).toBeUndefined();
});

it('tells texts apart that lie at the same place in a shorter one', () => {
  const { codes } = distinctTexts(texts(['ab', 'a', 'b', 'ab', 'a', 'b', '', ''])) ?? {};
  expect([...(codes ?? [])]).toEqual([0, 1, 2, 0, 1, 2, 3, 3]);
});
