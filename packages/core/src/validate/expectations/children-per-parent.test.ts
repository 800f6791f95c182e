import { describe, expect, it } from 'vitest';
import { outcomesOf, tableOf } from '../expectation-laws.ts';
import { childrenPerParent } from './children-per-parent.ts';

const rows = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: null }];
const lines = [{ order: 1 }, { order: 1 }, { order: 2 }, { order: null }, { order: 9 }];
const children = { table: 'lines', columns: 'order' };

const queryOf = (options: object) => {
  const tables = [tableOf('rows', { id: 'integer' }), tableOf('lines', { order: 'integer' })];
  const parsed = childrenPerParent.options.parse({ children, ...options });
  return childrenPerParent.query(['id'], parsed, { table: tables[0]!, tables });
};

describe('childrenPerParent', () => {
  it.each([
    [{ min: 1 }, [2, 3]],
    [{ max: 1 }, [0]],
    [{ min: 1, max: 1 }, [0, 2, 3]],
    [{ max: 2 }, []],
  ])(
    'finds the rows with more or fewer than %j, however they are split',
    (options, failingRows) => {
      for (const outcome of outcomesOf(queryOf(options), { rows, lines }))
        expect(outcome).toEqual({
          passed: failingRows.length === 0,
          checkedRows: 4,
          failingRows,
        });
    },
  );

  it.each([
    [{ min: 0.75, max: 0.75 }, true],
    [{ min: 1 }, false],
  ])('holds the mean against %j; rows without children count', (mean, passed) => {
    for (const outcome of outcomesOf(queryOf({ mean }), { rows, lines }))
      expect(outcome).toMatchObject({ passed, figure: 0.75 });
  });

  it('fails the mean of a table without rows, as there is none', () => {
    for (const outcome of outcomesOf(queryOf({ mean: { max: 9 } }), { rows: [], lines }))
      expect(outcome).toEqual({ passed: false, checkedRows: 0, failingRows: [] });
  });

  it.each([
    [{}],
    [{ min: 1, mean: { min: 1 } }],
    [{ min: 2, max: 1 }],
    [{ mean: { min: 2, max: 1 } }],
  ])('refuses the options %j', (options) => {
    expect(childrenPerParent.options.safeParse({ children, ...options }).success).toBe(false);
  });

  it('tells what does not fit the tables', () => {
    expect(() => queryOf({ min: 1, children: { table: 'none', columns: 'a' } })).toThrow(
      'no table',
    );
    expect(() => queryOf({ min: 1, children: { table: 'lines', columns: 'a' } })).toThrow(
      'no column',
    );
    const two = { table: 'lines', columns: ['order', 'order'] };
    expect(() => queryOf({ min: 1, children: two })).toThrow(
      '2 columns of lines cannot refer to 1',
    );
  });
});
