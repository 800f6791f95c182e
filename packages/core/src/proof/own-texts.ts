import { normaliseIdentity } from '../mask/normalise.ts';
import { isText } from './phrases.ts';

type Cells = readonly (string | null)[];

/** Characters of a value that is looked for inside of words. */
const SHORTEST_PART = 6;

/** Rows, by column of `before`, in which a text of another column holds the value that the row had there. */
export function countOwnTexts(
  columns: readonly string[],
  before: ReadonlyMap<string, Cells>,
  after: ReadonlyMap<string, Cells>,
): readonly number[] {
  const counts = columns.map(() => 0);
  for (const [name, cells] of after)
    for (const [row, cell] of cells.entries())
      if (cell !== null && isText(cell)) {
        const text = normaliseIdentity(cell);
        const others = columns.map((column) => (column === name ? undefined : before.get(column)));
        countRow(
          text,
          others.map((values) => values?.[row] ?? ''),
          counts,
        );
      }
  return counts;
}

function countRow(text: string, values: readonly string[], counts: number[]): void {
  for (const [index, value] of values.entries())
    if (holds(text, value)) counts[index] = (counts[index] ?? 0) + 1;
}

function holds(text: string, value: string): boolean {
  if (value.length < SHORTEST_PART) return false;
  const part = normaliseIdentity(value);
  return part.length >= SHORTEST_PART && text.includes(part);
}
