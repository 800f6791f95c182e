import type { Emit } from '../ports.ts';

/** How far a table is, over all of its shards that are under way at the same time. */
export interface TableProgress {
  begin(): ShardProgress;
}

/** One try of one shard. */
export interface ShardProgress {
  report(progress: { readonly rows: number; readonly bytes: number }): void;
  /** The shard is there. Tells of the whole table with its last one. */
  end(rows: number): void;
  /** Its rows will be made again. */
  fail(): void;
}

export interface ProgressOptions {
  readonly emit: Emit;
  readonly table: string;
  /** Undefined where only the source knows. */
  readonly totalRows: number | undefined;
  /** Rows that earlier processes of the run have done. */
  readonly before: number;
  /** Bytes of the whole table, where its end is to be told here. */
  readonly tableBytes?: number;
}

export function createTableProgress(options: ProgressOptions): TableProgress {
  const { emit, table, totalRows, before, tableBytes } = options;
  const shards: { rows: number; bytes: number; ended: boolean }[] = [];
  const started = performance.now();
  const sum = (
    numberOf: (shard: { rows: number; bytes: number; ended: boolean }) => number,
  ): number => shards.reduce((total, shard) => total + numberOf(shard), 0);
  const tell = (): void => {
    const rows = before + sum((shard) => shard.rows);
    const bytes = sum((shard) => shard.bytes);
    emit({
      type: 'progress',
      table,
      rows,
      bytes,
      ...(totalRows === undefined ? {} : { totalRows }),
    });
  };
  const tellEnd = (): void => {
    const rows = before + sum(({ rows: own, ended }) => (ended ? own : 0));
    if (tableBytes === undefined || rows !== totalRows) return;
    const seconds = (performance.now() - started) / 1000;
    emit({ type: 'table', table, rows, bytes: tableBytes, seconds });
  };
  return {
    begin() {
      const shard = { rows: 0, bytes: 0, ended: false };
      shards.push(shard);
      return {
        report(progress) {
          Object.assign(shard, progress);
          tell();
        },
        end(rows) {
          Object.assign(shard, { rows, ended: true });
          tellEnd();
        },
        fail() {
          Object.assign(shard, { rows: 0, bytes: 0 });
          tell();
        },
      };
    },
  };
}
