import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ValidateOneOptions, validateOne } from '../testing/validate-one.ts';
import type { FileFailure } from './file-failure.ts';
import { openDuckDb } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';

let directory = '';
let schemaFile = '';

const schema = {
  type: 'object',
  required: ['id', 'email'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    email: { type: 'string', format: 'email' },
    born: { type: ['string', 'null'], format: 'date' },
    active: { type: 'boolean' },
  },
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-validate-'));
  schemaFile = await put('user.schema.json', JSON.stringify(schema));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, content);
  return file;
}

async function check(
  name: string,
  content: string | Uint8Array,
  options: Partial<ValidateOneOptions> = {},
) {
  return validateOne({ file: await put(name, content), schemaFile, ...options });
}

const places = (failures: readonly FileFailure[]) =>
  failures.map(({ line, row, column, rule }) => ({ line, row, column, rule }));

describe('validateFile', () => {
  it('reads CSV cells as what the schema declares', async () => {
    const result = await check(
      'right.csv',
      '\uFEFFid,email,born,active\r\n1,a@example.com,,true\r\n2,b@example.com,2001-01-31,\r\n',
    );
    expect(result).toEqual({
      file: join(directory, 'right.csv'),
      format: 'csv',
      rows: 2,
      failingRows: 0,
      failureCount: 0,
      failures: [],
      failuresByRule: {},
      groups: [],
    });
  });

  it('tells line, row, column and rule of each failure in CSV', async () => {
    const csv =
      'id,email,note\n1,"a@example.com","two\nlines"\nx,b@example.com,\n0,nobody,\n,c@example.com,\n';
    const result = await check('wrong.csv', csv);
    expect(places(result.failures)).toEqual([
      { line: 4, row: 2, column: '/id', rule: 'type' },
      { line: 5, row: 3, column: '/id', rule: 'minimum' },
      { line: 5, row: 3, column: '/email', rule: 'format' },
      { line: 6, row: 4, column: '/id', rule: 'required' },
    ]);
    expect(result).toMatchObject({ rows: 4, failingRows: 3, failureCount: 4 });
    expect(result.failuresByRule).toEqual({ format: 1, minimum: 1, required: 1, type: 1 });
  });

  it('reports unreadable CSV with its line and checks the rest', async () => {
    const csv = 'id,email\n1,"secret"x\n2\n3,nobody\n4,"open\n5,e@example.com\n';
    const result = await check('broken.csv', csv);
    expect(result.failures.map(({ kind, line, row }) => [kind, line, row])).toEqual([
      ['data', 2, 1],
      ['data', 3, 2],
      ['check', 4, 3],
      ['data', 5, 4],
    ]);
    expect(result).toMatchObject({
      rows: 5,
      failingRows: 4,
      failuresByRule: { readable: 3, format: 1 },
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it.each([
    ['', 'header: the file is empty'],
    ['id,id\n1,1\n', 'header: two columns are called "id"'],
    ['id,\n1,1\n', 'header: column 2 has no name'],
    ['id,email\r1,nobody\r', 'header: a carriage return stands alone'],
  ])('refuses the CSV %j', async (content, message) => {
    const { failures, rows } = await check('header.csv', content);
    expect(failures).toMatchObject([
      { kind: 'data', line: 1, message: expect.stringContaining(message) },
    ]);
    expect(rows).toBe(0);
  });

  it('reads NDJSON line by line, past lines that are not JSON', async () => {
    const lines = [
      '{"id":1,"email":"a@example.com"}',
      '',
      '{"id":secret}',
      '{"id":2}',
      '[]',
      '{"id":3,"email":"c@example.com"}',
    ];
    const result = await check('mixed.ndjson', lines.join('\r\n'));
    expect(places(result.failures)).toEqual([
      { line: 3, row: 2, column: '', rule: 'readable' },
      { line: 4, row: 3, column: '/email', rule: 'required' },
      { line: 5, row: 4, column: '', rule: 'type' },
    ]);
    expect(result.failures[0]?.message).toBe('column 7: is not JSON: a value should be here');
    expect(result.rows).toBe(5);
  });

  it('keeps a line whole over chunks, and knows bytes that are not UTF-8', async () => {
    const padding = 'é'.repeat(300_000);
    const good = JSON.stringify({ id: 1, email: 'a@example.com', padding });
    const bytes = Buffer.concat([
      Buffer.from(`${good}\n`),
      Buffer.from([0xff, 10]),
      Buffer.from(good),
    ]);
    const result = await check('utf8.ndjson', bytes);
    expect(result.failures).toMatchObject([{ line: 2, message: 'byte 1: is not UTF-8' }]);
    expect(result.rows).toBe(3);
    const latin = Buffer.concat([Buffer.from('id,email\n1,'), Buffer.from([0xe9, 10])]);
    expect((await check('latin.csv', latin)).failures).toMatchObject([
      { kind: 'data', message: expect.stringContaining('is not UTF-8') },
    ]);
  });

  it('reads JSON as an array of rows or as one row', async () => {
    const array = await check('array.json', '[{"id":1,"email":"a@example.com"},{"id":"1"}]');
    expect(places(array.failures)).toEqual([
      { line: undefined, row: 2, column: '/email', rule: 'required' },
      { line: undefined, row: 2, column: '/id', rule: 'type' },
    ]);
    expect(await check('one.json', '{"id":1,"email":"a@example.com"}')).toMatchObject({
      rows: 1,
      failureCount: 0,
    });
    expect((await check('bad.json', '[\n {"id":1},\n {"id" 2}]')).failures).toMatchObject([
      { kind: 'data', line: 3, message: 'column 8: is not JSON: : should be here' },
    ]);
  });

  it('unpacks gzip, and says when it breaks off', async () => {
    const packed = gzipSync('{"id":1,"email":"a@example.com"}\n{"id":0}\n');
    expect(await check('packed.ndjson.gz', packed)).toMatchObject({ rows: 2, failingRows: 1 });
    expect((await check('torn.ndjson.gz', packed.subarray(0, 30))).failures.at(-1)).toMatchObject({
      kind: 'data',
      message: 'is not a complete gzip file',
    });
  });

  it('reads Parquet row group by row group', async () => {
    const file = join(directory, 'users.parquet');
    const database = await openDuckDb();
    await database.query(
      `COPY (SELECT CASE WHEN range = 3000 THEN NULL ELSE range + 1 END::BIGINT AS id, 'u' || range || '@example.com' AS email,
        DATE '2025-01-31' AS born, true AS active FROM range(5000)) TO ${quoteText(file)} (FORMAT parquet, ROW_GROUP_SIZE 2048, COMPRESSION zstd)`,
    );
    await database.close();
    const result = await validateOne({ file, schemaFile });
    expect(places(result.failures)).toEqual([
      { line: undefined, row: 3001, column: '/id', rule: 'required' },
    ]);
    expect(result.rows).toBe(5000);
    expect((await check('torn.parquet', 'PAR1')).failures).toMatchObject([{ kind: 'data' }]);
  });

  it('writes every failure and keeps the first ones', async () => {
    const path = await put('all.ndjson', 'kept\n');
    const result = await check('many.ndjson', '{"id":0}\n'.repeat(1000), {
      limit: 3,
      failures: { path, from: 5 },
    });
    const [first, ...written] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(first).toBe('kept');
    expect(written).toHaveLength(2000);
    expect(written.slice(0, 3).map((line) => JSON.parse(line))).toEqual(result.failures);
    expect(result).toMatchObject({ rows: 1000, failingRows: 1000, failureCount: 2000 });
  });

  it('shows values only when asked to', async () => {
    const content = '{"id":1,"email":"secret"}';
    expect(JSON.stringify(await check('closed.json', content))).not.toContain('secret');
    const open = await check('open.json', content, { showValues: true });
    expect(open.failures[0]?.message).toContain('secret');
  });

  it('follows $ref into files beside the schema, with $id and without', async () => {
    await mkdir(join(directory, 'defs'), { recursive: true });
    await put('defs/id.json', '{"$ref":"number.json#/$defs/positive"}');
    await put('defs/number.json', '{"$defs":{"positive":{"type":"integer","minimum":1}}}');
    for (const head of ['', '"$id":"https://example.com/schemas/user.json",']) {
      const own = await put(
        'own.schema.json',
        `{${head}"properties":{"id":{"$ref":"defs/id.json"}}}`,
      );
      const file = await put('ref.csv', 'id\n7\n0\n');
      const result = await validateOne({ file, schemaFile: own });
      expect(places(result.failures)).toEqual([
        { line: 3, row: 2, column: '/id', rule: 'minimum' },
      ]);
    }
  });

  it('says which file is missing, broken or of no known kind', async () => {
    const file = await put('rows.ndjson', '{}');
    await expect(
      validateOne({ file: join(directory, 'none.csv'), schemaFile }),
    ).rejects.toMatchObject({
      name: 'SourceError',
      code: 'ENOENT',
    });
    await expect(validateOne({ file, schemaFile: join(directory, 'none.json') })).rejects.toThrow(
      'no such file',
    );
    const broken = await put('broken.schema.json', '{\n  "type": }');
    await expect(validateOne({ file, schemaFile: broken })).rejects.toThrow(
      'broken.schema.json:2:11  is not JSON',
    );
    await expect(check('rows.txt', '')).rejects.toThrow('has no ending that tells its format');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(check('stop.ndjson', '{}\n'.repeat(10), { signal })).rejects.toThrow('stopped');
  });
});
