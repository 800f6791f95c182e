import type { Emit } from '../ports.ts';

/** How far a table is, over all of its shards that are under way at the same time. */
export interface TableProgress {
  /** Begins a shard; tell it how far the shard is, and once more when it has ended. */
  begin(): (progress: { readonly rows: number; readonly bytes: number }) => void;
}

/** @param before rows that earlier processes of the run have made */
export function createTableProgress(
  emit: Emit,
  { table, totalRows, before }: { table: string; totalRows: number; before: number },
): TableProgress {
  const shards: { rows: number; bytes: number }[] = [];
  return {
    begin() {
      const shard = { rows: 0, bytes: 0 };
      shards.push(shard);
      return ({ rows, bytes }) => {
        shard.rows = rows;
        shard.bytes = bytes;
        const sum = shards.reduce((total, one) => total + one.rows, before);
        const sumOfBytes = shards.reduce((total, one) => total + one.bytes, 0);
        emit({ type: 'progress', table, rows: sum, bytes: sumOfBytes, totalRows });
      };
    },
  };
}
