import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestError } from '@rowmill/core';
import { parseRequest, REQUEST_DEFINITIONS, type ResolvedRequest } from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import type { SourceColumn } from '../sources/source.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { openMaskedTable } from './open-masked-table.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import type { KnownSources } from './source-facts.ts';

const environment = { MASK_KEY: `hex:${'07'.repeat(32)}` };

function requestOf(tables: object, masking: object = { key: 'env:MASK_KEY' }): ResolvedRequest {
  const request = parseRequest(
    { name: 'masked', masking, tables },
    { definitions: REQUEST_DEFINITIONS },
  );
  return { request, imports: {} };
}

const masked = (path: string, names: readonly string[], kind = 'csv') => ({
  source: { kind, path },
  columns: Object.fromEntries(names.map((name) => [name, { mask: 'hash.hmac' }])),
});

/** What a file of a run keeps of a value. */
const kept = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Everything that tasks take from a plan; what opens sources is compared by what it gives. */
const contentOf = ({ tables, ...plan }: RunPlan): unknown =>
  kept({ ...plan, tables: tables.map(({ ...table }) => table) });

const names = fc.uniqueArray(fc.stringMatching(/^[a-zé][a-z0-9_ -]{0,9}[a-z0-9]$/), {
  minLength: 1,
  maxLength: 6,
});

describe('planning from facts', () => {
  it('gives what planning with the source open gives, whatever its columns are', async () => {
    const directory = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), async (columns, isNested) => {
        const row = Object.fromEntries(columns.map((name) => [name, isNested ? [name] : name]));
        writeFileSync(join(directory, 'a.csv'), `${columns.join(',')}\n${columns.join(',')}\n`);
        writeFileSync(join(directory, 'b.ndjson'), `${JSON.stringify(row)}\n`);
        const resolved = requestOf({
          a: masked('a.csv', columns),
          b: masked('b.ndjson', columns, 'ndjson'),
        });
        const open = await planRun(resolved, { directory, environment });
        // Neither the file nor the key is there.
        const elsewhere = { directory: join(directory, 'nowhere'), environment: {} };
        const planned = await planRun(resolved, { ...elsewhere, sources: kept(open.sources) });
        expect(contentOf(planned)).toEqual(contentOf(open));
        expect(planned).toMatchObject({ reusable: true, datasetId: open.datasetId });
        expect(open.sources.tables.map(({ columns: found }) => found.length)).toEqual([
          columns.length,
          columns.length,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('loses nothing that a database tells of its columns', async () => {
    const column: fc.Arbitrary<Omit<SourceColumn, 'name'>> = fc.record(
      {
        type: fc.constantFrom(
          undefined,
          { kind: 'string' } as const,
          { kind: 'decimal', scale: 3 } as const,
        ),
        sourceType: fc.constantFrom('inet', 'numeric(20,3)', 'character varying(20)'),
        nullable: fc.boolean(),
        isKey: fc.boolean(),
        references: fc.record({ table: fc.string(), column: fc.string() }),
      },
      { requiredKeys: ['type'] },
    );
    const columns = names.chain((found) =>
      fc.tuple(...found.map((name) => column.map((rest) => ({ ...rest, name })))),
    );
    await fc.assert(
      fc.asyncProperty(columns, fc.option(fc.nat(), { nil: undefined }), async (found, rows) => {
        const resolved = requestOf({
          people: {
            source: { kind: 'postgres', url: 'env:URL', table: 'people' },
            columns: Object.fromEntries(found.map(({ name }) => [name, { mask: 'keep' }])),
          },
        });
        const sources: KnownSources = {
          maskKeyId: '01234567',
          tables: [
            {
              table: 'people',
              describe: 'postgres people',
              columns: found,
              ...(rows === undefined ? {} : { estimatedRows: rows }),
            },
          ],
        };
        const world = { directory: '/nowhere', environment: {} };
        const plans = [sources, kept(sources)].map((known) =>
          planRun(resolved, { ...world, sources: known }),
        );
        const [one, other] = (await Promise.all(plans)) as [RunPlan, RunPlan];
        expect(contentOf(other)).toEqual(contentOf(one));
        expect(one.reusable).toBe(false);
        expect(one.tables[0]?.shape.columns.map(({ name }) => name)).toEqual(
          found.map(({ name }) => name),
        );
      }),
    );
  });

  it('names a dataset by files and masking keys, and by neither where there is none', async () => {
    const directory = temporaryFolder();
    const file = join(directory, 'a.csv');
    const resolved = requestOf({ a: masked('a.csv', ['id']) });
    const idOf = async (content: string, variables: Record<string, string> = environment) => {
      writeFileSync(file, content);
      return (await planRun(resolved, { directory, environment: variables })).datasetId;
    };
    const other = { MASK_KEY: `hex:${'08'.repeat(32)}` };
    const ids = [await idOf('id\n1\n'), await idOf('id\n2\n'), await idOf('id\n1\n', other)];
    expect(new Set(ids).size).toBe(3);
    expect(await idOf('id\n1\n')).toBe(ids[0]);

    const generated = requestOf({ t: { rows: 1, columns: { id: 'sequence' } } });
    const plan = await planRun(generated, { directory, environment: {} });
    expect(plan).toMatchObject({ reusable: true, sources: { tables: [] } });
    expect(plan.sources.maskKeyId).toBeUndefined();
  });

  it('tells all that is wrong at once: in tables that are generated, and in those that are masked', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'a.csv'), 'id,email,name\n1,a@example.com,Ann\n');
    const resolved = requestOf({
      t: { rows: 300, columns: { id: { generator: 'number.int', min: 1, max: 2, unique: true } } },
      a: masked('a.csv', ['id', 'missing']),
      b: masked('a.csv', ['id', 'email']),
    });
    const failure = await planRun(resolved, { directory, environment: {} }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RequestError);
    const places = (failure as RequestError).issues.map(({ path }) => path.join('.'));
    for (const table of ['t', 'a', 'b']) {
      expect(places.some((place) => place.startsWith(`tables.${table}`))).toBe(true);
    }
  });

  it('does not pass over a source that nothing is on record of', async () => {
    const resolved = requestOf({ a: masked('a.csv', ['id']) });
    const options = { directory: '/nowhere', environment, sources: { tables: [] } };
    await expect(planRun(resolved, options)).rejects.toThrow(SourceError);
  });
});

describe('opening what was planned', () => {
  async function planned(content = 'id,name\n1,Ann\n') {
    const directory = temporaryFolder();
    const file = join(directory, 'a.csv');
    writeFileSync(file, content);
    const resolved = requestOf({ a: masked('a.csv', ['id', 'name']) });
    const { sources } = await planRun(resolved, { directory, environment });
    return {
      file,
      async open(variables: Record<string, string>) {
        const plan = await planRun(resolved, { directory, environment: variables, sources });
        const [table] = plan.tables;
        if (table?.kind !== 'masked') throw new Error('the request has no masked table');
        return openMaskedTable(table, plan, { runId: 'run' });
      },
    };
  }

  it('gives the source and the key', async () => {
    const { open } = await planned();
    const { source, key } = await open(environment);
    expect(key?.id).toMatch(/^[0-9a-f]{8}$/);
    const rows: unknown[] = [];
    for await (const batch of source.rows()) rows.push(...batch);
    expect(rows).toEqual([['1', 'Ann']]);
    await source.close();
  });

  it('refuses another file and another key, and tells of both', async () => {
    const { file, open } = await planned();
    writeFileSync(file, 'id,name\n1,Bob\n');
    await expect(open({ MASK_KEY: `hex:${'08'.repeat(32)}` })).rejects.toThrow(
      /^run run: the masking key is another one by now, csv .*a\.csv has changed since .* - run again$/,
    );
    writeFileSync(file, 'id,email\n1,Ann\n');
    await expect(open(environment)).rejects.toThrow(
      /a\.csv has other columns by now: .* run again$/,
    );
    writeFileSync(file, 'id,name\n1,Ann\n');
    await (await open(environment)).source.close();
  });
});
