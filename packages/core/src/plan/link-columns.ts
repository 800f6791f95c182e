import type { ReferenceColumn } from '../request/types.ts';
import type { PlannedTable } from './tables.ts';

/** The columns of a table that share a link, the first of which says how its parent is picked. */
export function linkColumns(
  table: PlannedTable,
): Map<string, { name: string; column: ReferenceColumn }[]> {
  const links = new Map<string, { name: string; column: ReferenceColumn }[]>();
  for (const [name, column] of Object.entries(table.table.columns)) {
    if (column.kind !== 'references') continue;
    links.set(column.link, [...(links.get(column.link) ?? []), { name, column }]);
  }
  return links;
}
