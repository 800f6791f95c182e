import { describe, expect, it } from 'vitest';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { derived } from './derived.ts';

describe('derived', () => {
  it('computes totals, ages and names from the masks of the row', () => {
    const compute = (expression: string, masked: Record<string, (string | null)[]>): unknown =>
      maskWith(derived, ['old', 'old', null], { options: { expression }, masked });
    expect(
      compute('price * quantity', { price: ['1.10', null, '5'], quantity: ['3', '1', '1'] }),
    ).toEqual(['3.3', null, null]);
    expect(compute('age(born)', { born: ['1990-01-01', '2020-01-16', null] })).toEqual([
      '36',
      '5',
      null,
    ]);
    expect(
      compute("concat(first, ' ', last)", { first: ['Jo', 'Al', 'X'], last: ['Ng', 'Ma', 'Y'] }),
    ).toEqual(['Jo Ng', 'Al Ma', null]);
  });

  it('writes numbers of the type of the column', () => {
    const context = testContext({ sourceType: 'integer' });
    const options = { expression: 'a / b' };
    const masked = { a: ['7'], b: ['2'] };
    expect(maskWith(derived, ['1'], { options, masked, context })).toEqual(['4']);
  });

  it('reads the masks of the columns that it names', () => {
    expect(derived.readsMasked({ expression: 'concat(first, last, first)' })).toEqual([
      'first',
      'last',
    ]);
    expect(derived.reads({ expression: 'first' })).toEqual([]);
  });

  it('says what is wrong with an expression while the request is read', () => {
    const { error } = derived.options.safeParse({ expression: 'agee(born)' });
    expect(error?.issues[0]?.path).toEqual(['expression']);
    expect(error?.issues[0]?.message).toContain('there is no function "agee"');
  });
});
