import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { isRunning } from '../../environments/process-identity.ts';
import { TargetError } from '../../errors.ts';
import { startPostgres } from '../../postgres/server.ts';
import { openSession } from '../../postgres/session.ts';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column, table } from '../../testing/shapes.ts';
import { loadRows, useTargets } from '../../testing/target.ts';
import {
  type ComputedTable,
  computeTable,
  loadComputed,
  withSourceTypes,
} from '../../testing/tuples.ts';
import { createControl } from '../../workers/control.ts';
import { copyFailure, startCopy } from './row-sender.ts';

/** Several shards, and batches of which one is not full. */
const ROWS = 20_000;

const COLUMNS = {
  id: 'sequence',
  key: 'uuid',
  name: { generator: 'person.fullName', nulls: 0.1 },
  text: { generator: 'text.sentence', nulls: 0.3 },
  odd: { generator: 'choice', values: ['', 'tab\t', 'line\n', '\\N', 'größe – 身長 😀', '"'] },
  big: { generator: 'number.bigint', nulls: 0.2 },
  float: { generator: 'number.float', min: -1e9, max: 1e9, nulls: 0.2 },
  price: { generator: 'number.decimal', min: -100_000, max: 100_000, scale: 3, nulls: 0.2 },
  whole: { generator: 'number.decimal', min: 0, max: 100_000_000, scale: 0 },
  fine: { generator: 'number.decimal', min: -0.001, max: 0.001, scale: 9 },
  small: { generator: 'number.int', min: -9, max: 9 },
  flag: { generator: 'boolean', nulls: 0.2 },
  seen: { generator: 'date.recent', days: 30, nulls: 0.2 },
  born: { generator: 'person.birthDate', nulls: 0.2 },
  never: { generator: 'phone.number', nulls: 1 },
};
const DOCUMENT = {
  document: { generator: 'object', fields: { b: 'number.int', a: 'person.fullName' }, nulls: 0.2 },
};
/** SQL types of sources that the same values go into. */
const SOURCE_TYPES = {
  id: 'integer',
  text: 'character varying(500)',
  float: 'real',
  whole: 'numeric',
  fine: 'numeric(38,9)',
  small: 'smallint',
  seen: 'timestamp without time zone',
  document: 'json',
};

describePostgres('load of computed rows by binary COPY', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);
  let plain: ComputedTable;
  let documents: ComputedTable;
  beforeAll(async () => {
    plain = await computeTable(ROWS, COLUMNS, ['id']);
    documents = await computeTable(ROWS, { ...COLUMNS, ...DOCUMENT });
  });

  const contentOf = async (database: string): Promise<unknown> =>
    postgres.sql("SELECT md5(string_agg(t::text, E'\\n' ORDER BY id)) AS content FROM t", database);

  it.each([
    ['each type', () => plain, 'tuples'],
    ['documents', () => documents, 'lines'],
    ['types of sources', () => withSourceTypes(documents, SOURCE_TYPES), 'tuples'],
    [
      'decimals that the server writes longer',
      () => withSourceTypes(plain, { price: 'numeric(20,5)' }),
      'lines',
    ],
  ] as const)('gives what a load of text gives: %s', async (_what, made, digestOf) => {
    const computed = made();
    const { target, database } = await openTarget();
    const contents: unknown[] = [];
    const text = { format: 'text', kinds: [], digestOf: 'lines' } as const;
    expect(target.loadJob(computed.shape, 'program')).toMatchObject({ format: 'binary', digestOf });
    for (const change of [{}, text]) {
      await target.provision([computed.shape]);
      const sent = await loadComputed(target, computed, { change });
      contents.push(await contentOf(database));
      const origin = change === text ? 'stored' : 'program';
      const [check] = await target.verify([{ ...sent, origin }]);
      expect(check).toMatchObject({ matches: true, rows: ROWS });
    }
    expect(contents[1]).toEqual(contents[0]);
    await target.remove();
  });

  it('sends the same rows over any number of connections, and again', async () => {
    const { target } = await openTarget();
    const digests: unknown[] = [];
    for (const connections of [1, 2, 3, 1]) {
      await target.provision([plain.shape]);
      const sent = await loadComputed(target, plain, { connections });
      await target.finish([plain.shape]);
      expect((await target.verify([sent]))[0]).toMatchObject({ matches: true, rows: ROWS });
      digests.push(sent);
    }
    expect(new Set(digests.map((digest) => JSON.stringify(digest))).size).toBe(1);
    await target.remove();
  });

  it('notices a row that is missing, doubled or changed', async () => {
    const { target, database } = await openTarget();
    for (const statement of [
      'UPDATE t SET price = price + 0.001 WHERE id = 5 AND price IS NOT NULL OR id = 6',
      "UPDATE t SET name = '' WHERE name IS NULL",
      'UPDATE t SET float = -float WHERE id = 7',
      'DELETE FROM t WHERE id = 9',
      'INSERT INTO t SELECT * FROM t WHERE id = 3',
    ]) {
      await target.provision([plain.shape]);
      const sent = await loadComputed(target, plain);
      await postgres.sql(statement, database);
      expect((await target.verify([sent]))[0]?.matches).toBe(false);
    }
    await target.remove();
  });

  it('loads a table without rows', async () => {
    const empty = await computeTable(0, COLUMNS);
    const { target } = await openTarget();
    await target.provision([empty.shape]);
    const sent = await loadComputed(target, empty, { connections: 2 });
    expect(sent.rows).toBe(0);
    expect((await target.verify([sent]))[0]).toMatchObject({ matches: true, rows: 0 });
    await target.remove();
  });

  it('stays text for types without a binary form, and for rows of a store', async () => {
    const { target } = await openTarget();
    const types = ['text[]', 'inet', 'interval', 'character(3)', 'bytea', 'uuid'];
    for (const sourceType of types) {
      const shape = table('s', [column('a', 'integer'), column('b', 'string', { sourceType })]);
      await target.provision([shape]);
      expect(target.loadJob(shape, 'program')).toMatchObject({ format: 'text', kinds: [] });
    }
    const shape = table('s', [column('a', 'integer')]);
    await target.provision([shape]);
    expect(target.loadJob(shape)).toMatchObject({ format: 'text', digestOf: 'lines' });
    const sent = await loadRows(target, shape, [['1'], ['2']]);
    expect((await target.verify([sent]))[0]).toMatchObject({ matches: true, rows: 2 });
    await target.remove();
  });

  it('says line and column of a value that has another type there, and not the value', async () => {
    const { target, database } = await openTarget();
    await target.provision([plain.shape]);
    await postgres.sql('ALTER TABLE t ALTER key TYPE text', database);
    const load = loadComputed(target, plain);
    await expect(load).rejects.toThrow(TargetError);
    await expect(load).rejects.toThrow(/load of "t": .*COPY t, line 1, column key\)$/);
    expect(await postgres.sql('SELECT 1 FROM t', database)).toEqual([]);
    await target.remove();
  });

  it('says which number does not fit, and leaves no row', async () => {
    const { target, database } = await openTarget();
    const wide = withSourceTypes(plain, { whole: 'numeric', id: 'smallint' });
    await target.provision([wide.shape]);
    const load = loadComputed(target, { ...wide, program: { ...wide.program, rowCount: 40_000 } });
    await expect(load).rejects.toThrow(/table "t".*row 32767, column "id": its number is no int2/);
    expect(await postgres.sql('SELECT 1 FROM t', database)).toEqual([]);
    await target.remove();
  });

  it('says when the server keeps another number of rows', async () => {
    const { target, database } = await openTarget();
    await target.provision([plain.shape]);
    await postgres.sql(
      `CREATE FUNCTION half() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN IF NEW.id % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW; END';
       CREATE TRIGGER half BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION half()`,
      database,
    );
    await expect(loadComputed(target, plain)).rejects.toThrow(/20000 rows were sent and 10000/);
    await target.remove();
  });

  it('leaves no row when the run is stopped', async () => {
    const { target, database } = await openTarget();
    await target.provision([plain.shape]);
    const control = createControl();
    control.abort();
    await expect(loadComputed(target, plain, { control })).rejects.toThrow('the run was stopped');
    expect(await postgres.sql('SELECT 1 FROM t', database)).toEqual([]);
    await target.remove();
  });

  it('ends with a word when its connection is cut in the middle', async () => {
    const { target, database } = await openTarget();
    const long = { ...plain, program: { ...plain.program, rowCount: 20_000_000 } };
    await target.provision([long.shape]);
    const control = createControl();
    const load = loadComputed(target, long, { control, connections: 2 });
    const failed = expect(load).rejects.toThrow(/the connection was lost/);
    while (control.progress().rows < ROWS) await sleep(5);
    await postgres.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
    await failed;
    expect(await postgres.sql('SELECT 1 FROM t', database)).toEqual([]);
    await target.remove();
  });

  it('ends with a word when the server dies in the middle', async () => {
    const server = await startPostgres();
    try {
      const { target } = await openTarget({ url: server.url });
      const long = { ...plain, program: { ...plain.program, rowCount: 20_000_000 } };
      await target.provision([long.shape]);
      const control = createControl();
      const load = loadComputed(target, long, { control });
      const failed = expect(load).rejects.toThrow(/127\.0\.0\.1.*the connection was lost/);
      while (control.progress().rows < ROWS) await sleep(5);
      process.kill(server.pid, 'SIGQUIT');
      await failed;
      while (isRunning(server.pid)) await sleep(10);
    } finally {
      await server.stop();
    }
  });

  it('leaves no row of bytes that are no tuples', async () => {
    const { target, database } = await openTarget();
    await target.provision([plain.shape]);
    const job = target.loadJob(plain.shape, 'program');
    const session = await openSession(job.address, copyFailure(job));
    const sender = await startCopy(session, job);
    await expect(
      Promise.all([sender.send(Buffer.from('.....no tuple')), sender.finish(0)]),
    ).rejects.toThrow(TargetError);
    session.destroy();
    expect(await postgres.sql('SELECT 1 FROM t', database)).toEqual([]);
    await target.remove();
  });
});
