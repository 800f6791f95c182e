import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  openHarness,
  type TaskHarness,
  type TaskProcess,
} from '../../../rowmill/src/tasks/testing/task-harness.ts';
import { describePostgres, usePostgres } from '../../../rowmill/src/testing/postgres.ts';
import { VARIABLES } from '../deployment.ts';
import { keepFailuresIn } from './keep-failure.ts';
import { observe } from './observe.ts';

/** Stands in cells. Nothing that people without access to the data can read may hold it. */
const MARKED = 'Marked-Value-7731';

/** What a function of the workflow would give Lambda, and what it would log. */
interface Told {
  readonly lines: string;
  /** JSON of the result, or name, message and stack of the failure: what the history holds. */
  readonly answer: string;
}

async function told(
  { store }: TaskHarness,
  process: TaskProcess,
  { name, payload = {} }: { readonly name: string; readonly payload?: object },
): Promise<Told> {
  const lines: string[] = [];
  const wrap = observe(
    name,
    { [VARIABLES.deployment]: 'qa' },
    { keepFailure: keepFailuresIn(store), write: (line) => void lines.push(line) },
  );
  const handler = wrap(() => process.call(name, 'run', payload));
  const event = { run: { id: 'run' }, ...payload };
  const answer = await handler(event, { awsRequestId: 'request' }).then(
    (result) => JSON.stringify(result),
    (error: Error) => [error.name, error.message, error.stack].join('\n'),
  );
  return { lines: lines.join('\n'), answer };
}

const expectNoData = ({ lines, answer }: Told): void => {
  expect(lines).not.toContain(MARKED);
  expect(answer).not.toContain(MARKED);
};

/** The whole message, where those find it who may see the data. */
const keptMessage = async ({ store }: TaskHarness): Promise<string> =>
  (JSON.parse(String(await store.get('runs/run/failures/request.json'))) as { message: string })
    .message;

const people = (columns: object) => ({
  source: { kind: 'csv', path: 'people.csv' },
  columns,
});

it('tells where a row cannot be read, not what is in it', async () => {
  const harness = openHarness(1);
  writeFileSync(join(harness.directory, 'people.csv'), `id,email\n1,a\n2,"${MARKED}"x\n3,c\n`);
  await harness.addRun('run', {
    name: 'broken',
    tables: { people: people({ id: { mask: 'keep' }, email: { mask: 'null' } }) },
  });
  const process = harness.process();
  const masked = await told(harness, process, { name: 'rowmill-plan' });
  expectNoData(masked);
  const payload = { table: 'people' };
  const failed = await told(harness, process, { name: 'rowmill-mask-table', payload });
  expectNoData(failed);
  expect(failed.answer).toMatch(/^DataError\norigin .*people\.csv.*, line 3: the message may hold/);
  expect(await keptMessage(harness)).toContain('a closing quote is followed by more text');
});

it('tells how many checks failed, not for which rows', async () => {
  const harness = openHarness(1);
  await harness.addRun('run', {
    name: 'failing',
    tables: {
      users: {
        rows: 1,
        key: 'id',
        columns: {
          id: { generator: 'choice', values: { [MARKED]: 1 } },
          name: { generator: 'person.fullName', nulls: 1 },
        },
      },
    },
    validation: {
      expectations: [{ expect: 'valuesAreNotNull', table: 'users', column: 'name' }],
    },
  });
  const process = harness.process();
  await process.call('rowmill-plan', 'run');
  const payload = { table: 'users', shard: 0, firstRow: 0, rowCount: 1 };
  expectNoData(await told(harness, process, { name: 'rowmill-build-shard', payload }));
  expectNoData(await told(harness, process, { name: 'rowmill-store-dataset' }));
  const checked = await told(harness, process, { name: 'rowmill-validate-dataset' });
  expectNoData(checked);
  expect(JSON.parse(checked.answer)).toMatchObject({
    failed: 1,
    summary: expect.stringMatching(/^1 of \d+ checks failed - the report/),
  });
  // Without the rule, the answer would quote it.
  const raw = await process.call('rowmill-validate-dataset', 'run');
  expect(JSON.stringify(raw)).toContain(MARKED);
});

describePostgres('a database that refuses rows', () => {
  const postgres = usePostgres();

  it('tells its code, not the row that it quotes', async () => {
    const harness = openHarness(1);
    // Functions of a source say what they like, and they say it of a row.
    await postgres.sql(
      `CREATE FUNCTION refused(value text) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'nobody is called %', value; END $$`,
    );
    await postgres.sql(`CREATE TABLE names AS SELECT 1 AS id, '${MARKED}'::text AS name`);
    await postgres.sql('CREATE VIEW people AS SELECT id, refused(name) AS name FROM names');
    await harness.addRun('run', {
      name: 'refusing',
      tables: {
        people: {
          source: { kind: 'postgres', url: 'env:SOURCE_URL', table: 'people' },
          columns: { id: { mask: 'keep' }, name: { mask: 'null' } },
        },
      },
    });
    const process = harness.process({ environment: { SOURCE_URL: postgres.server.url } });
    await process.call('rowmill-plan', 'run');
    const payload = { table: 'people' };
    const failed = await told(harness, process, { name: 'rowmill-mask-table', payload });
    expectNoData(failed);
    expect(failed.answer).toMatch(/^SourceError\nsource postgres .*, code P0001: the message/);
    // Words of ours stand for those of the server, for those as well who may see the data.
    const kept = await keptMessage(harness);
    expect(kept).toMatch(/a function of the database refused a row \(SQLSTATE P0001\)/);
    expect(kept).not.toContain(MARKED);
  });
});
