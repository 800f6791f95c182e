import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError } from '@rowmill/core';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { readCsvRecords } from './csv-records.ts';
import { type CsvRecord, scanCsv } from './csv-scan.ts';
import { openCsvSource } from './csv-source.ts';

type Cell = string | null;

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowmill-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(content: string | Uint8Array, ending = 'csv'): Promise<string> {
  const path = join(folder, `${files++}.${ending}`);
  await writeFile(path, content);
  return path;
}

/** Everything the source gives until it ends or fails. */
async function readAll(
  content: string | Uint8Array,
  { delimiter = ',', ending = 'csv' } = {},
): Promise<{ names: string[]; rows: (readonly Cell[])[]; problem?: string }> {
  const path = await write(content, ending);
  const rows: (readonly Cell[])[] = [];
  let names: string[] = [];
  try {
    const source = await openCsvSource({ path, delimiter });
    names = source.columns.map(({ name }) => name);
    for await (const batch of source.rows()) rows.push(...batch);
    await source.close();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    expect(error.origin).toBe(path);
    return { names, rows, problem: error.message.slice(path.length) };
  }
  return { names, rows };
}

/** RFC 4180, with quotes wherever they may matter. */
function encode(rows: readonly (readonly Cell[])[], lineBreak: string, delimiter = ','): string {
  const quote = (cell: Cell): string => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`);
  return rows.map((row) => row.map(quote).join(delimiter) + lineBreak).join('');
}

/** What an independent parser makes of it; undefined where it refuses. */
function parseOrRefuse(text: string): unknown[] | undefined {
  try {
    return parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    });
  } catch {
    return undefined;
  }
}

describe('a CSV source', () => {
  it('gives back what was written, whatever the text, the line breaks and the chunks', async () => {
    const cell = fc.option(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.string({
          unit: fc.constantFrom('"', ',', '\n', '\r', 'é', '😀', ' ', 'a'),
          maxLength: 8,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 10 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (rows, lineBreak, chunkBytes, isMarked) => {
          const bytes = Buffer.from((isMarked ? '\ufeff' : '') + encode(rows, lineBreak));
          async function* chunks(): AsyncGenerator<Buffer> {
            for (let at = 0; at < bytes.length; at += chunkBytes) {
              yield bytes.subarray(at, at + chunkBytes);
            }
          }
          const read: (readonly Cell[])[] = [];
          for await (const group of readCsvRecords(chunks(), { origin: 'x', delimiter: ',' })) {
            read.push(...group.map(({ cells }) => cells));
          }
          expect(read).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells an empty cell, which is null, from a quoted one, which is empty', async () => {
    expect(await readAll('\ufeffid,name\r\n1,\r\n2,""\r\n,\r\n')).toEqual({
      names: ['id', 'name'],
      rows: [
        ['1', null],
        ['2', ''],
        [null, null],
      ],
    });
  });

  it('reads without a line break at the end, and skips blank lines', async () => {
    expect((await readAll('a,b\n1,2\n\n3,4')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect((await readAll('a\n1\n\n""\n')).rows).toEqual([['1'], [null], ['']]);
    expect(await readAll('a,b\n')).toEqual({ names: ['a', 'b'], rows: [] });
  });

  it('agrees with csv-parse on any text that it takes for CSV', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '"', ',', '\n', '\r\n', 'a', 'é', ' ') });
    fc.assert(
      fc.property(text, (csv) => {
        const records: CsvRecord[] = [];
        const scan = { origin: 'x', delimiter: 0x2c, text: csv, isLast: true, at: 0, line: 1 };
        const expected = parseOrRefuse(csv);
        if (!expected) expect(() => scanCsv(scan, records)).toThrow(DataError);
        else {
          scanCsv(scan, records);
          expect(records.map(({ cells }) => cells)).toEqual(expected);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('reads other delimiters', async () => {
    await expect(openCsvSource({ path: 'x', delimiter: '"' })).rejects.toThrow(/cannot stand/);
    await expect(openCsvSource({ path: 'x', delimiter: ', ' })).rejects.toThrow(/cannot stand/);
    expect((await readAll('a;b\n"1;2";3,4\n', { delimiter: ';' })).rows).toEqual([['1;2', '3,4']]);
    expect((await readAll('a\tb\n1\t2\n', { delimiter: '\t' })).rows).toEqual([['1', '2']]);
  });

  it('decompresses a .gz file, and says when it is damaged', async () => {
    const text = `a,b\n${'1,2\n'.repeat(50_000)}`;
    const packed = gzipSync(text);
    expect((await readAll(packed, { ending: 'csv.gz' })).rows).toHaveLength(50_000);
    const cut = await readAll(packed.subarray(0, packed.length - 20), { ending: 'csv.gz' });
    expect(cut.problem).toMatch(/^ {2}is not a sound gzip file/);
    expect((await readAll(text, { ending: 'csv.gz' })).problem).toMatch(/not a sound gzip file/);
  });

  it.each([
    ['a,b\n1,2\n3,"4\n5,6\n7,8\n', 1, ':3  a quote opens here that is never closed'],
    ['a,b\n1,"2\n2"\n3,"4\n5,6\n', 1, ':4  a quote opens here that is never closed'],
    ['a,b\n1,2\n3,x"4\n5,6\n', 1, ':3  a quote stands inside a cell without quotes'],
    ['a,b\n1,2\n3,"4"x\n5,6\n', 1, ':3  a closing quote is followed by more text'],
    [
      'a,b\n1,2\n3,"4\n5,"6"\n',
      1,
      ':4  a closing quote is followed by more text, in the row that starts at line 3',
    ],
    ['a,b\n1,2\n3\n', 1, ':3  this row has 1 cells, but the header names 2 columns'],
    ['a,b\n1,"x\ny"\n1,2,3\n4,5\n', 1, ':4  this row has 3 cells, but the header names 2 columns'],
    ['a,b\n1,2\n\n3,4,5\n', 1, ':4  this row has 3 cells'],
    ['', 0, ':1  the file is empty'],
    ['a,,a\n1,2,3\n', 0, ':1  column 2 has no name, "a" names two columns'],
  ])('stops at %j after %i rows and names the line', async (text, rowCount, problem) => {
    const read = await readAll(text);
    expect(read.problem?.slice(0, problem.length)).toBe(problem);
    expect(read.rows).toHaveLength(rowCount);
  });

  it('gives all sound rows, however many, before it stops at a bad one', async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => `${row},"text ${row}"\n`);
    const read = await readAll(`id,text\n${rows.join('')}100000\n1,2\n`);
    expect(read.rows).toHaveLength(100_000);
    expect(read.rows.at(-1)).toEqual(['99999', 'text 99999']);
    expect(read.problem).toMatch(/^:100002 {2}this row has 1 cells/);
  });

  it('stops at bytes that are not UTF-8, naming the line', async () => {
    const lines = Buffer.from(`a,b\n${'1,é\n'.repeat(100_000)}`);
    const read = await readAll(Buffer.concat([lines, Buffer.from('2,'), Buffer.of(0xe9, 0x0a)]));
    expect(read.problem).toBe(':100002  this line is not UTF-8 - save the file as UTF-8');
    expect(read.rows).toHaveLength(100_000);
    const cut = await readAll(Buffer.concat([Buffer.from('a,b\n1,'), Buffer.of(0xc3)]));
    expect(cut.problem).toMatch(/^:2 {2}this line is not UTF-8/);
  });

  it('never shows a value in a message', async () => {
    for (const text of [
      'a,b\n1,sec"ret\n',
      'a,b\n1,"x"secret\n',
      'a,b\nsecret\n',
      'a,b\n"secret\n',
    ]) {
      const { problem } = await readAll(text);
      expect(problem).toBeDefined();
      expect(problem).not.toMatch(/sec/);
    }
  });

  it('hands over batches of 8192 rows and starts afresh on every call', async () => {
    const path = await write(`a\n${'1\n'.repeat(20_000)}`);
    const source = await openCsvSource({ path });
    for (let call = 0; call < 2; call++) {
      const sizes: number[] = [];
      for await (const batch of source.rows()) sizes.push(batch.length);
      expect(sizes).toEqual([8192, 8192, 3616]);
    }
    await source.close();
    await source.close();
  });

  it('stops at once when told to, and after it is closed', async () => {
    const path = await write(`a\n${'1\n'.repeat(500_000)}`);
    const source = await openCsvSource({ path });
    const stop = new AbortController();
    const read = async (signal?: AbortSignal): Promise<number> => {
      let rows = 0;
      for await (const batch of source.rows(signal)) {
        rows += batch.length;
        if (signal && rows > 10_000) stop.abort(new Error('enough'));
      }
      return rows;
    };
    await expect(read(stop.signal)).rejects.toThrow('enough');
    await source.close();
    await expect(read()).rejects.toThrow(SourceError);
  });

  it('says what is wrong with a path', async () => {
    const missing = join(folder, 'missing.csv');
    await expect(openCsvSource({ path: missing })).rejects.toMatchObject({
      name: 'SourceError',
      code: 'ENOENT',
      message: `csv ${missing}: there is no such file, check the path: ${missing}`,
    });
    await expect(openCsvSource({ path: folder })).rejects.toThrow(/this is a directory/);
  });

  it('notices a header that changes between opening and reading', async () => {
    const path = await write('a,b\n1,2\n');
    const source = await openCsvSource({ path });
    await writeFile(path, 'b,a\n');
    await appendFile(path, '1,2\n');
    await expect(source.rows()[Symbol.asyncIterator]().next()).rejects.toThrow(
      /:1 {2}the header has changed/,
    );
  });
});
