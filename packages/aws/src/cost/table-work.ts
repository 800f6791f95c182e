import type { MeasuredTable } from 'rowmill/engine';
import type { Quotas } from './quotas.ts';
import type { Rates } from './rates.ts';
import { PART_ROWS, partsOf } from './workload.ts';

/** Seconds of a Lambda vCPU for so many of a core of the machine that measured. */
export const onLambda = (seconds: number, { lambdaSpeed }: Rates): number => seconds / lambdaSpeed;

/** Seconds in which a function sends, or receives, some objects; a few of them at a time. */
export function transferSeconds(
  bytes: number,
  requests: number,
  rates: Rates,
  { networkBurst, networkBytes }: Quotas,
): number {
  const latency =
    (Math.ceil(requests / rates.requestsAtOnce) * (rates.putSeconds + rates.getSeconds)) / 2;
  const computed = onLambda(bytes / rates.transferBytes, rates);
  return latency + Math.max(computed, Math.max(0, bytes - networkBurst) / networkBytes);
}

/** Seconds of one vCPU in which a row is made, or read and masked, and stored. */
export function rowSeconds({ secondsPerRow, columns }: MeasuredTable, rates: Rates): number {
  return onLambda(secondsPerRow ?? columns * rates.maskSeconds, rates);
}

/** One shard of a table: how much it is, and how long one function takes for it. */
export interface ShardWork {
  readonly parts: number;
  readonly seconds: number;
  /** Bytes of the parts and keys that lie below `/tmp` before they are stored. */
  readonly bytes: number;
}

/** The largest shard of a table. */
export function shardWork(
  table: MeasuredTable,
  partsPerShard: number,
  rates: Rates,
  quotas: Quotas,
): ShardWork {
  const { rows, storedBytesPerRow, keyBytes, origin } = table;
  // Only the source knows its rows: a masked table is one shard.
  const parts = origin === 'masked' ? partsOf(rows) : Math.min(partsPerShard, partsOf(rows));
  const shardRows = Math.min(rows, parts * PART_ROWS);
  const keys = keyBytes.reduce((sum, one) => sum + one, 0);
  const bytes = shardRows * (storedBytesPerRow + keys);
  const requests = parts + keyBytes.length + 1;
  return {
    parts,
    seconds: shardRows * rowSeconds(table, rates) + transferSeconds(bytes, requests, rates, quotas),
    bytes,
  };
}

/** Shards that a table is divided into. */
export const shardsOf = ({ rows, origin }: MeasuredTable, partsPerShard: number): number =>
  origin === 'masked' ? 1 : Math.max(1, Math.ceil(partsOf(rows) / partsPerShard));
