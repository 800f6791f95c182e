import { z } from 'zod';
import { copyText } from '../copy-text.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { countLearnedBytes } from '../learned-bytes.ts';
import { MaskError } from '../mask-error.ts';
import { fractionOf, wordsOf } from '../mask-rows.ts';

/** Values with how often each occurs, in the order of the values. */
type Counts = readonly (readonly [value: string, count: number])[];

/**
 * Draws from the values of the column, as often as they occur, whatever the row has.
 *
 * Values that occur fewer than `minCount` times are never drawn: what one person alone has would name him. So it suits
 * columns of few categories; put numbers and dates into bins first, with number.bin or date.truncate in another run.
 * Consistent: what a row gets follows from the key, the column and the number of the row. Null stays null.
 * Memory: the whole column is read first; its distinct values are kept, with up to 256 MiB.
 *
 * @throws MaskError when no value occurs often enough, or they do not fit into memory.
 */
export const sampleEmpirical = defineStrategy({
  name: 'sample.empirical',
  summary: 'Draws values of the column as often as they occur, rare ones never.',
  options: z.strictObject({
    minCount: z
      .int()
      .min(2)
      .max(1_000_000)
      .default(10)
      .describe('How often a value has to occur to be drawn.'),
  }),
  properties: {
    family: 'rearranged',
    deterministic: true,
    referential: false,
    injective: false,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'nothing',
    leaks: ['values', 'nulls'],
  },
  fits: () => true,
  learn(_, context) {
    const counts = new Map<string, number>();
    const bytes = countLearnedBytes(context);
    return {
      add({ values }) {
        for (const value of values) {
          if (value === null) continue;
          const count = counts.get(value);
          if (count === undefined) bytes.add(value);
          counts.set(count === undefined ? copyText(value) : value, (count ?? 0) + 1);
        }
      },
      finish: (): Counts => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  },
  create({ minCount }, context) {
    const counts = learnedOf(context);
    const often = counts.filter(([, count]) => count >= minCount);
    if (often.length === 0 && counts.length > 0)
      throw new MaskError(
        context.table,
        context.column,
        `no value occurs ${minCount} times - set a smaller minCount, or mask the column by another strategy`,
      );
    const ends: number[] = [];
    for (const [, count] of often) ends.push((ends.at(-1) ?? 0) + count);
    const prf = context.key.prf('sample.empirical');
    return ({ values, firstRow }) => {
      const words = wordsOf(prf(values.map((_, row) => `${firstRow + row}:${context.column}`)));
      return values.map((value, row) => {
        if (value === null) return null;
        const drawn = Math.floor(fractionOf(words(row, 0), words(row, 1)) * (ends.at(-1) ?? 0));
        return often[firstAbove(ends, drawn)]?.[0] ?? null;
      });
    };
  },
});

function learnedOf({ learned, table, column }: MaskContext): Counts {
  if (learned !== undefined) return learned as Counts;
  throw new MaskError(
    table,
    column,
    'sample.empirical has to see the whole column first - let it stand in no other',
  );
}

/** The first place whose number is above another one, in a list from the least on. */
function firstAbove(ends: readonly number[], number: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(ends[middle]) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}
