import {
  BillingMode,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  KeyType,
  ScalarAttributeType,
} from '@aws-sdk/client-dynamodb';
import type { Moto } from '../../../../rowmill/src/testing/start-moto.ts';
import { LEASE_TABLE } from '../../deployment.ts';

/** A table of leases in an emulator. */
export interface TestLeaseTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Deletes it with all its items. */
  remove(): Promise<void>;
}

let made = 0;

/** Creates a table as the stack does. */
export async function createLeaseTable({ client: options }: Moto): Promise<TestLeaseTable> {
  const client = new DynamoDBClient(options);
  const table = `leases-${made++}`;
  const key = LEASE_TABLE.key;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: [{ AttributeName: key, KeyType: KeyType.HASH }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: ScalarAttributeType.S }],
      BillingMode: BillingMode.PAY_PER_REQUEST,
    }),
  );
  return {
    client,
    table,
    async remove() {
      await client.send(new DeleteTableCommand({ TableName: table }));
      client.destroy();
    },
  };
}
