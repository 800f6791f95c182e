import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { rowCountIsBetween } from './row-count-is-between.ts';

const rows = [{ a: 1 }, { a: null }, { a: 1 }];

describe('rowCountIsBetween', () => {
  it.each([[{ rows: 3 }], [{ min: 3 }], [{ max: 3 }], [{ min: 1, max: 3 }]])(
    'passes three rows for %j, however the table is split',
    (options) => {
      for (const outcome of outcomesOf(queryFor(rowCountIsBetween, [], options), { rows })) {
        expect(outcome).toEqual({ passed: true, checkedRows: 3, failingRows: [] });
      }
    },
  );

  it.each([[{ rows: 2 }], [{ rows: 4 }], [{ min: 4 }], [{ max: 2 }]])(
    'fails three rows for %j, however the table is split',
    (options) => {
      for (const outcome of outcomesOf(queryFor(rowCountIsBetween, [], options), { rows })) {
        expect(outcome).toMatchObject({ passed: false, checkedRows: 3 });
      }
    },
  );

  it.each([[{}], [{ rows: 1, min: 1 }], [{ min: 2, max: 1 }], [{ rows: -1 }], [{ rows: 1.5 }]])(
    'refuses the options %j',
    (options) => {
      expect(rowCountIsBetween.options.safeParse(options).success).toBe(false);
    },
  );
});
