import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type LedgerDraft, LedgerError } from 'rowmill/engine';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvironment } from '../../../rowmill/src/environments/environment.ts';
import { describeLedgerStore } from '../../../rowmill/src/testing/describe-ledger-store.ts';
import { only } from '../../../rowmill/src/testing/environment.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { LEASE_TABLE } from '../deployment.ts';
import { createDynamoLedgers } from './dynamo-ledgers.ts';
import { createLeaseTable, type TestLeaseTable } from './testing/lease-table.ts';

const HOUR = 3_600_000;
const HOLDER = { run: '20261122-1' };

const DRAFT: LedgerDraft = {
  environment: 'qa',
  lease: 'one',
  owner: 'ada',
  holder: HOLDER,
  created: '2026-11-22T00:00:00.000Z',
  expires: '2026-11-22T01:00:00.000Z',
  objects: [],
  urlReferences: [],
};

const objects = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    target: 'postgres',
    kind: 'table',
    name: `table_${index}`,
    place: { host: 'db', port: 5432, user: 'ada', database: 'qa', schema: 'public' },
  }));

describeMoto('leases in DynamoDB', () => {
  const moto = useMoto();
  let leases: TestLeaseTable;
  beforeEach(async () => {
    leases = await createLeaseTable(moto());
  });
  afterEach(() => leases.remove());

  const open = (changes: Partial<TestLeaseTable> = {}) =>
    createDynamoLedgers({ ...leases, holder: HOLDER, ...changes });
  const put = (Item: Record<string, { S: string } | { N: string }>) =>
    leases.client.send(new PutItemCommand({ TableName: leases.table, Item }));
  const stored = async () => {
    const Key = { [LEASE_TABLE.key]: { S: 'qa' } };
    const input = { TableName: leases.table, Key, ConsistentRead: true };
    return (await leases.client.send(new GetItemCommand(input))).Item;
  };

  describeLedgerStore('DynamoDB', {
    open,
    damage: async (environment) => {
      await put({ [LEASE_TABLE.key]: { S: environment }, lease: { S: 'first' } });
    },
  });

  it('lists more environments than a page of the table holds', async () => {
    const padding = 'x'.repeat(300_000);
    const names = Array.from({ length: 8 }, (_, index) => `qa-${index}`);
    for (const name of names)
      await put({ [LEASE_TABLE.key]: { S: name }, padding: { S: padding } });
    expect(await open().list()).toEqual(names);
  });

  it('is forgotten a week after its lease while it lists nothing, and never while it does', async () => {
    const ledgers = open();
    const ledger = await ledgers.create(DRAFT);
    const week = 7 * 24 * 3600;
    expect((await stored())?.[LEASE_TABLE.timeToLive]?.N).toBe(
      String(Date.parse(DRAFT.expires) / 1000 + week),
    );
    if (ledger !== undefined) await ledgers.replace({ ...ledger, objects: objects(1) });
    expect(await stored()).not.toHaveProperty(LEASE_TABLE.timeToLive);
  });

  it('takes a write for its own whose answer was lost', async () => {
    let sent = 0;
    const client = new DynamoDBClient(moto().client);
    // The first write arrives, and its answer does not: the SDK sends it again.
    client.middlewareStack.add(
      (next) => async (args) => {
        const isFirst = sent++ === 0;
        const answer = await next(args);
        if (!isFirst) return answer;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const ledgers = open({ client });
    const ledger = await ledgers.create(DRAFT);
    expect(ledger).toEqual({ ...DRAFT, revision: 1 });
    expect(sent).toBe(3);
    expect(await ledgers.create({ ...DRAFT, lease: 'two' })).toBeUndefined();
    client.destroy();
  });

  // Between 405,000 bytes and the limit, the emulator refuses what is left to the service.
  it.each([2950, 3500])('says which environment lists too many objects: %i', async (count) => {
    const ledgers = open();
    const ledger = await ledgers.create(DRAFT);
    if (ledger === undefined) throw new Error('there was one already');
    const most = await ledgers.replace({ ...ledger, objects: objects(2900) });
    const more = ledgers.replace({ ...most, objects: objects(count) });
    await expect(more).rejects.toThrow(LedgerError);
    await expect(more).rejects.toThrow(
      `environment qa: its ledger would list ${count} objects, more than the 409600 bytes`,
    );
    expect(await ledgers.read('qa')).toEqual(most);
  });

  it('says what is wrong with the table, the region or the credentials', async () => {
    const missing = open({ table: 'nowhere' });
    const works = [() => missing.list(), () => missing.read('qa'), () => missing.create(DRAFT)];
    for (const work of works)
      await expect(work()).rejects.toMatchObject({
        name: 'LedgerError',
        code: 'ResourceNotFoundException',
        place: expect.stringContaining('DynamoDB table nowhere'),
        message: expect.stringMatching(/deploy rowmill/),
      });
    const failing = async (name: string) => {
      const client = new DynamoDBClient({ ...moto().client, maxAttempts: 1 });
      client.middlewareStack.add(
        () => async () => {
          throw Object.assign(new Error('said so'), { name });
        },
        { step: 'finalizeRequest', priority: 'low' },
      );
      return open({ client })
        .read('qa')
        .catch((error: unknown) => error as LedgerError);
    };
    const expected = {
      AccessDeniedException: /table leases-\d+, environment qa: access is denied - the role needs/,
      ExpiredTokenException: /credentials are not valid - sign in/,
      CredentialsProviderError: /no credentials/,
      ThrottlingException: /asked again in vain - try again later/,
      TimeoutError: /TimeoutError: said so/,
    };
    for (const [code, message] of Object.entries(expected)) {
      const error = await failing(code);
      expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    }
  });

  it('never takes another run for gone, and says who it is', async () => {
    const ledgers = open();
    await openEnvironment({ ledgers, name: 'qa', leaseMs: HOUR, removersOf: only({}) });
    const ours = openEnvironment({ ledgers, name: 'qa', leaseMs: HOUR, removersOf: only({}) });
    await expect(ours).rejects.toThrow(
      `environment qa: rowmill on AWS (run ${HOLDER.run}) holds it until`,
    );
    expect(ledgers.isGone({ run: 'other' })).toBe(false);
    expect(ledgers.describeHolder({ run: 'other' })).toBe('run other');
  });
});
