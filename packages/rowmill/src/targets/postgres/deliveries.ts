import type { TableShape } from '@rowmill/core';
import { isSameObject, leaseMarker } from '../../environments/lease.ts';
import { quoteLiteral } from '../../postgres/identifiers.ts';
import type { Session } from '../../postgres/session.ts';
import { markerOf } from './marked-objects.ts';
import { tableObject } from './place.ts';
import type { Provision } from './provision.ts';
import { qualified } from './table-statements.ts';

/**
 * The table of shards that have arrived, beside the tables that they are in. A shard and its row go in by one
 * transaction: whoever sends the shard again finds it there, however the sender before ended.
 */
const NAME = 'rowmill_deliveries';

/** Its name, where none of the tables has it. */
export function deliveriesTable(tables: readonly Pick<TableShape, 'name'>[]): string {
  let name = NAME;
  while (tables.some((table) => table.name === name)) name += '_';
  return name;
}

/** SQL that creates it. @param table qualified, in quotes */
function deliveriesDefinition(table: string): string {
  return `CREATE TABLE ${table} (
    delivered_table text, shard bigint, rows bigint, digest text, PRIMARY KEY (delivered_table, shard))`;
}

/** Makes the table, empty, on record first where it is among the tables of others. */
export async function createDeliveries(
  session: Session,
  schema: string,
  name: string,
  { place, lease, fail }: Provision,
): Promise<void> {
  const table = qualified(schema, name);
  if (place.isolation === 'none') {
    const object = tableObject(place, schema, name);
    const isOnRecord = lease.objects.some((known) => isSameObject(known, object));
    const found = await markerOf(session, object);
    if (found !== undefined && !isOnRecord)
      throw fail(
        `the table "${name}" is there already and not ours - move it, or use isolation: schema`,
      );
    await lease.record([object]);
  }
  await session.query(`BEGIN;
    DROP TABLE IF EXISTS ${table};
    ${deliveriesDefinition(table)};
    COMMENT ON TABLE ${table} IS ${quoteLiteral(leaseMarker(lease))};
    COMMIT`);
}

export async function dropDeliveries(
  session: Session,
  schema: string,
  name: string,
  { place, lease }: Provision,
): Promise<void> {
  await session.query(`DROP TABLE IF EXISTS ${qualified(schema, name)}`);
  if (place.isolation === 'none') await lease.forget([tableObject(place, schema, name)]);
}

/** What a shard came to when it arrived. */
export interface DeliveredRows {
  readonly rows: number;
  /** 16 hexadecimal digits; see `createRowDigest`. */
  readonly digest: string;
}

/** A shard of a table, as the table of deliveries has it. */
export interface DeliveryKey {
  /** Qualified, in quotes. */
  readonly deliveries: string;
  readonly table: string;
  readonly shard: number;
}

/**
 * Begins the transaction that takes a shard in. Waits while another one takes in the same.
 *
 * @returns the shard as it arrived before, if it did: then there is no transaction
 */
export async function beginDelivery(
  session: Session,
  { deliveries, table, shard }: DeliveryKey,
): Promise<DeliveredRows | undefined> {
  await session.query('BEGIN');
  const claimed = await session.query(
    `INSERT INTO ${deliveries} VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING shard`,
    [table, shard],
  );
  if (claimed.length > 0) return undefined;
  const [found] = await session.query<{ rows: string; digest: string }>(
    `SELECT rows::text, digest FROM ${deliveries} WHERE delivered_table = $1 AND shard = $2`,
    [table, shard],
  );
  await session.query('COMMIT');
  return found && { rows: Number(found.rows), digest: found.digest };
}

/** Ends it: shard and note of it are there together from now on. */
export async function commitDelivery(
  session: Session,
  { deliveries, table, shard }: DeliveryKey,
  { rows, digest }: DeliveredRows,
): Promise<void> {
  await session.query(
    `UPDATE ${deliveries} SET rows = $3, digest = $4 WHERE delivered_table = $1 AND shard = $2`,
    [table, shard, rows, digest],
  );
  await session.query('COMMIT');
}
