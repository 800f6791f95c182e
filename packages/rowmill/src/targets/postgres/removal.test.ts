import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leaseMarker } from '../../environments/lease.ts';
import { sweep } from '../../environments/sweep.ts';
import { CleanUpError, NotOursError, TargetError } from '../../errors.ts';
import { startPostgres } from '../../postgres/server.ts';
import { only, useEnvironments } from '../../testing/environment.ts';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column, table } from '../../testing/shapes.ts';
import { areaRows, areas, loadRows, nodeRows, nodes, useTargets } from '../../testing/target.ts';
import { postgresRemover } from './remover.ts';
import { createPostgresTarget } from './target.ts';

describePostgres('removal from a server', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);
  const environments = useEnvironments();

  /** Everything on the server that an environment could have left. */
  async function contents(): Promise<readonly string[]> {
    const rows = await postgres.sql<{ name: string }>(
      `SELECT 'database ' || datname AS name FROM pg_database
       UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_t%'
       UNION ALL SELECT 'relation ' || oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace
       ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  it.each(['database', 'schema', 'none'] as const)(
    'leaves nothing of an environment with isolation %s',
    async (isolation) => {
      const before = await contents();
      const { target, lease } = await openTarget({ isolation });
      await target.provision([nodes, areas]);
      await loadRows(target, nodes, nodeRows);
      await loadRows(target, areas, areaRows);
      await target.finish([nodes, areas]);
      expect(await contents()).not.toEqual(before);
      const removed = await target.remove();
      expect(removed).toHaveLength(isolation === 'none' ? 2 : 1);
      expect(await contents()).toEqual(before);
      expect(lease.objects).toEqual([]);
      expect(await target.remove()).toEqual([]);
    },
  );

  it('removes a database that a hanging test still uses', async () => {
    const { target, database } = await openTarget();
    await target.provision([areas]);
    const hanging = postgres.sql('SELECT pg_sleep(60)', database).catch(() => 'cut');
    while (
      (await postgres.sql(`SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`))
        .length === 0
    );
    expect(await target.remove()).toEqual([expect.stringContaining(`database "${database}"`)]);
    expect(await hanging).toBe('cut');
  });

  it('never drops a database or schema without the marker of its lease', async () => {
    for (const isolation of ['database', 'schema'] as const) {
      for (const comment of ['NULL', "'production'", `'{"rowmill":1,"lease":"other"}'`]) {
        const { target, lease } = await openTarget({ isolation });
        await target.provision([areas]);
        const [object] = lease.objects;
        await postgres.sql(`COMMENT ON ${isolation} ${object?.name} IS ${comment}`);
        await expect(target.remove()).rejects.toThrow(NotOursError);
        expect(await contents()).toContain(`${isolation} ${object?.name}`);
        expect(lease.objects).toEqual([object]);
        await postgres.sql(`COMMENT ON ${isolation} ${object?.name} IS '${leaseMarker(lease)}'`);
        await target.remove();
      }
    }
  });

  it('does not provision into what it has not made', async () => {
    const { target, database } = await openTarget();
    await postgres.sql(`CREATE DATABASE ${database}`);
    await expect(target.provision([areas])).rejects.toThrow(NotOursError);
    expect(await target.remove()).toEqual([]);
    expect(await contents()).toContain(`database ${database}`);
    await postgres.sql(`DROP DATABASE ${database}`);
  });

  it('refuses tables that are there already, and never drops them', async () => {
    await postgres.sql('CREATE TABLE nodes (mine int); CREATE TABLE areas (mine int)');
    const { target } = await openTarget({ isolation: 'none' });
    const provision = target.provision([nodes, areas, table('free', [column('n', 'integer')])]);
    await expect(provision).rejects.toThrow(TargetError);
    await expect(provision).rejects.toThrow(
      /"nodes" is there already.*\n.*"areas" is there already/,
    );
    expect(await target.remove()).toEqual([]);
    expect(await contents()).toContain('relation nodes');
    await postgres.sql('DROP TABLE nodes, areas');
  });

  it('refuses tables of a lease that still runs, and replaces those of one that is over', async () => {
    const first = await openTarget({ isolation: 'none' });
    await first.target.provision([nodes, areas]);
    const second = await openTarget({ isolation: 'none' });
    await expect(second.target.provision([areas])).rejects.toThrow(/"areas" is leased by .* until/);
    const over = leaseMarker({ ...first.lease, expires: new Date(0).toISOString() });
    await postgres.sql(`COMMENT ON TABLE areas IS '${over}'; COMMENT ON TABLE nodes IS '${over}'`);
    await second.target.provision([nodes, areas]);
    expect(await first.target.remove()).toEqual([
      expect.stringContaining(`replaced by lease ${second.lease.id}`),
      expect.stringContaining(`replaced by lease ${second.lease.id}`),
    ]);
    expect(await contents()).toContain('relation nodes');
    expect(await second.target.remove()).toHaveLength(2);
  });

  it('goes on past a table whose marker is gone', async () => {
    const { target, lease } = await openTarget({ isolation: 'none' });
    await target.provision([nodes, areas]);
    await postgres.sql('COMMENT ON TABLE nodes IS NULL');
    const removal = target.remove();
    await expect(removal).rejects.toThrow(CleanUpError);
    await expect(removal).rejects.toThrow(/table "public"."nodes" is not removed/);
    expect(await contents()).not.toContain('relation areas');
    expect(lease.objects.map(({ name }) => name)).toEqual(['nodes']);
    await postgres.sql('DROP TABLE nodes');
    expect(await target.remove()).toEqual([expect.stringContaining('was gone already')]);
  });

  it('does not tear down what refers to its tables from outside', async () => {
    const { target } = await openTarget({ isolation: 'none' });
    await target.provision([nodes, areas]);
    await target.finish([nodes, areas]);
    await postgres.sql('CREATE TABLE outside (node bigint REFERENCES nodes)');
    await expect(target.remove()).rejects.toThrow(/other objects depend on them/);
    expect(await contents()).toContain('relation nodes');
    await postgres.sql('DROP TABLE outside');
    expect(await target.remove()).toHaveLength(2);
  });

  it('has everything on record before it exists, without the password', async () => {
    const { folder, ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers, name: 'a/b' });
    const url = postgres.server.url;
    const target = createPostgresTarget({ url, lease });
    await target.provision([areas]);
    const written = await readFile(join(folder, 'a%2Fb.json'), 'utf8');
    expect(JSON.parse(written).objects).toEqual([expect.objectContaining({ kind: 'database' })]);
    expect(written).not.toContain(postgres.server.address.password);
    await target.remove();
    await lease.close();
  });

  it('gives targets of one environment databases of their own', async () => {
    const lease = await environments.open();
    const url = postgres.server.url;
    const targets = [0, 1].map((index) => createPostgresTarget({ url, lease, index }));
    for (const target of targets) await target.provision([areas]);
    const [first, second] = targets.map((target) => target.describe());
    expect(first).not.toBe(second);
    const [kept, removed] = lease.objects;
    expect(await targets[1]?.remove()).toEqual([expect.stringContaining(`"${removed?.name}"`)]);
    expect(lease.objects).toEqual([kept]);
    expect(await targets[0]?.remove()).toHaveLength(1);
  });

  it('knows that what was on a throw-away server went with it', async () => {
    const { ledgers } = await environments.ledgers();
    const server = await startPostgres();
    const lease = await environments.open({ ledgers, leaseMs: 1000 });
    const { url, dataDirectory: serverFolder } = server;
    await createPostgresTarget({ url, lease, serverFolder }).provision([areas]);
    await server.stop();
    const removersOf = only({ postgres: postgresRemover([]) });
    const swept = await sweep({ ledgers, removersOf, now: new Date(Date.now() + 2000) });
    expect(swept.problems).toEqual([]);
    expect(swept.removed).toEqual([expect.stringContaining('went with its throw-away server')]);
  });

  it('is done by a sweep when the lease is over', async () => {
    const before = await contents();
    const { ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers, leaseMs: 1000 });
    for (const [index, isolation] of (['database', 'schema', 'none'] as const).entries()) {
      const target = createPostgresTarget({ url: postgres.server.url, lease, isolation, index });
      await target.provision([areas]);
    }
    const removersOf = only({ postgres: postgresRemover([postgres.server.url]) });
    expect(
      (await sweep({ ledgers, removersOf, now: new Date(Date.now() - 5000) })).removed,
    ).toEqual([]);
    const later = new Date(Date.now() + 2000);
    const { removed, problems } = await sweep({ ledgers, removersOf, now: later });
    expect(problems).toEqual([]);
    expect(removed).toHaveLength(3);
    expect(await contents()).toEqual(before);
    expect((await sweep({ ledgers, removersOf, now: later })).removed).toEqual([]);
  });
});
