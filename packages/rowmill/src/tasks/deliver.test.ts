import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { filesIn } from '../cli/testing/run-cli.ts';
import { ownIdentity } from '../environments/process-identity.ts';
import type { Delivery } from '../stages/deliver-shard.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { buildRun, linesOf } from './testing/build-run.ts';
import {
  errorName,
  openHarness,
  type TaskHarness,
  type TaskProcess,
} from './testing/task-harness.ts';

const tables = {
  users: {
    rows: 300_000,
    key: 'id',
    columns: {
      id: { generator: 'uuid' },
      name: { generator: 'person.fullName', nulls: 0.1 },
    },
  },
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

interface Provisioned {
  readonly deliveries: { readonly bucket: string; readonly key: string };
  readonly deliveryCount: number;
  readonly rows: number;
}

const failureOf = (work: Promise<unknown>): Promise<string> => work.then(() => '', errorName);

async function provision(harness: TaskHarness, process: TaskProcess): Promise<Delivery[]> {
  const made = (await process.call('rowmill-provision', 'run')) as unknown as Provisioned;
  const deliveries = await linesOf<Delivery>(harness, made.deliveries);
  expect(deliveries).toHaveLength(made.deliveryCount);
  return deliveries;
}

const ledgers = ({ directory }: TaskHarness): string[] =>
  filesIn(directory).filter((file) => /environments\/[^/]*\.json$/.test(file));

describe('delivering to a folder by tasks', () => {
  const request = {
    name: 'files',
    tables: { users: { ...tables.users, rows: 1000 } },
    environments: { qa: { targets: [{ kind: 'directory', path: 'out/deep', format: 'csv' }] } },
  };

  it('gives the same files however often and by whomever each task is called', async () => {
    const harness = openHarness();
    await harness.addRun('run', request);
    await buildRun(harness, harness.process(), 'run');
    const first = await provision(harness, harness.process());
    const again = await provision(harness, harness.process());
    expect(again).toEqual(first);
    const [delivery] = first;
    const sent = await harness.process().call('rowmill-deliver-shard', 'run', delivery);
    expect(sent).toEqual({ rows: 1000 });
    const file = join(harness.directory, 'out/deep/users.csv');
    const bytes = readFileSync(file);
    expect(await harness.process().call('rowmill-deliver-shard', 'run', delivery)).toEqual(sent);
    expect(readFileSync(file)).toEqual(bytes);
    // What a killed process left of the file is no obstacle to the removal of the folder.
    await writeFile(`${file}.unfinished`, 'half');
    for (let time = 0; time < 2; time++) {
      expect(await harness.process().call('rowmill-set-up', 'run')).toEqual({
        summary: 'files complete',
      });
    }
    const removed = await harness.process().call('rowmill-clean-up', 'run', { failed: false });
    expect(removed).toEqual({
      removed: 3,
      skipped: false,
      summary: '3 things removed, nothing left',
    });
    expect(existsSync(join(harness.directory, 'out'))).toBe(false);
    expect(ledgers(harness)).toEqual([]);
    expect(await harness.process().call('rowmill-clean-up', 'run', { failed: false })).toEqual(
      removed,
    );
  });

  it('keeps what the request says is to stay', async () => {
    const harness = openHarness();
    await harness.addRun('run', { ...request, cleanup: 'on-success' });
    const process = harness.process();
    await buildRun(harness, process, 'run');
    for (const delivery of await provision(harness, process))
      await process.call('rowmill-deliver-shard', 'run', delivery);
    expect(await process.call('rowmill-clean-up', 'run', { failed: true })).toEqual({
      removed: 0,
      skipped: true,
      summary: 'the request keeps its environments (cleanup: on-success)',
    });
    expect(ledgers(harness)).toHaveLength(1);
    await process.call('rowmill-clean-up', 'run', { failed: false });
    expect(ledgers(harness)).toEqual([]);
  });

  it('notices that another run has removed its environment, and makes it again', async () => {
    const harness = openHarness();
    for (const run of ['run', 'other']) await harness.addRun(run, request);
    const first = harness.process();
    await buildRun(harness, first, 'run');
    const [delivery] = await provision(harness, first);
    await first.call('rowmill-deliver-shard', 'run', delivery);
    // As a run finds it whose predecessor was killed.
    const ledger = join(harness.directory, '.rowmill/environments/qa.json');
    const held = JSON.parse(await readFile(ledger, 'utf8'));
    const gone = { ...ownIdentity(), pid: 2 ** 22 - 1, started: '' };
    await writeFile(ledger, JSON.stringify({ ...held, process: gone }));
    const other = harness.process();
    await buildRun(harness, other, 'other');
    await other.call('rowmill-provision', 'other');

    const second = harness.process();
    expect(await failureOf(second.call('rowmill-set-up', 'run'))).toBe('EnvironmentLostError');
    expect(await failureOf(second.call('rowmill-provision', 'run'))).toBe('EnvironmentBusyError');
    await other.call('rowmill-clean-up', 'other', { failed: false });
    const anew = await provision(harness, second);
    expect(await failureOf(second.call('rowmill-set-up', 'run'))).toBe('EnvironmentLostError');
    for (const one of anew) await second.call('rowmill-deliver-shard', 'run', one);
    await second.call('rowmill-set-up', 'run');
    await second.call('rowmill-clean-up', 'run', { failed: false });
    expect(existsSync(join(harness.directory, 'out'))).toBe(false);
  });

  it('removes what a failed run had built, unless another one builds it too', async () => {
    const harness = openHarness();
    for (const run of ['run', 'other']) await harness.addRun(run, request);
    const process = harness.process();
    for (const run of ['run', 'other']) {
      await process.call('rowmill-plan', run);
      await process.call('rowmill-build-shard', run, {
        table: 'users',
        shard: 0,
        firstRow: 0,
        rowCount: 1000,
      });
    }
    const datasets = async (): Promise<string[]> =>
      readdir(join(harness.directory, '.rowmill/datasets'));
    expect(await datasets()).toHaveLength(2);
    await process.call('rowmill-clean-up', 'run', { failed: true });
    expect(await datasets()).toHaveLength(2);
    await process.call('rowmill-clean-up', 'other', { failed: true });
    expect(await datasets()).toEqual([]);
  });
});

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
      const deliveries = await provision(harness, open());
      expect(deliveries.map(({ table, shard }) => [table, shard])).toEqual([
        ['users', 0],
        ['users', 1],
        ['notes', 0],
      ]);
      expect(await provision(harness, open())).toEqual(deliveries);
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
    const deliveries = await provision(harness, process);
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
    await provision(harness, harness.process({ environment }));
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
    const [first, ...others] = await provision(harness, process);
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
      tables: { users: { ...tables.users, rows: 1000 } },
      environments: { qa: { targets: [{ kind: 'postgres', embedded: true }] } },
    });
    const first = harness.process();
    await buildRun(harness, first, 'run');
    const deliveries = await provision(harness, first);
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
    const anew = await provision(harness, third);
    expect(await folder()).not.toBe(server);
    for (const delivery of anew) await third.call('rowmill-deliver-shard', 'run', delivery);
    await third.call('rowmill-set-up', 'run');
    expect(await third.call('rowmill-clean-up', 'run', { failed: false })).toMatchObject({
      removed: 2,
    });
    expect(existsSync(await folder())).toBe(false);
  });
});
