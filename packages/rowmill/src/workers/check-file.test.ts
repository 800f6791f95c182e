import {
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBuiltPool } from '../testing/built-pool.ts';
import { validateOne } from '../testing/validate-one.ts';
import type { FileValidation } from '../validation/validate-file.ts';
import { openInlinePool } from './inline-pool.ts';
import type { WorkerPool } from './pool.ts';

const SCHEMA = {
  type: 'object',
  required: ['id', 'text'],
  additionalProperties: false,
  properties: { id: { type: 'integer', minimum: 1 }, text: { type: 'string', maxLength: 12 } },
};

let folder = '';
let schemaFile = '';
const pools: WorkerPool[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-check-file-'));
  schemaFile = join(folder, 'schema.json');
  writeFileSync(schemaFile, JSON.stringify(SCHEMA));
  pools.push(openInlinePool(), openBuiltPool(2), openBuiltPool(3));
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  rmSync(folder, { recursive: true });
});

interface Trial {
  readonly pool?: WorkerPool;
  readonly rangeBytes?: number;
}

type Found = FileValidation & { readonly written: string };

async function check(file: string, { pool, rangeBytes = 1 << 19 }: Trial): Promise<Found> {
  const path = join(folder, 'failures.ndjson');
  writeFileSync(path, '');
  const options = { file, schemaFile, rangeBytes, limit: 5, key: ['id'] };
  const found = await validateOne({
    ...options,
    failures: { path, from: 0 },
    ...(pool === undefined ? {} : { pool }),
  });
  return { ...found, written: readFileSync(path, 'utf8') };
}

/** What the reader says that goes through a file as one stream: packed files are read that way alone. */
async function checkAsStream(file: string, bytes: Uint8Array): Promise<Found> {
  const { gzipSync } = await import('node:zlib');
  writeFileSync(`${file}.gz`, gzipSync(bytes));
  const found = await check(`${file}.gz`, {});
  return JSON.parse(JSON.stringify(found).replaceAll(`${file}.gz`, file)) as Found;
}

const plain = (found: Found): unknown => JSON.parse(JSON.stringify(found));

const rowText = fc.oneof(
  { weight: 6, arbitrary: fc.constant('{"id":7,"text":"right"}') },
  { weight: 1, arbitrary: fc.constant('{"id":0,"text":"wrong"}') },
  { weight: 1, arbitrary: fc.constant('{"text":"other order","id":"x","more":1}') },
  { weight: 1, arbitrary: fc.constantFrom('{"id":', '[]', 'é', '', '  ', '{"id":1,"text":"ä"}') },
);

const cell = fc.oneof(
  fc.constantFrom('plain', '1', '0', 'x', '', '"quoted"', '"two\nlines"', '"a ""b"" c"'),
  fc.constantFrom(
    '"many\n\n\nlines\r\n in, here"',
    '"open',
    'in"side',
    'ü',
    '"long enough to fail"',
  ),
);

const endings = fc.record({
  mark: fc.constantFrom('', '\uFEFF'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasLastEnd: fc.boolean(),
});

function textOf(
  lines: readonly string[],
  { mark, lineEnd, hasLastEnd }: { mark: string; lineEnd: string; hasLastEnd: boolean },
): string {
  return mark + lines.join(lineEnd) + (hasLastEnd ? lineEnd : '');
}

async function expectSame(name: string, text: string, rangeBytes: number): Promise<void> {
  const file = join(folder, name);
  const bytes = Buffer.from(text);
  writeFileSync(file, bytes);
  const expected = plain(await checkAsStream(file, bytes));
  for (const pool of pools)
    expect(plain(await check(file, { pool, rangeBytes })), `${pool.size} workers`).toEqual(
      expected,
    );
}

describe('checking a file by ranges', () => {
  it('finds in NDJSON what one reader finds, whatever workers and ranges', async () => {
    const rows = fc.array(rowText, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, endings, fc.integer({ min: 1, max: 400 }), (lines, end, rangeBytes) =>
        expectSame('rows.ndjson', textOf(lines, end), rangeBytes),
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('finds in CSV what one reader finds, where records go over lines and quotes are broken', async () => {
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(rows, endings, fc.integer({ min: 1, max: 200 }), (cells, end, rangeBytes) =>
        expectSame(
          'rows.csv',
          textOf(['id,text', ...cells.map((row) => row.join(','))], end),
          rangeBytes,
        ),
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('writes all failures in the order of rows, with keys, from many ranges', async () => {
    const file = join(folder, 'many.ndjson');
    const row = (id: number) => JSON.stringify({ id: id % 3 === 0 ? -id : id, text: 'a' });
    writeFileSync(file, `${Array.from({ length: 5000 }, (_, i) => row(i)).join('\n')}\n`);
    for (const pool of pools) {
      const { rows, failingRows, written } = await check(file, { pool, rangeBytes: 1000 });
      const lines = written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect({ rows, failingRows }).toEqual({ rows: 5000, failingRows: 1667 });
      expect(lines.map(({ row: number, key }) => [number, key.id])).toEqual(
        Array.from({ length: 1667 }, (_, i) => [3 * i + 1, i === 0 ? 0 : -3 * i]),
      );
    }
  });

  it('leaves rows that are too long, and bytes that are no text, to the reader of streams', async () => {
    const long = JSON.stringify({ id: 1, text: 'x'.repeat(3_000_000) });
    await expectSame('long.ndjson', `{"id":0,"text":""}\n${long}\n{"id":0,"text":""}\n`, 1 << 16);
    const file = join(folder, 'latin.csv');
    const bytes = Buffer.concat([
      Buffer.from('id,text\n0,a\n1,'),
      Buffer.of(0xe9, 10),
      Buffer.from('0,b\n'),
    ]);
    writeFileSync(file, bytes);
    const expected = plain(await checkAsStream(file, bytes));
    expect(plain(await check(file, { rangeBytes: 5 }))).toEqual(expected);
  });

  it('refuses to tell of a file that changes while it is read', async () => {
    const file = join(folder, 'growing.ndjson');
    const lines = '{"id":1,"text":"a"}\n'.repeat(1000);
    for (const change of [
      () => writeFileSync(file, `${lines}{"id":1,`),
      () => truncateSync(file, 500),
      () => utimesSync(file, new Date(), new Date(Date.now() + 5000)),
    ]) {
      writeFileSync(file, lines);
      const inline = openInlinePool();
      const pool: WorkerPool = {
        ...inline,
        run(...job) {
          change();
          return inline.run(...job);
        },
      };
      await expect(check(file, { pool })).rejects.toMatchObject({
        name: 'SourceError',
        message: expect.stringContaining('has changed while it was read'),
      });
    }
  });
});
