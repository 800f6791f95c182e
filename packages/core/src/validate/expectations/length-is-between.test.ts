import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { lengthIsBetween } from './length-is-between.ts';

describe('lengthIsBetween', () => {
  it('counts code points, however the table is split', () => {
    const rows = [{ a: '\u{1F600}\u{1F600}' }, { a: 'e\u0301\u0301' }, { a: '' }, { a: null }];
    const outcomes = outcomesOf(queryFor(lengthIsBetween, ['a'], { min: 1, max: 2 }), { rows });
    for (const outcome of outcomes)
      expect(outcome).toEqual({ passed: false, checkedRows: 4, failingRows: [1, 2] });
  });

  it.each([[{}], [{ min: 2, max: 1 }], [{ min: -1 }], [{ max: 1.5 }]])(
    'refuses the options %j',
    (options) => {
      expect(lengthIsBetween.options.safeParse(options).success).toBe(false);
    },
  );

  it('refuses columns that hold no text', () => {
    expect(() => queryFor(lengthIsBetween, ['a'], { min: 1 }, { a: 'date' })).toThrow('not text');
  });
});
