import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor, tableOf } from '../expectation-laws.ts';
import { freshnessIsWithin } from './freshness-is-within.ts';

const rows = [{ at: '2025-01-30' }, { at: null }, { at: '2025-02-01' }];
const TYPES = { at: 'date' } as const;
const DAY_MS = 86_400_000;

describe('freshnessIsWithin', () => {
  it.each([
    ['7d', '2025-02-08', true, 7],
    ['7d', '2025-02-09', false, 8],
    ['12h', '2025-02-01T12:00:00Z', true, 0.5],
    ['12h', '2025-02-01T12:00:00.001Z', false, 0.5],
    // What is newer than now is fresh.
    ['1d', '2025-01-01', true, -31],
  ])('within %s on %s: %s, however the table is split', (within, asOf, passed, days) => {
    const query = queryFor(freshnessIsWithin, ['at'], { within, asOf }, TYPES);
    for (const outcome of outcomesOf(query, { rows })) {
      expect(outcome.passed).toBe(passed);
      expect((outcome.figure ?? Number.NaN) / DAY_MS).toBeCloseTo(days, 6);
    }
  });

  it('fails without any value', () => {
    const query = queryFor(freshnessIsWithin, ['at'], { within: '7d', asOf: '2025-01-01' }, TYPES);
    for (const outcome of outcomesOf(query, { rows: [{ at: null }] }))
      expect(outcome).toEqual({ passed: false, checkedRows: 1, failingRows: [] });
  });

  it('counts from the reference date of the request', () => {
    const table = tableOf('rows', TYPES);
    const options = freshnessIsWithin.options.parse({ within: '7d' });
    const context = { table, tables: [table], referenceDate: '2025-02-20T00:00:00.000Z' };
    const query = freshnessIsWithin.query(['at'], options, context);
    for (const outcome of outcomesOf(query, { rows })) expect(outcome.passed).toBe(false);
  });

  it('needs a day to count from, and a column of times', () => {
    expect(() => queryFor(freshnessIsWithin, ['at'], { within: '7d' }, TYPES)).toThrow(
      'needs "asOf"',
    );
    expect(() => queryFor(freshnessIsWithin, ['at'], { within: '7d' })).toThrow(
      'rows.at holds string values, neither days nor instants',
    );
  });

  it.each([[{}], [{ within: 'a week' }], [{ within: '7d', asOf: '2025-02-31' }]])(
    'refuses the options %j',
    (options) => {
      expect(freshnessIsWithin.options.safeParse(options).success).toBe(false);
    },
  );
});
