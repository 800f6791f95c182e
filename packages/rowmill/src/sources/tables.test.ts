import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsvExactly, readCsvTable } from './csv-table.ts';
import { openFileFeed } from './file-bytes.ts';
import { placesOf, readNdjsonExactly, readNdjsonTable } from './ndjson-table.ts';
import type { SourceColumn, SourceRows } from './source.ts';
import type { SourceFile } from './source-file.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-tables-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function put(bytes: Uint8Array): Promise<SourceFile> {
  const path = join(directory, 'table.txt');
  await writeFile(path, bytes);
  return { path, source: 'table', signal: new AbortController().signal };
}

/** All rows, and the error that ended them. */
async function drain(groups: AsyncIterable<SourceRows>) {
  const rows: (readonly (string | null)[])[] = [];
  try {
    for await (const group of groups) rows.push(...group);
  } catch (error) {
    return { rows, error: error instanceof Error ? error.message : error };
  }
  return { rows, error: undefined };
}

async function* csvExactly(file: SourceFile, table: Parameters<typeof readCsvTable>[1]) {
  const feed = await openFileFeed(file);
  try {
    yield* readCsvExactly(feed, file.path, table, 1);
  } finally {
    await feed.close();
  }
}

async function* ndjsonExactly(file: SourceFile, columns: readonly SourceColumn[]) {
  const feed = await openFileFeed(file);
  try {
    yield* readNdjsonExactly(feed, file.path, placesOf(columns), 1);
  } finally {
    await feed.close();
  }
}

const bad = fc.constantFrom<readonly number[]>([0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80]);
/** Bytes of a text, now and then with some that are not UTF-8. */
const bytesOf = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.option(fc.tuple(fc.nat(), bad), { freq: 6 })).map(([content, fault]) => {
    const bytes = Buffer.from(content);
    if (fault === null) return bytes;
    const at = fault[0] % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(fault[1]), bytes.subarray(at)]);
  });

describe('readCsvTable', () => {
  const cell = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', ' '), maxLength: 24 }),
    },
    fc
      .string({ unit: fc.constantFrom('a', '""', ';', '\n', '\r\n', '\r', 'é'), maxLength: 24 })
      .map((s) => `"${s}"`),
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom('a', '"', '\r', '\n', ';'), maxLength: 4 }),
    },
  );
  const lineBreak = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r');
  const file = (width: number) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
        fc.option(fc.array(cell, { minLength: 1, maxLength: 4 }), { freq: 5 }),
        lineBreak,
        fc.constantFrom('', '\ufeff'),
        fc.boolean(),
      )
      .map(([rows, odd, end, mark, isClosed]) => {
        const records = [HEADER.slice(0, width), ...rows, ...(odd ? [odd] : []), ...rows];
        const lines = records.map((cells) => cells.join(';'));
        return mark + lines.join(end) + (isClosed ? end : '');
      });
  const HEADER = ['a', 'b', 'c'];

  it('gives the rows and the error of the exact path', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 3 })
          .chain((width) => fc.tuple(fc.constant(width), bytesOf(file(width)))),
        async ([width, bytes]) => {
          // Which line is not UTF-8 is told by line feeds: records that end in CR alone are all in one. And
          // the exact path, which knows no block, takes what is sound of a last line for a row.
          const lastLine = bytes.subarray(bytes.lastIndexOf('\n') + 1);
          const hasLoneReturn = /\r(?!\n)/.test(bytes.toString('latin1'));
          fc.pre(isUtf8(bytes) || (isUtf8(lastLine) && !hasLoneReturn));
          const table = { header: HEADER.slice(0, width), delimiter: ';' };
          const source = await put(bytes);
          const found = await drain(readCsvTable(source, table));
          expect(found).toEqual(await drain(csvExactly(source, table)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes on with rows that are too long for a kernel', async () => {
    const long = 'x'.repeat(1 << 21);
    const table = { header: ['a', 'b'], delimiter: ';' };
    const source = await put(Buffer.from(`a;b\n1;"2\n"\n3;${long}\n4;5\n6\n`));
    const { rows, error } = await drain(readCsvTable(source, table));
    expect(rows.map(([id, text]) => [id, text?.length])).toEqual([
      ['1', 2],
      ['3', long.length],
      ['4', 1],
    ]);
    expect(error).toContain(':6  this row has 1 cells');
  });
});

describe('readNdjsonTable', () => {
  const columns: SourceColumn[] = [
    { name: 'a', type: { kind: 'string' } },
    { name: 'é', type: { kind: 'json' } },
  ];
  const value = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => JSON.stringify(s)),
    },
    fc.json({ maxDepth: 2 }),
    fc.constantFrom(
      '1e400',
      '-0',
      '12345678901234567890',
      '"\\ud800"',
      '"\\u00e9\\ud83d\\ude00"',
      '01',
      'nul',
      '',
    ),
  );
  const line = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(value, value).map(([a, b]) => `{"a":${a},"é":${b}}`) },
    fc.tuple(value, value).map(([a, b]) => `{ "é": ${b} , "a" :${a} }`),
    fc.constantFrom('', ' \t\r', '{}', '{"a":1,"a":2}', '{"b":1}', '[1]', 'null', '\ufeff{"a":1}'),
  );
  const file = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, end, isClosed]) => lines.join(end) + (isClosed ? end : ''));

  it('gives the rows and the error of the exact path', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(file), async (bytes) => {
        const source = await put(bytes);
        const found = await drain(readNdjsonTable(source, columns));
        expect(found).toEqual(await drain(ndjsonExactly(source, columns)));
      }),
      { numRuns: 200 },
    );
  });

  it('goes on with lines that are too long for a kernel', async () => {
    const long = 'x'.repeat(1 << 21);
    const source = await put(Buffer.from(`{"a":1}\n\n{"a":"${long}"}\n{"a":2}\n{"c":3}\n`));
    const { rows, error } = await drain(readNdjsonTable(source, columns));
    expect(rows.map(([text]) => text?.length)).toEqual([1, long.length, 1]);
    expect(error).toContain(':5  key "c"');
  });
});
