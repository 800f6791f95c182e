import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { columnIsMonotonic } from './column-is-monotonic.ts';

type Options = Parameters<typeof queryFor<typeof columnIsMonotonic.options>>[2];

describe('columnIsMonotonic', () => {
  const types = { n: 'integer', account: 'string' } as const;
  const rows = [
    { n: 1, account: 'a' },
    { n: 5, account: 'b' },
    { n: 1, account: 'a' },
    { n: null, account: 'a' },
    { n: 2, account: null },
    { n: 4, account: 'b' },
    { n: 1, account: null },
  ];
  const failing = (options: Options) => {
    const outcomes = outcomesOf(queryFor(columnIsMonotonic, ['n'], options, types), { rows });
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    return outcomes[0]?.failingRows;
  };

  it.each<[Options, number[]]>([
    [{}, [2, 6]],
    [{ strictly: true }, [2, 6]],
    [{ direction: 'decreasing' }, [1, 4, 5]],
    [{ by: ['account'] }, [5, 6]],
    [{ by: ['account'], strictly: true }, [2, 5, 6]],
  ])('finds with %j the rows %j, however the table is split', (options, expected) => {
    expect(failing(options)).toEqual(expected);
  });

  it('refuses what has no order, and groups that are not there', () => {
    expect(() => queryFor(columnIsMonotonic, ['n'], {}, { n: 'boolean' })).toThrow('no order');
    expect(() => queryFor(columnIsMonotonic, ['n'], { by: ['m'] }, types)).toThrow('no column "m"');
  });
});
