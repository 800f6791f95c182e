import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { valuesAreBetween } from './values-are-between.ts';

type Options = Parameters<typeof queryFor<typeof valuesAreBetween.options>>[2];

function failing(
  kind: 'integer' | 'bigint' | 'decimal' | 'float' | 'string' | 'date' | 'timestamp',
) {
  return (options: Options, ...cells: readonly unknown[]) => {
    const query = queryFor(valuesAreBetween, ['a'], options, { a: kind });
    const outcomes = outcomesOf(query, { rows: cells.map((a) => ({ a })) });
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    return outcomes[0]?.failingRows;
  };
}

describe('valuesAreBetween', () => {
  it('takes bounds in, and leaves out what lies above and below', () => {
    const integers = failing('integer');
    expect(integers({ min: 1, max: 3 }, 0, 1, 2, 3, 4, null)).toEqual([0, 4]);
    expect(integers({ above: 1, below: 3 }, 0, 1, 2, 3, 4, null)).toEqual([0, 1, 3, 4]);
    expect(integers({ min: 0.5 }, 0, 1)).toEqual([0]);
  });

  it('compares decimals and 64-bit integers exactly', () => {
    expect(failing('decimal')({ max: '0.30' }, '0.30', '0.31')).toEqual([1]);
    expect(failing('decimal')({ max: '0.305' }, '0.30', '0.31')).toEqual([1]);
    const bigints = failing('bigint');
    expect(bigints({ below: '9007199254740993' }, 9007199254740992n, 9007199254740993n)).toEqual([
      1,
    ]);
  });

  it('has NaN above all numbers', () => {
    expect(failing('float')({ max: 1 }, Number.NaN, 1, -0)).toEqual([0]);
  });

  it('compares dates, timestamps and texts by their order', () => {
    expect(failing('date')({ min: '2024-02-29' }, '2024-02-28', '2024-02-29')).toEqual([0]);
    const timestamps = failing('timestamp');
    const noon = '2024-02-29T12:00:00.000Z';
    expect(timestamps({ below: '2024-02-29' }, noon, '2024-02-28T23:59:59.999Z')).toEqual([0]);
    expect(timestamps({ max: '2024-02-29T12:00:00Z' }, noon)).toEqual([]);
    expect(failing('string')({ max: '\uFF5E' }, '\u{1F600}', 'a')).toEqual([0]);
  });

  it('looks at each of several columns', () => {
    const query = queryFor(valuesAreBetween, ['a', 'b'], { min: 1 }, { a: 'integer', b: 'float' });
    const rows = [
      { a: 1, b: 1 },
      { a: null, b: 0 },
      { a: 0, b: null },
    ];
    for (const outcome of outcomesOf(query, { rows })) expect(outcome.failingRows).toEqual([1, 2]);
  });

  it.each([[{}], [{ min: 1, above: 1 }], [{ max: 1, below: 1 }], [{ min: true }]])(
    'refuses the options %j',
    (options) => {
      expect(valuesAreBetween.options.safeParse(options).success).toBe(false);
    },
  );

  it('refuses bounds that no value of the column can have', () => {
    expect(() => failing('integer')({ min: 'many' })).toThrow('cannot be a value of a');
    expect(() => failing('date')({ min: '2023-02-29' })).toThrow('which is a date');
    expect(() => queryFor(valuesAreBetween, ['a'], { min: 0 }, { a: 'boolean' })).toThrow('order');
  });

  it('refuses bounds between which no value lies', () => {
    expect(() => failing('integer')({ min: 5, max: 2 })).toThrow('between 5 and 2');
    expect(() => failing('integer')({ above: 5, max: 5 })).toThrow('between 5 and 5');
    expect(() => failing('decimal')({ min: '10.00', below: '9.99' })).toThrow('no value of a');
    expect(() => failing('date')({ min: '2024-02-02', max: '2024-02-01' })).toThrow('no value');
    expect(failing('integer')({ min: 5, max: 5 }, 5, 6)).toEqual([1]);
    expect(failing('string')({ min: 'a', max: 'b' }, 'a', 'c')).toEqual([1]);
    expect(failing('float')({ above: -0.5, below: 0.5 }, 0, 0.5)).toEqual([1]);
  });
});
