import { identityOf } from '../cases/column-cases.ts';
import type { EdgeCombinations, EdgeRow } from '../edge-case.ts';

/** How many different combinations of values of `strength` columns rows hold. */
export function countCombinations(
  rows: readonly EdgeRow[],
  { columns, strength }: Pick<EdgeCombinations, 'columns' | 'strength'>,
): number {
  const numbers = columns.map((column) => numbersOf(rows, column));
  let count = 0;
  for (const subset of subsetsOf(columns.length, strength)) {
    const found = new Set(rows.map((_, row) => subset.map((at) => numbers[at]?.[row]).join(' ')));
    count += found.size;
  }
  return count;
}

/** The values of a column by number: equal ones have the same. */
function numbersOf(rows: readonly EdgeRow[], column: string): readonly number[] {
  const known = new Map<string, number>();
  return rows.map(({ cells }) => {
    const identity = identityOf(cells[column] ?? null);
    const number = known.get(identity) ?? known.size;
    known.set(identity, number);
    return number;
  });
}

function* subsetsOf(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first++)
    for (const rest of subsetsOf(count, size - 1, first + 1)) yield [first, ...rest];
}
