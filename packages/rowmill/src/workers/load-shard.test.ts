import { mergeDigests } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { deliveriesTable } from '../targets/postgres/deliveries.ts';
import { qualified } from '../targets/postgres/table-statements.ts';
import type { PostgresTarget } from '../targets/postgres/target.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { useTargets } from '../testing/target.ts';
import { type ComputedTable, computeTable } from '../testing/tuples.ts';
import { createControl } from './control.ts';
import type { LoadShardJob } from './jobs.ts';
import { createShardLoader } from './load-shard.ts';

const ROWS = 30_000;
const SHARDS = 3;

function jobsOf(target: PostgresTarget, { shape, program }: ComputedTable): LoadShardJob[] {
  const load = target.loadJob(shape, 'program');
  const rowCount = ROWS / SHARDS;
  return Array.from({ length: SHARDS }, (_, shard) => ({
    kind: 'load-shard',
    id: 'one',
    origin: { kind: 'program', program },
    range: { firstRow: shard * rowCount, rowCount },
    load,
    delivery: {
      deliveries: qualified(load.schema, deliveriesTable([shape])),
      table: shape.name,
      shard,
    },
    control: createControl().buffer,
  }));
}

describePostgres('a loader of shards', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);

  async function openTable() {
    const table = await computeTable(ROWS, { id: 'sequence', name: 'person.fullName' }, ['id']);
    const opened = await openTarget();
    await opened.target.provision([table.shape]);
    await opened.target.beginDeliveries([table.shape]);
    return { ...opened, shape: table.shape, jobs: jobsOf(opened.target, table) };
  }
  const connectionsTo = (database: string): Promise<object[]> =>
    postgres.sql(`SELECT pid FROM pg_stat_activity WHERE datname = '${database}'`);

  it('loads them over one connection, each once however often it is asked to', async () => {
    const { target, database, shape, jobs } = await openTable();
    const [first, second] = [createShardLoader(), createShardLoader()];
    const sent = [];
    for (const job of jobs) sent.push(await first.load(job));
    expect(await connectionsTo(database)).toHaveLength(1);
    for (const [shard, job] of jobs.entries()) expect(await second.load(job)).toEqual(sent[shard]);
    const [check] = await target.verify([
      { table: shape, origin: 'program', ...mergeDigests(sent) },
    ]);
    expect(check).toMatchObject({ matches: true, rows: ROWS });
    await target.remove();
  });

  it('takes a shard in once that two of them load at the same time', async () => {
    const { target, database, jobs } = await openTable();
    const racing = jobs.slice(0, 1).flatMap((job) => [job, job]);
    const sent = await Promise.all(racing.map((job) => createShardLoader().load(job)));
    expect(sent[1]).toEqual(sent[0]);
    const [row] = await postgres.sql<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM t',
      database,
    );
    expect(row?.rows).toBe(ROWS / SHARDS);
    await target.remove();
  });

  it('goes on with another connection after its own was lost', async () => {
    const { target, database, shape, jobs } = await openTable();
    const loader = createShardLoader();
    const sent = [];
    for (const job of jobs) {
      sent.push(await loader.load(job));
      await postgres.sql(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [check] = await target.verify([
      { table: shape, origin: 'program', ...mergeDigests(sent) },
    ]);
    expect(check).toMatchObject({ matches: true, rows: ROWS });
    await target.remove();
  });

  it('forgets what a shard that failed has left open', async () => {
    const { target, jobs } = await openTable();
    const loader = createShardLoader();
    const stopped = createControl();
    stopped.abort();
    for (const job of jobs) {
      await expect(loader.load({ ...job, control: stopped.buffer })).rejects.toThrow(
        'the run was stopped',
      );
      expect(await loader.load(job)).toMatchObject({ rows: ROWS / SHARDS });
    }
    await target.remove();
  });
});
