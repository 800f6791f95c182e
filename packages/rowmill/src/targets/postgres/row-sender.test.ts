import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { isRunning } from '../../environments/process-identity.ts';
import { TargetError } from '../../errors.ts';
import { startPostgres } from '../../postgres/server.ts';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column, table } from '../../testing/shapes.ts';
import { copyLines, loadRows, openLoad, useTargets } from '../../testing/target.ts';

const people = table('people', [column('id', 'integer'), column('name', 'string')]);

/** Lines that are far more than any buffer on the way. */
const bulk = copyLines(Array.from({ length: 20_000 }, (_, row) => [String(row), 'x'.repeat(80)]));

describePostgres('load into a table', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);

  async function count(database: string): Promise<number> {
    const [row] = await postgres.sql<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM people',
      database,
    );
    return row?.rows ?? -1;
  }

  it('gives the bytes back to the caller as soon as a write is done', async () => {
    const { target } = await openTarget();
    await target.provision([people]);
    const load = await openLoad(target.loadJob(people));
    const block = new Uint8Array(bulk.length);
    for (let round = 0; round < 5; round += 1) {
      block.set(bulk);
      await load.write(block);
      block.fill(0xff);
    }
    const sent = { table: people, ...(await load.close()) };
    expect(sent.rows).toBe(100_000);
    expect((await target.verify([sent]))[0]?.matches).toBe(true);
    await target.remove();
  });

  it('takes bytes that are cut anywhere', async () => {
    const { target } = await openTarget();
    await target.provision([people]);
    const whole = await loadRows(
      target,
      people,
      [
        ['1', 'größe\t\n'],
        ['2', null],
      ],
      1,
    ).catch((error) => error);
    expect(whole).toBeInstanceOf(TargetError);
    const bytes = copyLines([
      ['1', 'größe\t\n'],
      ['2', 'b'],
    ]);
    const load = await openLoad(target.loadJob(people));
    for (const byte of bytes) await load.write(Uint8Array.of(byte));
    const sent = { table: people, ...(await load.close()) };
    expect((await target.verify([sent]))[0]).toMatchObject({ matches: true, rows: 2 });
    await target.remove();
  });

  it('leaves no row when it is called off', async () => {
    const { target, database } = await openTarget();
    await target.provision([people]);
    const load = await openLoad(target.loadJob(people));
    await load.write(bulk);
    load.abort();
    load.abort();
    expect(await count(database)).toBe(0);
    await target.remove();
  });

  it('says line and column of a row that is refused, and not its value', async () => {
    const { target, database } = await openTarget();
    await target.provision([people]);
    const load = await openLoad(target.loadJob(people));
    const loading = (async () => {
      await load.write(
        copyLines([
          ['1', 'Ada'],
          ['secret', 'Grace'],
        ]),
      );
      await load.close();
    })();
    await expect(loading).rejects.toThrow(TargetError);
    await expect(loading).rejects.toThrow(
      /load of "people": invalid input syntax for type bigint \(COPY people, line 2, column id\)$/,
    );
    load.abort();
    expect(await count(database)).toBe(0);
    await target.remove();
  });

  it('ends with a word when its connection is cut in the middle', async () => {
    const { target, database } = await openTarget();
    await target.provision([people]);
    const load = await openLoad(target.loadJob(people));
    await load.write(bulk);
    await postgres.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
    await expect(writeForEver(load)).rejects.toThrow(/the connection was lost/);
    load.abort();
    expect(await count(database)).toBe(0);
    await target.remove();
  });

  it('ends with a word when the server dies in the middle', async () => {
    const server = await startPostgres();
    try {
      const { target, lease } = await openTarget({ url: server.url });
      await target.provision([people]);
      const load = await openLoad(target.loadJob(people));
      await load.write(bulk);
      const writing = writeForEver(load);
      process.kill(server.pid, 'SIGQUIT');
      await expect(writing).rejects.toThrow(TargetError);
      await expect(writing).rejects.toThrow(/127\.0\.0\.1.*the connection was lost/);
      while (isRunning(server.pid)) await sleep(10);
      await expect(target.finish([people])).rejects.toThrow(/no server answers there/);
      await expect(target.remove()).rejects.toThrow(TargetError);
      expect(lease.objects).toHaveLength(1);
    } finally {
      await server.stop();
    }
  });

  it('works with what goes to a worker thread', async () => {
    const { target } = await openTarget();
    await target.provision([people]);
    const job = target.loadJob(people);
    const received = await new Promise((resolve, reject) => {
      const code =
        "const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(workerData);";
      const worker = new Worker(code, { eval: true, workerData: job });
      worker.once('message', resolve).once('error', reject);
    });
    expect(received).toEqual(job);
    await target.remove();
  });

  it.each([
    [
      /\/\/postgres:[^@]*@/,
      '//postgres:wrong-word@',
      '28P01',
      /password for user "postgres" is wrong/,
    ],
    [/\/\/postgres:[^@]*@/, '//postgres@', '28P01', /wants a password for user "postgres"/],
    [/:\d+\/postgres/, ':1/postgres', 'ECONNREFUSED', /127\.0\.0\.1:1\/.* no server answers there/],
    [/\/postgres$/, '/nowhere', '3D000', /database "nowhere" does not exist/],
    [
      /127\.0\.0\.1/,
      'no-such-host.invalid',
      undefined,
      /host "no-such-host.invalid" is unknown|looked up/,
    ],
  ])('says why it cannot reach the server (%s)', async (part, replacement, code, words) => {
    const url = postgres.server.url.replace(part, replacement);
    const { target, lease } = await openTarget({ url });
    const error = await target.provision([people]).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(TargetError);
    expect(error).toMatchObject({ message: expect.stringMatching(words) });
    if (code !== undefined) expect(error).toMatchObject({ code });
    expect(String(error)).not.toMatch(/wrong-word/);
    expect(lease.objects).toEqual([]);
  });

  it('says what a user may not do', async () => {
    await postgres.sql("CREATE ROLE limited LOGIN PASSWORD 'l'");
    const url = postgres.server.url.replace(/\/\/.*@/, '//limited:l@');
    for (const isolation of ['database', 'schema', 'none'] as const) {
      const { target } = await openTarget({ url, isolation });
      await expect(target.provision([people])).rejects.toThrow(
        /permission denied.* user "limited"/,
      );
      await target.remove();
    }
  });
});

/** Writes until it fails; a load whose failure nobody hears of would go on for ever. */
async function writeForEver(load: Awaited<ReturnType<typeof openLoad>>): Promise<never> {
  for (;;) {
    await load.write(bulk);
    await sleep(1);
  }
}
