import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random-source.ts';
import { answer, causeOf } from '../testing/answer.ts';
import { shuffle } from './shuffle.ts';

describe('$shuffle', () => {
  it('keeps all items, and the array that it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const before = [...items];
        const shuffled = shuffle(createRandomSource(seed), items) ?? [];
        expect((shuffled as number[]).toSorted((a, b) => a - b)).toEqual(
          before.toSorted((a, b) => a - b),
        );
        expect(items).toEqual(before);
      }),
    );
  });

  it('gives each order as often as any other', () => {
    const source = createRandomSource('orders');
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const order = String(shuffle(source, [1, 2, 3]));
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 1000 each, give or take five standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
  });

  it('takes a single value, and nothing', async () => {
    expect(await answer('$shuffle(1)')).toEqual([1]);
    expect(await causeOf('$shuffle($no)')).toBe('returned nothing (undefined).');
  });
});
