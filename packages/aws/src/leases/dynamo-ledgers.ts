import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import {
  EnvironmentLostError,
  type LeaseHolder,
  type Ledger,
  type LedgerStore,
} from 'rowmill/engine';
import { LEASE_TABLE } from '../deployment.ts';
import {
  ATTRIBUTES,
  isSameWrite,
  itemOf,
  type LeaseItem,
  ledgerOf,
  tooLong,
} from './lease-item.ts';
import { ledgerFailure } from './ledger-failure.ts';

/** Tries of one request, with pauses that grow: a table on demand doubles what it takes within some seconds. */
export const LEASE_REQUEST_ATTEMPTS = 8;

const FIRST_REVISION = 1;

export interface DynamoLedgersOptions {
  /** With {@link LEASE_REQUEST_ATTEMPTS} as its `maxAttempts`. */
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Who takes leases here: `{ run: 'id' }`. All functions of a run are one holder. */
  readonly holder: LeaseHolder;
}

/**
 * Ledgers as items of a DynamoDB table, one for each environment. Every write has a condition, and every read is
 * consistent; there are no transactions, as one item is all that a write touches.
 */
export function createDynamoLedgers({ holder, ...place }: DynamoLedgersOptions): LedgerStore {
  const { client, table } = place;
  return {
    list: () => explained(place, undefined, () => listEnvironments(client, table)),
    read: (environment) =>
      explained(place, environment, async () => {
        const item = await readItem(place, environment);
        return item === undefined ? undefined : ledgerOf(item, table);
      }),
    async create(draft) {
      const ledger: Ledger = { ...draft, revision: FIRST_REVISION };
      return (await write(place, ledger, IS_ABSENT)) ? ledger : undefined;
    },
    async replace(ledger) {
      const next: Ledger = { ...ledger, revision: ledger.revision + 1 };
      if (await write(place, next, isStill(ledger))) return next;
      throw new EnvironmentLostError(ledger.environment, 'somebody else has changed its ledger');
    },
    async delete(ledger) {
      const { environment } = ledger;
      const input = { TableName: table, Key: keyOf(environment), ...isStill(ledger) };
      await explained(place, environment, () =>
        unlessRefused(() => client.send(new DeleteItemCommand(input))),
      );
    },
    // An item is there as a whole, or not at all.
    discardUnfinished: async () => {},
    // The account that a function works for has no name that says anything; the run leads to who started it.
    owner: () => 'rowmill on AWS',
    holder: () => holder,
    // Nobody can see from here whether another run still works: only the time of a lease counts.
    isGone: () => false,
    describeHolder: (other) =>
      Object.entries(other)
        .map(([kind, name]) => `${kind} ${name}`)
        .join(', '),
  };
}

type Place = Pick<DynamoLedgersOptions, 'client' | 'table'>;

async function readItem(
  { client, table }: Place,
  environment: string,
): Promise<LeaseItem | undefined> {
  const input = { TableName: table, Key: keyOf(environment), ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
}

/** @returns whether it was written */
async function write(place: Place, ledger: Ledger, condition: Condition): Promise<boolean> {
  const { client, table } = place;
  const { environment } = ledger;
  return explained(place, environment, async () => {
    const item = itemOf(ledger, table);
    const command = new PutItemCommand({ TableName: table, Item: item, ...condition });
    const isWritten = await unlessRefused(() => client.send(command)).catch((error: unknown) => {
      throw isTooLarge(error) ? tooLong(ledger, table) : error;
    });
    // A write whose answer was lost is tried again, and then refused because of itself.
    return isWritten || isSameWrite(await readItem(place, environment), item);
  });
}

async function explained<Value>(
  { table }: Place,
  environment: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  return work().catch((error: unknown) => {
    throw ledgerFailure(error, { table, ...(environment === undefined ? {} : { environment }) });
  });
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: LeaseItem;
}

const IS_ABSENT: Condition = {
  ConditionExpression: 'attribute_not_exists(#key)',
  ExpressionAttributeNames: { '#key': LEASE_TABLE.key },
};

function isStill({ lease, revision }: Ledger): Condition {
  return {
    ConditionExpression: '#lease = :lease AND #revision = :revision',
    ExpressionAttributeNames: {
      '#lease': ATTRIBUTES.lease,
      '#revision': ATTRIBUTES.revision,
    },
    ExpressionAttributeValues: { ':lease': { S: lease }, ':revision': { N: String(revision) } },
  };
}

const keyOf = (environment: string): LeaseItem => ({ [LEASE_TABLE.key]: { S: environment } });

/** @returns false where the condition does not hold */
async function unlessRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The service has the last word on what an item comes to. */
function isTooLarge(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === 'ValidationException' &&
    error.message.startsWith('Item size')
  );
}

async function listEnvironments(client: DynamoDBClient, table: string): Promise<readonly string[]> {
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      ProjectionExpression: '#key',
      ExpressionAttributeNames: { '#key': LEASE_TABLE.key },
    },
  );
  const names: string[] = [];
  for await (const { Items = [] } of pages)
    names.push(...Items.map((item) => item[LEASE_TABLE.key]?.S ?? ''));
  return names.toSorted();
}
