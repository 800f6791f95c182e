import { describe, expect, it } from 'vitest';
import { maskWith } from '../testing/mask-with.ts';
import { testContext, testKey } from '../testing/test-context.ts';
import { sampleEmpirical } from './sample-empirical.ts';

/** 600 a, 300 b, 90 c, 9 d and one null. */
const cells = Array.from({ length: 1000 }, (_, row) => {
  if (row === 999) return null;
  if (row < 600) return 'a';
  if (row < 900) return 'b';
  return row < 990 ? 'c' : 'd';
});
const shareOf = (masks: readonly (string | null)[], value: string): number =>
  masks.filter((mask) => mask === value).length / masks.length;

describe('sample.empirical', () => {
  it('draws values as often as they occur, whatever the row has', () => {
    const masks = maskWith(sampleEmpirical, cells);
    // Standard error 0.016 at a share of 0.6.
    expect(Math.abs(shareOf(masks, 'a') - 600 / 990)).toBeLessThan(0.07);
    expect(Math.abs(shareOf(masks, 'b') - 300 / 990)).toBeLessThan(0.07);
    expect(Math.abs(shareOf(masks.slice(600, 900), 'a') - 600 / 990)).toBeLessThan(0.13);
    expect(masks[999]).toBeNull();
  });

  it('never draws what occurs fewer times than asked for', () => {
    expect(maskWith(sampleEmpirical, cells)).not.toContain('d');
    expect(maskWith(sampleEmpirical, cells, { options: { minCount: 9 } })).toContain('d');
    const draw = (): unknown => maskWith(sampleEmpirical, cells, { options: { minCount: 601 } });
    expect(draw).toThrow('people.value: no value occurs 601 times');
  });

  it('follows from the key, the column and the row, in any batch', () => {
    const context = testContext();
    const learner = sampleEmpirical.learn?.({}, context);
    const other = (): never[] => [];
    learner?.add({ values: cells, firstRow: 0, other });
    const learned: unknown = JSON.parse(JSON.stringify(learner?.finish()));
    const mask = sampleEmpirical.create({}, { ...context, learned });
    const batch = (from: number, to: number): unknown[] =>
      mask({ values: cells.slice(from, to), firstRow: from, other, masked: other });
    const whole = maskWith(sampleEmpirical, cells);
    expect([...batch(0, 500), ...batch(500, 1000)]).toEqual(whole);
    const changed = maskWith(sampleEmpirical, cells, { context: testContext({ key: testKey(2) }) });
    expect(changed).not.toEqual(whole);
  });

  it('takes a column of nulls, and refuses one that it has not seen', () => {
    expect(maskWith(sampleEmpirical, [null, null])).toEqual([null, null]);
    expect(() => sampleEmpirical.create({}, testContext())).toThrow('the whole column first');
  });
});
