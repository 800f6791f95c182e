import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GROUP_EXAMPLES,
  MOST_GROUPS,
  mergeTallies,
  NO_FAILURES,
  openTally,
} from './failure-tally.ts';
import { type FailingRow, NOTHING_BEFORE } from './file-failure.ts';

const NAMES = { file: 'a.ndjson', command: 'rowmill validate a.ndjson --schema s.json --at' };

const fault = fc.record({
  rule: fc.constantFrom('type', 'minimum'),
  column: fc.constantFrom('/a', '/b', '/items/0/x', '/items/17/x'),
  schemaPath: fc.constantFrom('#/a', '#/b'),
  message: fc.constant('is wrong'),
});

const failingRows = fc
  .array(fc.array(fault, { minLength: 1, maxLength: 4 }), { maxLength: 40 })
  .map((rows) =>
    rows.map(
      (faults, index): FailingRow => ({ row: index + 1, line: index + 1, kind: 'check', faults }),
    ),
  );

function tallyOf(rows: readonly FailingRow[], limit: number) {
  const tally = openTally(NAMES, limit);
  for (const row of rows) tally.add(row, NOTHING_BEFORE);
  return tally.tally();
}

describe('a tally of failures', () => {
  it('says of parts, in any order, what it says of the whole', () => {
    fc.assert(
      fc.property(failingRows, fc.nat(7), fc.integer({ min: 1, max: 4 }), (rows, limit, count) => {
        const parts = Array.from({ length: count }, (_, part) =>
          tallyOf(
            rows.filter((_row, index) => index % count === part),
            limit,
          ),
        );
        const merged = mergeTallies(parts.toReversed(), { limit, isOneFile: true });
        expect(merged).toEqual(tallyOf(rows, limit));
      }),
    );
  });

  it('groups by rule, place and column, the items of an array together, most frequent first', () => {
    const at = (column: string) => ({ rule: 'type', column, schemaPath: '#/x', message: 'm' });
    const { groups, failuresByRule } = tallyOf(
      [
        { row: 1, kind: 'check', faults: [at('/a')] },
        { row: 2, kind: 'check', faults: [at('/b/0/c'), at('/b/12/c'), at('/b/3')] },
      ],
      0,
    );
    expect(groups.map(({ column, count }) => [column, count])).toEqual([
      ['/b/*/c', 2],
      ['/a', 1],
      ['/b/*', 1],
    ]);
    expect(groups[0]?.first.map(({ column }) => column)).toEqual(['/b/0/c', '/b/12/c']);
    expect(failuresByRule).toEqual({ type: 4 });
  });

  it('keeps the same bounded number of groups however rows are shared, and counts the rest', () => {
    const rows = Array.from({ length: 3 * MOST_GROUPS }, (_, index): FailingRow => {
      const column = `/${(index * 7919) % 2999}x`;
      return { row: index + 1, kind: 'check', faults: [{ rule: 'r', column, message: '' }] };
    });
    const whole = tallyOf(rows, 2);
    expect(whole.groups).toHaveLength(MOST_GROUPS);
    expect(whole.failureCount).toBe(rows.length);
    const parts = [0, 1].map((part) =>
      tallyOf(
        rows.filter((_, index) => index % 2 === part),
        2,
      ),
    );
    expect(mergeTallies(parts, { limit: 2, isOneFile: true })).toEqual(whole);
  });

  it('keeps a few examples of each group', () => {
    const faults = [{ rule: 'type', column: '/a', message: 'm' }];
    const rows = Array.from(
      { length: 9 },
      (_, i): FailingRow => ({ row: i + 1, kind: 'check', faults }),
    );
    expect(tallyOf(rows, 0).groups[0]?.first.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(GROUP_EXAMPLES).toBe(3);
    expect(mergeTallies([], { limit: 3, isOneFile: true })).toEqual(NO_FAILURES);
  });
});
