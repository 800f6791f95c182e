import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsThatFit } from './group-limit.ts';
import { batchOf, type TestColumn } from './testing/batches.ts';

const cells = fc.array(fc.option(fc.string({ maxLength: 30 }), { nil: null }), { maxLength: 60 });

/** Rows of each group, for batches of so many rows. */
function groupsOf(columns: readonly TestColumn[], batchRows: number): number[] {
  const limit = { rows: 13, textBytes: 90 };
  const groups: number[] = [];
  let group = { rows: 0, textBytes: 0 };
  const count = columns[0]?.cells.length ?? 0;
  for (let start = 0; start < count; start += batchRows) {
    const batch = batchOf(columns, start, Math.min(count, start + batchRows));
    for (let from = 0; from < batch.rowCount; ) {
      const room = {
        rows: limit.rows - group.rows,
        textBytes: limit.textBytes - group.textBytes,
      };
      const taken = rowsThatFit(batch.columns, from, batch.rowCount, room);
      expect(taken.rows).toBeGreaterThan(0);
      from += taken.rows;
      group = { rows: group.rows + taken.rows, textBytes: group.textBytes + taken.textBytes };
      if (group.rows < limit.rows && group.textBytes < limit.textBytes) continue;
      groups.push(group.rows);
      group = { rows: 0, textBytes: 0 };
    }
  }
  return [...groups, group.rows];
}

it('ends groups at the same rows, wherever batches end', () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 60 }), (column, batchRows) => {
      const columns: TestColumn[] = [
        { name: 'a', type: { kind: 'string' }, nullable: true, cells: column },
        { name: 'b', type: { kind: 'json' }, nullable: true, cells: column.toReversed() },
      ];
      expect(groupsOf(columns, batchRows)).toEqual(groupsOf(columns, 60));
    }),
    { numRuns: 300 },
  );
});

it('ends a group with the row that fills it', () => {
  const texts = ['x'.repeat(40), 'x'.repeat(49), 'x', 'x', 'x'.repeat(200), 'x'];
  const column = { name: 'a', type: { kind: 'string' }, nullable: false, cells: texts } as const;
  expect(groupsOf([column], 6)).toEqual([3, 2, 1]);
});
