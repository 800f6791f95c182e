import type { KeyTables } from './key-tables.ts';
import { PARTITIONS } from './partition.ts';
import type { PartitionReader } from './read-partitions.ts';

/** Keys of one table that are not among those of another. */
export interface MissingKeys {
  readonly keys: number;
  /** Rows whose key is missing. */
  readonly rows: number;
  /** Those rows, in row order. Absent when there are more than the limit. */
  readonly listed: readonly number[] | undefined;
}

/**
 * Finds the rows whose key no parent has. A row that is found is an orphan in any case; a row that is not found has a
 * parent when equal keys mean equal values, which holds for all keys but hashes of text.
 *
 * @param limit most rows to list
 */
export function findMissing(
  tables: KeyTables,
  children: PartitionReader,
  parents: PartitionReader,
  limit: number,
): MissingKeys {
  const listed: number[] = [];
  let keys = 0;
  let rows = 0;
  for (let partition = 0; partition < PARTITIONS; partition++) {
    if (children.size(partition) === 0) continue;
    keys += children.size(partition);
    let found = 0;
    let orphans: number[] = [];
    const restart = (): void => {
      found = 0;
      orphans = [];
    };
    tables.forEachTable(parents, partition, restart, (table) => {
      children.forEachBlock(partition, (block) => {
        const missing = table.missing(block);
        found += missing.length;
        if (missing.length > 0 && rows + found <= limit) {
          const numbers = block.rows();
          for (const index of missing) orphans.push(numbers[index] as number);
        }
        return true;
      });
    });
    rows += found;
    if (rows <= limit) listed.push(...orphans);
  }
  return { keys, rows, listed: rows > limit ? undefined : listed.sort((a, b) => a - b) };
}
