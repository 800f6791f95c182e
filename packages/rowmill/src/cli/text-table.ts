import Table from 'cli-table3';

export interface TextTableOptions {
  readonly head?: readonly string[];
  /** Columns whose cells stand at the right: numbers. */
  readonly right?: readonly number[];
  /** Spaces before each line. */
  readonly indent?: number;
}

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
  ),
);

/** Rows as aligned columns, without lines. Widths count characters as a terminal shows them. */
export function textTable(
  rows: readonly (readonly string[])[],
  { head, right = [], indent = 0 }: TextTableOptions = {},
): string {
  const columnCount = Math.max(head?.length ?? 0, ...rows.map((row) => row.length));
  const table = new Table({
    ...(head === undefined ? {} : { head: [...head] }),
    chars: { ...NO_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: Array.from({ length: columnCount }, (_, i) =>
      right.includes(i) ? 'right' : 'left',
    ),
  });
  table.push(...rows.map((row) => [...row]));
  const margin = ' '.repeat(indent);
  return table
    .toString()
    .split('\n')
    .map((line) => `${margin}${line}`.trimEnd())
    .join('\n');
}
