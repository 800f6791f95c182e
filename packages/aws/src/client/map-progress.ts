import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { DescribeMapRunCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '@rowmill/asl';
import type { Emit, ObjectStore } from 'rowmill/engine';
import { ifKnown } from './if-known.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** Items of one table that follow one another in the list of a map. */
interface Stretch {
  readonly table: string;
  readonly items: number;
  readonly rows: number;
}

/** Lists that are longer are not read for the sake of progress: they take longer than one is willing to wait. */
const LONGEST_LIST = 32 << 20;

/** Tells how far the shards of each table are. */
export interface MapProgress {
  /** Takes in what has happened: a list was written, a map run has begun, or has ended. */
  take(event: HistoryEvent): Promise<void>;
  /** Asks how far the map run is that goes on, if there is one. */
  tell(emit: Emit): Promise<void>;
}

export function createMapProgress(deployment: OpenDeployment): MapProgress {
  let current: { readonly mapRunArn: string; readonly list: readonly Stretch[] } | undefined;
  let list: string | undefined;
  const told = new Map<string, number>();
  return {
    async take({ type, details }) {
      if (/^MapRun(Succeeded|Failed|Aborted)$/.test(type)) current = undefined;
      if (type === 'TaskStateExited') list = listIn(details?.value.output) ?? list;
      const { mapRunArn } = details?.value ?? {};
      if (type !== 'MapRunStarted' || typeof mapRunArn !== 'string' || list === undefined) return;
      told.clear();
      current = { mapRunArn, list: await readList(deployment.store, list) };
    },
    async tell(emit) {
      if (current === undefined || current.list.length === 0) return;
      const done = await itemsDone(deployment, current.mapRunArn);
      for (const [table, { rows, totalRows }] of rowsDone(current.list, done)) {
        if (told.get(table) === rows || rows === 0) continue;
        told.set(table, rows);
        emit({ type: 'progress', table, rows, totalRows, bytes: 0 });
      }
    },
  };
}

/** Key of the list that a task has written for the map behind it, as its output says. */
function listIn(output: unknown): string | undefined {
  if (typeof output !== 'string') return undefined;
  const { shards, deliveries } = (JSON.parse(output) ?? {}) as Record<string, { key?: unknown }>;
  const key = (deliveries ?? shards)?.key;
  return typeof key === 'string' ? key : undefined;
}

function itemsDone({ ask }: OpenDeployment, mapRunArn: string): Promise<number> {
  const request = { doing: 'looking at the shards', action: 'states:DescribeMapRun' };
  return ask(request, async (states) => {
    const mapRun = await ifKnown(() => states.send(new DescribeMapRunCommand({ mapRunArn })));
    return mapRun?.itemCounts?.succeeded ?? 0;
  });
}

/**
 * Rows by table, when so many items are done. Items are begun in the order of their list, so that the tables fill up one
 * after the other; what is told is as good as that.
 */
export function rowsDone(
  list: readonly Stretch[],
  done: number,
): ReadonlyMap<string, { readonly rows: number; readonly totalRows: number }> {
  const tables = new Map<string, { rows: number; totalRows: number }>();
  let left = done;
  for (const { table, items, rows } of list) {
    const ended = Math.min(items, left);
    left -= ended;
    const { rows: before, totalRows } = tables.get(table) ?? { rows: 0, totalRows: 0 };
    const ofTable = Math.round((rows * ended) / items);
    tables.set(table, { rows: before + ofTable, totalRows: totalRows + rows });
  }
  return tables;
}

/** @returns none where the list is too long, or does not say how many rows there are */
async function readList(store: ObjectStore, key: string): Promise<readonly Stretch[]> {
  const { bytes = 0 } = (await store.head(key)) ?? {};
  if (bytes > LONGEST_LIST) return [];
  const stretches: { table: string; items: number; rows: number }[] = [];
  for await (const line of createInterface({ input: Readable.from(store.read(key)) })) {
    const { table, rowCount } = JSON.parse(line) as { table: string; rowCount: number | null };
    if (rowCount === null) continue;
    const last = stretches.at(-1);
    if (last?.table !== table) stretches.push({ table, items: 1, rows: rowCount });
    else Object.assign(last, { items: last.items + 1, rows: last.rows + rowCount });
  }
  return stretches;
}
