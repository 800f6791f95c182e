import type { KeyTable, KeyTables } from './key-tables.ts';
import { PARTITIONS } from './partition.ts';
import type { PartitionReader } from './read-partitions.ts';

/** What there is of repeated keys among all that were collected. */
export interface RepeatedKeys {
  readonly keys: number;
  readonly distinct: number;
  /** Rows whose key is the key of another row as well. */
  readonly rows: number;
  /** Those rows, by key: each group in row order, groups by their first row. Absent when there are more than the limit. */
  readonly groups: readonly (readonly number[])[] | undefined;
}

/** Counts of one partition, and its groups. */
interface Found {
  distinct: number;
  rows: number;
  groups: number[][];
}

/**
 * Finds the keys that came more than once. Every partition is solved alone.
 *
 * @param limit most rows to list
 */
export function findRepeated(
  tables: KeyTables,
  reader: PartitionReader,
  limit: number,
): RepeatedKeys {
  let keys = 0;
  const total: Found = { distinct: 0, rows: 0, groups: [] };
  for (let partition = 0; partition < PARTITIONS; partition++) {
    if (reader.size(partition) === 0) continue;
    keys += reader.size(partition);
    let found: Found = { distinct: 0, rows: 0, groups: [] };
    const restart = (): void => {
      found = { distinct: 0, rows: 0, groups: [] };
    };
    tables.forEachTable(reader, partition, restart, (table) => {
      found.distinct += table.distinct;
      found.rows += table.groups + table.repeats;
      if (table.groups > 0 && total.rows + found.rows <= limit)
        found.groups.push(...groupsOf(table, reader, partition));
    });
    total.distinct += found.distinct;
    total.rows += found.rows;
    if (total.rows <= limit) total.groups.push(...found.groups);
  }
  const { distinct, rows } = total;
  const groups = rows > limit ? undefined : total.groups.sort(byFirstRow);
  return { keys, distinct, rows, groups };
}

function groupsOf(table: KeyTable, reader: PartitionReader, partition: number): number[][] {
  const groups = new Map<number, number[]>();
  reader.forEachBlock(partition, (block) => {
    const listed = table.repeated(block);
    if (listed.length === 0) return true;
    const rows = block.rows();
    for (let i = 0; i < listed.length; i += 2) {
      const slot = listed[i] as number;
      const group = groups.get(slot) ?? [];
      groups.set(slot, group);
      group.push(rows[listed[i + 1] as number] as number);
    }
    return true;
  });
  return Array.from(groups.values(), (rows) => rows.sort((a, b) => a - b));
}

function byFirstRow([a = 0]: readonly number[], [b = 0]: readonly number[]): number {
  return a - b;
}
