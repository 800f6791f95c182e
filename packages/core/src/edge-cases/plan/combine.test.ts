import { describe, expect, it } from 'vitest';
import type { CheckRow } from '../edge-case.ts';
import { plannedWith } from '../testing/planned-with.ts';

describe('combinations with rules across columns', () => {
  const numbers = { type: { kind: 'integer' }, min: 0, max: 2 } as const;
  const flags = [{}, {}, {}];

  it.each([2, 3, 4])('keep every allowed one, %i columns at once', (strength) => {
    // The first is at most the second; not all flags are set.
    const checkRow: CheckRow = ({ c0, c1, c2, c3, c4 }) => [
      ...(Number(c0) > Number(c1) ? [{ rule: 'ordered', column: '' }] : []),
      ...(c2 === true && c3 === true && c4 === true ? [{ rule: 'not-all', column: '' }] : []),
    ];
    const { valid, combinations } = plannedWith([numbers, numbers, ...flags], checkRow, {
      strength,
    });
    const rows = valid.filter(({ cases }) => cases.length > 1).map(({ cells }) => cells);
    for (const row of rows) expect(checkRow(row)).toEqual([]);
    const values = [
      [0, 1, 2],
      [0, 1, 2],
      [true, false],
      [true, false],
      [true, false],
    ];
    const all = values.reduce<Record<string, unknown>[]>(
      (partial, list, i) =>
        partial.flatMap((row) => list.map((value) => ({ ...row, [`c${i}`]: value }))),
      [{}],
    );
    const allowed = all.filter((row) => checkRow(row).length === 0);
    const expected = combinationsIn(allowed, strength);
    expect(combinationsIn(rows, strength)).toEqual(expected);
    expect(combinations.covered).toBe(expected.size);
    expect(combinations.covered + combinations.excluded).toBe(combinationsIn(all, strength).size);
  });

  it('are none with fewer than two columns, or when nobody wants them', () => {
    expect(plannedWith([{}]).combinations).toEqual({
      strength: 0,
      columns: [],
      covered: 0,
      excluded: 0,
    });
    expect(plannedWith([{}, {}], undefined, { strength: 0 }).combinations.columns).toEqual([]);
  });
});

/** Every combination of values of so many columns that is in a row. */
function combinationsIn(rows: readonly object[], strength: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const row of rows) {
    for (const subset of subsets(Object.entries(row).sort(), strength))
      found.add(JSON.stringify(subset));
  }
  return new Set([...found].sort());
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]),
  );
}
