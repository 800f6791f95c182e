import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { exitCodeOfError } from '../cli/exit-codes.ts';
import { SchemaDriftError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { openMaskedTable } from './open-masked-table.ts';
import { planRun } from './plan-run.ts';

describePostgres('a database that changes between plan and run', () => {
  const postgres = usePostgres();

  it.each([
    ['a column that was added', 'ALTER TABLE people ADD phone text', '"phone" was added'],
    ['a column that is gone', 'ALTER TABLE people DROP note', '"note" was removed'],
    ['another type', 'ALTER TABLE people ALTER id TYPE bigint', '"id" has another type'],
    ['nulls', 'ALTER TABLE people ALTER note DROP NOT NULL', '"note" has another rule for null'],
    ['a label', "ALTER TYPE mood ADD VALUE 'sad'", '"mood" has other labels'],
    ['a unique index', 'CREATE UNIQUE INDEX ON people (note)', 'the unique columns changed'],
    ['a check', 'ALTER TABLE people ADD CHECK (id > 0)', 'the checks changed'],
  ])('stops the run for %s', async (_case, change, words) => {
    await postgres.sql(`
      DROP TABLE IF EXISTS people; DROP TYPE IF EXISTS mood; CREATE TYPE mood AS ENUM ('glad');
      CREATE TABLE people (id int PRIMARY KEY, note text NOT NULL, mood mood)`);
    const request = parseRequest(
      {
        name: 'drift',
        tables: {
          people: {
            source: { kind: 'postgres', url: postgres.server.url, table: 'people' },
            columns: { id: 'keep', note: 'redact', mood: 'keep' },
          },
        },
      },
      { definitions: REQUEST_DEFINITIONS },
    );
    const world = { directory: '/nowhere', environment: {} };
    const { sources } = await planRun({ request, imports: {} }, world);
    const plan = await planRun({ request, imports: {} }, { ...world, sources });
    const [table] = plan.tables;
    if (table?.kind !== 'masked') throw new Error('the request has no masked table');
    const open = () => openMaskedTable(table, plan, { runId: 'run' });

    // Rows, statistics, comments and defaults may change.
    await postgres.sql(`INSERT INTO people VALUES (1, 'x', 'glad'); ANALYZE people;
      COMMENT ON COLUMN people.note IS 'new'; ALTER TABLE people ALTER note SET DEFAULT 'y'`);
    await (await open()).source.close();

    await postgres.sql(change);
    const failure: unknown = await open().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaDriftError);
    expect((failure as Error).message).toContain(words);
    expect(exitCodeOfError(failure)).toBe(4);
  });
});
