import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { pairIsOrdered } from './pair-is-ordered.ts';

describe('pairIsOrdered', () => {
  const types = { from: 'date', to: 'timestamp' } as const;
  const rows = [
    { from: '2024-01-01', to: '2024-01-02T00:00:00.000Z' },
    { from: '2024-01-01', to: '2024-01-01T00:00:00.000Z' },
    { from: '2024-01-02', to: '2024-01-01T23:59:59.999Z' },
    { from: null, to: '2024-01-01T00:00:00.000Z' },
  ];

  it.each([
    [false, [1, 2]],
    [true, [2]],
  ])('finds pairs out of order, orEqual %s, however the table is split', (orEqual, expected) => {
    const query = queryFor(pairIsOrdered, ['from', 'to'], { orEqual }, types);
    for (const outcome of outcomesOf(query, { rows }))
      expect(outcome.failingRows).toEqual(expected);
  });

  it('refuses columns that cannot be compared', () => {
    expect(() =>
      queryFor(pairIsOrdered, ['from', 'n'], {}, { from: 'date', n: 'integer' }),
    ).toThrow('from (a date) and n (a number) cannot be compared');
  });
});
