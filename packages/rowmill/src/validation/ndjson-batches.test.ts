import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRowValidator } from '@rowmill/core/json-schema';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { validateOne } from '../testing/validate-one.ts';
import type { FileFailure } from './file-failure.ts';
import { readNdjsonRows } from './json-rows.ts';
import { readUncheckedNdjson } from './ndjson-batches.ts';
import type { ReadItem } from './read-item.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-ndjson-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const SCHEMA = {
  type: 'object',
  required: ['id', 'email'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    email: { type: 'string', format: 'email' },
    name: { type: ['string', 'null'], minLength: 2, maxLength: 12 },
    age: { type: 'integer', minimum: 0, maximum: 130 },
    at: { type: 'string', format: 'date-time' },
  },
};

interface Outcome {
  readonly rows: number;
  readonly failures: readonly Partial<FileFailure>[];
}

/** Every row by JSON.parse and Ajv. */
async function checkRows(content: Uint8Array, schema: object): Promise<Outcome> {
  const validate = createRowValidator(schema);
  const failures: Partial<FileFailure>[] = [];
  let rows = 0;
  for await (const item of readNdjsonRows(chunksOf(content))) {
    rows += 1;
    const { row, line } = item;
    const found =
      item.kind === 'broken'
        ? [{ rule: 'readable', column: '', message: item.problem }]
        : validate(item.value);
    for (const { rule, column, message } of found)
      failures.push({ ...(row && { row }), ...(line && { line }), rule, column, message });
  }
  return { rows, failures };
}

async function* chunksOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function checkFile(
  content: Uint8Array,
  schema: object,
  name = 'rows.ndjson',
): Promise<Outcome> {
  const file = join(folder, name);
  const schemaFile = join(folder, 'schema.json');
  writeFileSync(file, content);
  writeFileSync(schemaFile, JSON.stringify(schema));
  const limit = Number.POSITIVE_INFINITY;
  const result = await validateOne({ file, schemaFile, limit });
  const { rows, failingRows } = result;
  const failures = result.failures.map(
    ({ row, line, rule, column, message }): Partial<FileFailure> => ({
      ...(row && { row }),
      ...(line && { line }),
      rule,
      column,
      message,
    }),
  );
  expect(failingRows).toBe(new Set(failures.map(({ row }) => row)).size);
  return { rows, failures };
}

const row = fc.record(
  {
    id: fc.uuid(),
    email: fc.constantFrom('ada@example.org', 'a@b.c', 'nobody', 'a..b@c.d'),
    name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 14 }), fc.constant(null)),
    age: fc.oneof(fc.integer({ min: -2, max: 140 }), fc.double({ noNaN: true })),
    at: fc.constantFrom('2024-02-29T10:00:00Z', '2023-02-29T10:00:00Z', '2023-03-01 10:00:00.5+01'),
    more: fc.boolean(),
  },
  { requiredKeys: ['id', 'email', 'name'] },
);

/** Lines in one order of keys, with some that are broken, turned round, blank or no objects. */
const lines = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: row.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: row.map((value) => JSON.stringify({ age: 5, ...value })) },
    { weight: 1, arbitrary: row.map((value) => `${JSON.stringify(value)}\r`) },
    { weight: 1, arbitrary: row.map((value) => JSON.stringify(value).slice(0, -3)) },
    {
      weight: 1,
      arbitrary: row.map((value) => JSON.stringify(value, null, 1).replaceAll('\n', ' ')),
    },
    fc.constantFrom(
      '',
      ' ',
      '5',
      '[]',
      'null',
      '{}',
      '{"id":"a","id":"b"}',
      '\ufeff{}',
      '{"name":"\\ud800"}',
    ),
  ),
  { minLength: 1, maxLength: 40 },
);

describe.each(['ts', 'wasm'])('a file of NDJSON on engine %s', (engine) => {
  it('fails as its rows do one by one', async () => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('\n', ''), async (all, end) => {
        const content = Buffer.from(all.join('\n') + end);
        expect(await checkFile(content, SCHEMA)).toEqual(await checkRows(content, SCHEMA));
      }),
      { numRuns: 60 },
    );
  });

  it('fails alike with bytes that are no UTF-8, a schema that columns cannot tell, and compressed', async () => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    const good = '{"id":"123e4567-e89b-42d3-a456-426614174000","email":"ada@example.org"}\n';
    const content = Buffer.from(`${good}{"id":"\xff"}\n${good.repeat(3)}{"email":1}\n`, 'latin1');
    const expected = await checkRows(content, SCHEMA);
    expect(expected.failures.map(({ row: at }) => at)).toEqual([2, 6, 6]);
    expect(await checkFile(content, SCHEMA)).toEqual(expected);
    expect(await checkFile(gzipSync(content), SCHEMA, 'rows.ndjson.gz')).toEqual(expected);
    const either = { anyOf: [SCHEMA, { required: ['id'] }] };
    expect(await checkFile(content, either)).toEqual(await checkRows(content, either));
  });

  it('goes on behind a row that fills the memory of the reader', async () => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    const schema = { properties: { a: { type: 'string', maxLength: 3 } } };
    const long = JSON.stringify({ a: 'x'.repeat(3 << 20) });
    const content = Buffer.from(`{"a":"1"}\n\n${long}\n{"a":"1234"}\n{"a":"2"}\n`);
    const found = await checkFile(content, schema);
    expect(found).toEqual(await checkRows(content, schema));
    expect(found.failures.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('rows that columns tell to be right', () => {
  it('are not put together', async () => {
    const file = join(folder, 'many.ndjson');
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ n: i === 12_345 ? -1 : i }));
    writeFileSync(file, rows.map((value) => JSON.stringify(value)).join('\n'));
    const items: ReadItem[] = [];
    let passed = 0;
    const schema = { properties: { n: { type: 'integer', minimum: 0 } } };
    for await (const item of readUncheckedNdjson({
      file,
      schema,
      only: undefined,
      signal: undefined,
    })) {
      if (item.kind === 'passed') passed += item.rows;
      else items.push(item);
    }
    expect(passed).toBe(19_999);
    expect(items).toEqual([{ kind: 'row', row: 12_346, line: 12_346, value: { n: -1 } }]);
  });
});
