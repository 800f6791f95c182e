import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { lookup } from './lookup.ts';

const COLOURS = ['red', 'green', 'blue', 'Ada', 'שלום', '🎨'];
const NUMBERS = Array.from({ length: 500 }, (_, i) => `n${i}`);

describeStrategy(lookup, {
  'a long list': {
    options: { list: NUMBERS },
    accepts: (mask) => expect(NUMBERS).toContain(mask),
  },
  weighted: {
    options: { list: NUMBERS, weights: NUMBERS.map((_, i) => 1 + (i % 3)) },
    accepts: (mask) => expect(NUMBERS).toContain(mask),
  },
});

describe('lookup', () => {
  const maskAll = (values: readonly string[], options: object) =>
    lookup.create(
      options,
      testContext(),
    )({
      values,
      other: () => [],
      masked: () => [],
      firstRow: 0,
    });
  const values = Array.from({ length: 4000 }, (_, i) => `value ${i}`);
  const share = (masks: readonly (string | null)[], text: string): number =>
    masks.filter((mask) => mask === text).length / masks.length;

  it('takes all texts alike, or as often as their weights say', () => {
    const even = maskAll(values, { list: COLOURS });
    for (const colour of COLOURS) expect(share(even, colour)).toBeCloseTo(1 / 6, 1);
    const uneven = maskAll(values, { list: ['often', 'seldom', 'never'], weights: [8, 2, 1e-9] });
    expect(share(uneven, 'often')).toBeCloseTo(0.8, 1);
    expect(share(uneven, 'seldom')).toBeCloseTo(0.2, 1);
  });

  it('never takes the value itself, in any spelling', () => {
    expect(maskAll(['yes', 'YES ', 'no'], { list: ['yes', 'no'] })).toEqual(['no', 'no', 'yes']);
    expect(maskAll([''], { list: ['yes', 'no'] })).toEqual(['']);
  });

  it('refuses lists with one text, a text twice, or weights for others', () => {
    for (const options of [
      { list: ['a'] },
      { list: ['a', 'A'] },
      { list: ['a', 'b'], weights: [1] },
      { list: ['a', 'b'], weights: [1, 0] },
    ])
      expect(lookup.options.safeParse(options).success).toBe(false);
  });

  it('says how many masks there are and how much room they need', () => {
    expect(lookup.capacity({ list: COLOURS }, 'en')).toBe(6);
    expect(lookup.width({ list: COLOURS })).toBe(5);
  });
});
