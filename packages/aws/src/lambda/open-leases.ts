import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LeaseHolder, LedgerStore } from 'rowmill/engine';
import { createDynamoLedgers, LEASE_REQUEST_ATTEMPTS } from '../leases/dynamo-ledgers.ts';

/** @param holder who takes leases: all functions of a run are one */
export function openLeases(table: string, holder: LeaseHolder): LedgerStore {
  const client = new DynamoDBClient({ maxAttempts: LEASE_REQUEST_ATTEMPTS });
  return createDynamoLedgers({ client, table, holder });
}
