import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunReport, runFiles, runReference } from 'rowmill/engine';
import { expect, test } from 'vitest';
import { readAllCheckpoints, readAuditLines } from '../../../rowmill/src/audit/read-audit.ts';
import { readVerifier } from '../../../rowmill/src/audit/signing-key.ts';
import { verifyLog } from '../../../rowmill/src/audit/verify-log.ts';
import { verifyReport } from '../../../rowmill/src/compliance/verify-report.ts';
import { openRunHarness } from '../../../rowmill/src/runner/testing/run-harness.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { describePostgres, usePostgres } from '../../../rowmill/src/testing/postgres.ts';
import { callFunction } from './testing/call-function.ts';
import { manifestsOf, partsOf } from './testing/dataset-facts.ts';
import { fetchTrail } from './testing/fetch-trail.ts';
import { useFunctionWorld } from './testing/use-function-world.ts';

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

describeMoto('the pipeline by the handlers of Lambda', () => {
  const moto = useMoto();
  const world = useFunctionWorld(moto);

  test('makes the same bytes as on one machine', async () => {
    const run = await world().run(SHOP, { sizing: SIZING });
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    const embedded = openRunHarness();
    const { result } = await embedded.start(SHOP);
    expect(result.status).toBe('SUCCEEDED');
    const parts = await partsOf(world().store);
    expect(Object.keys(parts).length).toBeGreaterThan(4);
    expect(parts).toEqual(await partsOf(embedded.store));
    expect(await manifestsOf(world().store)).toEqual(await manifestsOf(embedded.store));
  });

  test('reports its stages from the history of the execution', async () => {
    const { id } = await world().run(SHOP, { sizing: SIZING });
    const report = await readRunReport(world().store, id);
    expect(report?.outcome).toBe('passed');
    expect(report?.stages.map(({ name, status }) => `${name} ${status}`)).toEqual(
      expect.arrayContaining(['plan passed', 'validate passed', 'clean up skipped']),
    );
  });

  test('finds the schemas that a request brings along, and tells which rows break them', async () => {
    const validation = { schemas: { users: './schemas/user.json' } };
    const schema = { type: 'object', properties: { email: { $ref: 'text.json' } } };
    const run = await world().run(
      { ...SHOP, name: 'strict', validation },
      {
        files: {
          'schemas/user.json': JSON.stringify(schema),
          'schemas/text.json': '{"type":"string","maxLength":3}',
        },
      },
    );
    expect(run).toMatchObject({ status: 'FAILED', error: 'QualityGateError' });
    expect(run.cause).toMatch(/^\d+ of \d+ checks failed/);
  });

  test('answers a call that comes again as it did before', async () => {
    const { id } = await world().prepare({ ...SHOP, name: 'again' }, { sizing: SIZING });
    const run = { ...runReference(id), bucket: world().bucket };
    const plan = await world().functionOf('PlanFunctionArn');
    const build = await world().functionOf('BuildShardFunctionArn');
    const shard = { run, table: 'users', shard: 1, firstRow: 65_536, rowCount: 65_536 };
    expect(await callFunction(plan, { run })).toEqual(await callFunction(plan, { run }));
    const first = await callFunction(build, shard);
    expect(first).toMatchObject({ rows: 65_536 });
    expect(await callFunction(build, shard)).toEqual(first);
  });

  test('leaves nothing of a run on its disk when it works for another one', async () => {
    const plan = await world().functionOf('PlanFunctionArn');
    const scratch = join(tmpdir(), 'rowmill', 'plan');
    const runs: string[] = [];
    for (const name of ['one', 'other']) {
      const files = { 'note.txt': name };
      const { id } = await world().prepare({ ...SHOP, name }, { files });
      await callFunction(plan, { run: { ...runReference(id), bucket: world().bucket } });
      runs.push(id);
    }
    expect(readdirSync(scratch)).toContain(runs[1]);
    expect(readdirSync(scratch)).not.toContain(runs[0]);
  });

  test('stops where somebody wished so, and cleans up', async () => {
    const { id } = await world().prepare({ ...SHOP, name: 'stopped' });
    await world().store.put(`${runFiles(id).inbox}/stop.json`, '{"reason":"stopped by a test"}');
    const run = { ...runReference(id), bucket: world().bucket };
    const plan = await world().functionOf('PlanFunctionArn');
    const cleanUp = await world().functionOf('CleanUpFunctionArn');
    await expect(callFunction(plan, { run })).rejects.toMatchObject({ error: 'RunStoppedError' });
    await expect(callFunction(cleanUp, { run, failed: true })).resolves.toMatchObject({
      skipped: true,
    });
  });

  test('ends its work before Lambda ends the function, and says why', async () => {
    const { id } = await world().prepare({ ...SHOP, name: 'late' });
    const run = { ...runReference(id), bucket: world().bucket };
    const plan = await world().functionOf('PlanFunctionArn');
    await expect(callFunction(plan, { run }, { timeoutMs: 1 })).rejects.toMatchObject({
      error: 'FunctionTimeoutError',
    });
  });

  test('refuses runs of another bucket, and names that are no runs', async () => {
    const plan = await world().functionOf('PlanFunctionArn');
    const run = { id: '../x', bucket: 'other', prefix: 'runs/x' };
    const failure = await callFunction(plan, { run }).catch((error: Error) => error.message);
    expect(failure).toMatch(/run\.id/);
    expect(failure).toMatch(/run\.bucket/);
    expect(failure).toMatch(/run\.prefix/);
  });

  describePostgres('with a server as its target', () => {
    const postgres = usePostgres();

    test('the secret of the target leads to it, all rows arrive, and nothing is left', async () => {
      const password = randomBytes(8).toString('hex');
      const before = await postgres.sql<{ count: string }>('SELECT count(*) FROM pg_database');
      await world().putSecret('targets', 'SHOP_URL', postgres.urlOf('postgres'));
      await world().putSecret('sources', 'SHOP_URL', `postgres://nobody:${password}@nowhere/`);
      const target = { kind: 'postgres', url: 'env:SHOP_URL' };
      const environments = { qa: { targets: [target] } };
      const run = await world().run({ ...SHOP, environments }, { sizing: SIZING });
      expect(run).toMatchObject({ status: 'SUCCEEDED' });
      const report = await readRunReport(world().store, run.id);
      expect(report?.environments[0]?.targets[0]).toMatchObject({
        verified: 'content',
        tables: ['users', 'orders'],
      });
      expect(report?.environments[0]?.removed.length).toBeGreaterThan(0);
      const after = await postgres.sql<{ count: string }>('SELECT count(*) FROM pg_database');
      expect(after).toEqual(before);
    });

    test('a source is masked with the secrets of its own class, as on one machine', async () => {
      await postgres.sql('CREATE TABLE people (id int PRIMARY KEY, name text, email text)');
      await postgres.sql(
        "INSERT INTO people SELECT n, 'Ann ' || n, 'ann' || n || '@corp.test' FROM generate_series(1, 5000) n",
      );
      const key = randomBytes(32).toString('hex');
      const url = postgres.urlOf('postgres');
      await world().putSecret('sources', 'LIVE_URL', url);
      await world().putSecret('keys', 'MASK_KEY', key);
      const { privateKey } = generateKeyPairSync('ed25519');
      const signingKey = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
      await world().putSecret('audit', 'SIGN_KEY', signingKey);
      const request = {
        name: 'masked',
        masking: { key: 'env:MASK_KEY', audit: { signingKey: 'env:SIGN_KEY' } },
        tables: {
          people: {
            source: { kind: 'postgres', url: 'env:LIVE_URL', table: 'people' },
            columns: { id: 'keep', name: 'fake.person', email: 'hash.hmac' },
          },
        },
      };
      const run = await world().run(request);
      expect(run).toMatchObject({ status: 'SUCCEEDED' });
      const embedded = openRunHarness();
      const environment = { LIVE_URL: url, MASK_KEY: key, SIGN_KEY: signingKey };
      const { result } = await embedded.start(request, { world: embedded.world({ environment }) });
      expect(result.status).toBe('SUCCEEDED');
      const parts = await partsOf(embedded.store);
      expect(Object.keys(parts)).toHaveLength(1);
      expect(await partsOf(world().store)).toMatchObject(parts);

      const folder = await fetchTrail(world().store, run.id);
      const verifier = await readVerifier(join(folder, 'key.pub'));
      const lines = await readAuditLines(folder);
      const checkpoints = await readAllCheckpoints(folder, []);
      const checked = verifyLog(lines, checkpoints, verifier);
      expect(checked).toMatchObject({ uncovered: 0, findings: [] });
      const actions = lines.lines.map(({ record }) => record?.action);
      expect(new Set(actions)).toEqual(
        new Set([
          'source.open',
          'key.use',
          'plan.accept',
          'source.read',
          'gate.decide',
          'report.write',
        ]),
      );
      expect(await verifyReport(join(folder, 'compliance.json'), verifier, lines)).toEqual([]);
      const all = readFileSync(join(folder, 'log.ndjson'), 'utf8');
      expect(all).not.toMatch(/Ann \d|corp\.test|BEGIN PRIVATE/);
      expect(all).not.toContain(key);
    });

    test('a secret that is missing is told by its name in Secrets Manager', async () => {
      const target = { kind: 'postgres', url: 'env:NO_SUCH_URL' };
      const environments = { qa: { targets: [target] } };
      const run = await world().run({ ...SHOP, environments });
      expect(run).toMatchObject({ status: 'FAILED', error: 'SecretError' });
      expect(run.cause).toContain('rowmill/proof/targets/NO_SUCH_URL');
    });
  });
});
