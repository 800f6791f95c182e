import type { Sizing } from '../runs/sizing.ts';
import type { RunPlan, RunTable } from './plan-run.ts';
import { PART_ROWS } from './table-place.ts';

/** Rows of a table that one worker makes in one go. */
export interface Shard {
  readonly table: string;
  /** From 0 in each table. */
  readonly shard: number;
  readonly firstRow: number;
  /** Null where only the source knows: a masked table is one shard. */
  readonly rowCount: number | null;
}

/** Enough for smooth progress, and few enough that the files of their keys can be open at the same time. */
const PARTS_OF_SHARD = 4;
const MOST_SHARDS = 1000;

/** Parts that a shard of a table of so many rows has. The same wherever the run goes on. */
function partsOfShard(rowCount: number, least: number): number {
  const parts = Math.ceil(rowCount / PART_ROWS);
  return Math.max(least, Math.ceil(parts / MOST_SHARDS));
}

/** Shards of rows that are known to be `rowCount`; one where there are none. */
export function shardsOfRows(table: string, rowCount: number, sizing?: Sizing): Shard[] {
  const shardRows = partsOfShard(rowCount, sizing?.partsPerShard ?? PARTS_OF_SHARD) * PART_ROWS;
  const count = Math.max(1, Math.ceil(rowCount / shardRows));
  return Array.from({ length: count }, (_, shard) => ({
    table,
    shard,
    firstRow: shard * shardRows,
    rowCount: Math.min(shardRows, rowCount - shard * shardRows),
  }));
}

/** All shards of a dataset. Parents come before children, as in the plan. */
export function shardsOf({ tables }: RunPlan, sizing?: Sizing): Shard[] {
  return tables.flatMap((table) => shardsOfTable(table, sizing));
}

export function shardsOfTable(table: RunTable, sizing?: Sizing): Shard[] {
  if (table.kind === 'generated') return shardsOfRows(table.name, table.rowCount, sizing);
  return [{ table: table.name, shard: 0, firstRow: 0, rowCount: null }];
}
