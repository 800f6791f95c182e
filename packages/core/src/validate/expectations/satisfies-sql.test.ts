import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { satisfiesSql } from './satisfies-sql.ts';

describe('satisfiesSql', () => {
  it('is known to a database alone', () => {
    const query = queryFor(satisfiesSql, [], { sql: 'SELECT 1' });
    expect(() => outcomesOf(query, { rows: [{ a: 1 }] })).toThrow('a database alone');
  });

  it('bounds a number only where it is told to, and has a minute', () => {
    expect(queryFor(satisfiesSql, [], { sql: ' SELECT 1 ' })).toEqual({
      failing: 'sql',
      statement: 'SELECT 1',
      timeoutMs: 60_000,
    });
    expect(queryFor(satisfiesSql, [], { sql: 'SELECT 1', max: 3, timeout: '5s' })).toMatchObject({
      bounds: { minimum: Number.NEGATIVE_INFINITY, maximum: 3 },
      timeoutMs: 5000,
    });
  });

  it.each([
    [{}],
    [{ sql: '' }],
    [{ sql: 'SELECT 1', min: 2, max: 1 }],
    [{ sql: 'x', timeout: 'long' }],
  ])('refuses the options %j', (options) => {
    expect(satisfiesSql.options.safeParse(options).success).toBe(false);
  });
});
