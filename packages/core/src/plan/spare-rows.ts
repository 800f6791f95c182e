import type { EdgeRow } from '../edge-cases/edge-case.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import type { AskedEdgeRows } from './edge-table.ts';
import type { Plan } from './plan.ts';

/** A row that its table would have if it had more rows: its keys are none of the table's own. */
export interface SpareRow {
  /** Its number in the table, behind all rows that are there. */
  readonly number: number;
  readonly row: Row;
}

/** Rows that are not in a table, or why there can be none. */
export interface SpareRows {
  readonly rows: readonly SpareRow[];
  readonly without?: string;
}

/** A row as its generators make it. */
const UNTOUCHED: readonly EdgeRow[] = [{ cells: {}, cases: [], verdict: 'valid' }];

/**
 * Computes rows behind all those of a plan, base and edge rows alike, by the rules of their own tables.
 *
 * @param wanted how many of them, by table
 * @param makePlan plans the same tables with other edge rows
 */
export async function spareRows(
  { tables }: Plan,
  wanted: ReadonlyMap<string, number>,
  makePlan: (rows: ReadonlyMap<string, AskedEdgeRows>) => Promise<Plan>,
): Promise<ReadonlyMap<string, SpareRows>> {
  const asked = tables.flatMap((table): [string, AskedEdgeRows][] => {
    const count = wanted.get(table.name);
    if (count === undefined) return [];
    // One more than needed: shares are rounded.
    const behind = (table.edge?.rowCount ?? 0) + count + 1;
    const base = table.rowCount - (table.edge?.rowCount ?? 0);
    return [[table.name, { rows: UNTOUCHED, share: behind / (base + behind) }]];
  });
  const larger = await makePlan(new Map(asked));
  const byName = new Map(tables.map((table) => [table.name, table]));
  const spare = new Map<string, SpareRows>();
  for (const { name, program, edge, withoutEdge } of larger.tables) {
    const table = byName.get(name);
    const count = wanted.get(name);
    if (table === undefined || count === undefined) continue;
    if (edge === undefined) {
      spare.set(name, { rows: [], without: withoutEdge ?? 'the table cannot have more rows' });
      continue;
    }
    const first = table.rowCount;
    const rows = await programRows(program, first, count);
    spare.set(name, { rows: rows.map((row, i) => ({ number: first + i, row })) });
  }
  return spare;
}
