import type { TableShape } from '@rowmill/core';

/**
 * The columns to hide, and those that hold the same values because a reference ties them together,
 * in either direction and over any number of tables.
 */
export function propagateHidden(
  tables: readonly TableShape[],
  hide: Readonly<Record<string, readonly string[]>>,
): Map<string, Set<string>> {
  const hidden = new Map(tables.map(({ name }) => [name, new Set<string>()]));
  for (const [table, columns] of Object.entries(hide)) hidden.set(table, new Set(columns));
  const links = tables.flatMap(linksOf);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of links) {
      const isHidden = has(hidden, a);
      if (isHidden === has(hidden, b)) continue;
      add(hidden, isHidden ? b : a);
      changed = true;
    }
  }
  return hidden;
}

interface Place {
  readonly table: string;
  readonly column: string;
}

function linksOf({ name, references }: TableShape): [Place, Place][] {
  return references.flatMap(({ columns, parentTable, parentColumns }) =>
    columns.map((column, index): [Place, Place] => [
      { table: name, column },
      { table: parentTable, column: parentColumns[index] ?? column },
    ]),
  );
}

function has(hidden: ReadonlyMap<string, ReadonlySet<string>>, { table, column }: Place): boolean {
  return hidden.get(table)?.has(column) ?? false;
}

function add(hidden: Map<string, Set<string>>, { table, column }: Place): void {
  const columns = hidden.get(table) ?? new Set();
  hidden.set(table, columns.add(column));
}
