import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { filesIn } from '../cli/testing/run-cli.ts';
import { isRunning } from '../environments/process-identity.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { buildRun, failureOf, provisionRun } from './testing/build-run.ts';
import { openHarness, type TaskProcess } from './testing/task-harness.ts';

const USERS = {
  key: 'id',
  columns: {
    id: { generator: 'uuid' },
    name: { generator: 'person.fullName', nulls: 0.1 },
  },
};

const tables = {
  users: { ...USERS, rows: 300_000 },
  notes: {
    rows: 1000,
    key: 'id',
    columns: {
      id: 'sequence',
      user_id: { references: 'users.id' },
      // A document: its table travels as text.
      facts: { generator: 'object', fields: { a: { generator: 'number.int', min: 1, max: 9 } } },
    },
  },
};

describePostgres('delivering to a server by tasks', () => {
  const postgres = usePostgres();
  const databases = async (): Promise<string[]> => {
    const rows = await postgres.sql<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'rowmill%'",
    );
    return rows.map(({ datname }) => datname);
  };
  afterEach(async () => expect(await databases()).toEqual([]));

  const request = (isolation: string) => ({
    name: 'server',
    tables,
    environments: { qa: { targets: [{ kind: 'postgres', url: 'env:QA_URL', isolation }] } },
  });

  it.each(['database', 'schema', 'none'])(
    'takes each shard in once, whoever sends it how often (isolation %s)',
    async (isolation) => {
      const environment = { QA_URL: postgres.server.url };
      const harness = openHarness();
      await harness.addRun('run', request(isolation));
      const open = (): TaskProcess => harness.process({ environment });
      await buildRun(harness, open(), 'run');
      const deliveries = await provisionRun(harness, open());
      expect(deliveries.map(({ table, shard }) => [table, shard])).toEqual([
        ['users', 0],
        ['users', 1],
        ['notes', 0],
      ]);
      expect(await provisionRun(harness, open())).toEqual(deliveries);
      // Several processes send the same at the same time, and none of them remembers what was sent.
      const processes = [open(), open(), open()];
      await Promise.all(
        processes.flatMap((process) =>
          deliveries.map((delivery) => process.call('rowmill-deliver-shard', 'run', delivery)),
        ),
      );
      const summary = 'keys and references hold, contents read back and equal';
      expect(await open().call('rowmill-set-up', 'run')).toEqual({ summary });
      expect(await open().call('rowmill-set-up', 'run')).toEqual({ summary });
      const left = await postgres.sql(
        "SELECT FROM pg_class WHERE relname LIKE 'rowmill_deliveries%'",
      );
      expect(left).toEqual([]);
      const removed = await open().call('rowmill-clean-up', 'run', { failed: false });
      expect(removed).toMatchObject({ removed: isolation === 'none' ? 2 : 1 });
    },
  );

  it('does not send what has arrived, though nobody has noted it', async () => {
    const environment = { QA_URL: postgres.server.url };
    const harness = openHarness();
    await harness.addRun('run', request('database'));
    const process = harness.process({ environment });
    await buildRun(harness, process, 'run');
    const deliveries = await provisionRun(harness, process);
    for (const delivery of deliveries) await process.call('rowmill-deliver-shard', 'run', delivery);
    // As if every process had been killed between the commit and its note.
    const notes = filesIn(join(harness.directory, '.rowmill/runs/run/deliveries'));
    expect(notes).toHaveLength(3);
    for (const note of notes) await harness.store.delete(`runs/run/deliveries/${note}`);
    const later = harness.process({ environment });
    for (const delivery of deliveries) await later.call('rowmill-deliver-shard', 'run', delivery);
    await later.call('rowmill-set-up', 'run');
    const [database = ''] = await databases();
    const [count] = await postgres.sql<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM users',
      database,
    );
    expect(count?.rows).toBe(300_000);
    await later.call('rowmill-clean-up', 'run', { failed: false });
  });

  it('takes over and removes a database whose maker was killed before it could mark it', async () => {
    const environment = { QA_URL: postgres.server.url };
    const harness = openHarness();
    await harness.addRun('run', request('database'));
    const process = harness.process({ environment });
    await buildRun(harness, process, 'run');
    await process.call('rowmill-provision', 'run');
    const [database = ''] = await databases();
    const halfMade = async (): Promise<void> => {
      await postgres.sql(`COMMENT ON DATABASE ${database} IS NULL`);
      await postgres.sql(`ALTER DATABASE ${database} CONNECTION LIMIT 0`);
      const file = join(harness.directory, '.rowmill/runs/run/environments.json');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('"isProvisioned": true', '"isProvisioned": false'));
    };
    await halfMade();
    await provisionRun(harness, harness.process({ environment }));
    expect(await databases()).toEqual([database]);
    await halfMade();
    await harness.process({ environment }).call('rowmill-clean-up', 'run', { failed: true });
  });

  it('refuses to set up a target that was sent something else', async () => {
    const environment = { QA_URL: postgres.server.url };
    const harness = openHarness();
    await harness.addRun('run', request('database'));
    const process = harness.process({ environment });
    await buildRun(harness, process, 'run');
    const [first, ...others] = await provisionRun(harness, process);
    for (const delivery of others) await process.call('rowmill-deliver-shard', 'run', delivery);
    const wrong = { ...first, firstRow: 1, rowCount: 1000 };
    await process.call('rowmill-deliver-shard', 'run', wrong);
    expect(await failureOf(process.call('rowmill-set-up', 'run'))).toBe('TargetError');
    await process.call('rowmill-clean-up', 'run', { failed: true });
  });
});

describePostgres('delivering to a throw-away server by tasks', () => {
  it('goes on with the server of another process, and starts anew when it is gone', async () => {
    const harness = openHarness();
    await harness.addRun('run', {
      name: 'own',
      tables: { users: { ...USERS, rows: 1000 } },
      environments: { qa: { targets: [{ kind: 'postgres', embedded: true }] } },
    });
    const first = harness.process();
    await buildRun(harness, first, 'run');
    const deliveries = await provisionRun(harness, first);
    const folder = async (): Promise<string> => {
      const text = await readFile(
        join(harness.directory, '.rowmill/runs/run/environments.json'),
        'utf8',
      );
      expect(text).not.toContain('password');
      return JSON.parse(text).environments[0].servers[0];
    };
    const server = await folder();
    const second = harness.process();
    for (const delivery of deliveries) await second.call('rowmill-deliver-shard', 'run', delivery);
    await harness.process().call('rowmill-set-up', 'run');

    const { adoptPostgres } = await import('../postgres/adopt-server.ts');
    await (await adoptPostgres(server))?.stop();
    expect(await adoptPostgres(server)).toBeUndefined();
    const third = harness.process();
    expect(await failureOf(third.call('rowmill-set-up', 'run'))).toBe('EnvironmentLostError');
    const anew = await provisionRun(harness, third);
    expect(await folder()).not.toBe(server);
    for (const delivery of anew) await third.call('rowmill-deliver-shard', 'run', delivery);
    await third.call('rowmill-set-up', 'run');
    expect(await third.call('rowmill-clean-up', 'run', { failed: false })).toMatchObject({
      removed: 2,
    });
    expect(existsSync(await folder())).toBe(false);
  });

  it('removes what is left of a server that was killed', async () => {
    const harness = openHarness();
    await harness.addRun('run', {
      name: 'own',
      tables: { users: { ...USERS, rows: 100 } },
      environments: { qa: { targets: [{ kind: 'postgres', embedded: true }] } },
    });
    const first = harness.process();
    await buildRun(harness, first, 'run');
    await provisionRun(harness, first);
    const text = await readFile(
      join(harness.directory, '.rowmill/runs/run/environments.json'),
      'utf8',
    );
    const server = JSON.parse(text).environments[0].servers[0];
    const { pid } = JSON.parse(await readFile(join(server, 'connection.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
    const clean = () => harness.process().call('rowmill-clean-up', 'run', { failed: true });
    expect(await clean()).toMatchObject({ skipped: false });
    expect(existsSync(server)).toBe(false);
    expect(filesIn(join(harness.directory, '.rowmill/environments'))).toEqual([]);
    expect(await clean()).toMatchObject({ skipped: false });
  });
});
