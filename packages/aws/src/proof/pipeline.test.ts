import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectStore } from 'rowmill/engine';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openRunHarness } from '../../../rowmill/src/runner/testing/run-harness.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { type FunctionWorld, openFunctionWorld } from './testing/function-world.ts';

const SHOP = {
  name: 'shop',
  seed: 7,
  tables: {
    users: {
      rows: 150_000,
      columns: {
        id: { generator: 'uuid' },
        name: { generator: 'person.fullName' },
        email: { generator: 'internet.email', unique: true },
      },
      key: 'id',
    },
    orders: {
      rows: { per: 'users', count: { min: 0, max: 2 } },
      columns: {
        id: { generator: 'sequence' },
        user_id: { references: 'users.id' },
      },
      key: 'id',
    },
  },
};

const SIZING = { partsPerShard: 1, buildConcurrency: 3, deliveryConcurrency: 3 };

/** Digests of all stored parts, by their keys. */
async function partsOf(store: ObjectStore): Promise<Record<string, string>> {
  const parts: Record<string, string> = {};
  for (const { key } of await store.list('datasets/'))
    if (key.endsWith('.parquet'))
      parts[key] = createHash('sha256')
        .update(await store.get(key))
        .digest('hex');
  return parts;
}

/** The manifest without what depends on the hour and the machine. */
async function factsOf(store: ObjectStore): Promise<unknown> {
  const [manifest] = (await store.list('datasets/')).filter(({ key }) =>
    key.endsWith('/manifest.json'),
  );
  return JSON.parse(String(await store.get(manifest?.key ?? '')), (name, value) =>
    name === 'seconds' ? undefined : value,
  );
}

describeMoto('the pipeline by the handlers of Lambda', () => {
  const moto = useMoto();
  let world: FunctionWorld;
  beforeAll(async () => {
    world = await openFunctionWorld(moto(), join(tmpdir(), 'rowmill-proof'));
    for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value);
    // Lines for CloudWatch.
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await world.close();
  });

  test('makes the same bytes as on one machine', async () => {
    const run = await world.run(SHOP, { sizing: SIZING });
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    const embedded = openRunHarness();
    const { result } = await embedded.start(SHOP);
    expect(result.status).toBe('SUCCEEDED');
    const parts = await partsOf(world.store);
    expect(Object.keys(parts).length).toBeGreaterThan(4);
    expect(parts).toEqual(await partsOf(embedded.store));
    expect(await factsOf(world.store)).toEqual(await factsOf(embedded.store));
  });
});
