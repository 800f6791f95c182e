import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError } from '@rowmill/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { readFields, readString } from './ndjson-fields.ts';
import { readLines } from './ndjson-lines.ts';
import { openNdjsonSource } from './ndjson-source.ts';

type Cell = string | null;

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowmill-ndjson-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(content: string | Uint8Array, ending = 'ndjson'): Promise<string> {
  const path = join(folder, `${files++}.${ending}`);
  await writeFile(path, content);
  return path;
}

/** Everything the source gives until it ends or fails. */
async function readAll(
  content: string | Uint8Array,
  ending = 'ndjson',
): Promise<{ columns: string[]; rows: (readonly Cell[])[]; problem?: string }> {
  const path = await write(content, ending);
  const rows: (readonly Cell[])[] = [];
  let columns: string[] = [];
  try {
    const source = await openNdjsonSource({ path });
    columns = source.columns.map(({ name, type }) => `${name} ${type?.kind}`);
    for await (const batch of source.rows()) rows.push(...batch);
    await source.close();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    expect(error.origin).toBe(path);
    return { columns, rows, problem: error.message.slice(path.length) };
  }
  return { columns, rows };
}

describe('readFields', () => {
  it('finds the names and values that JSON.parse finds, in any spelling', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', ',', ':', 'é') });
    const object = fc.dictionary(name, fc.jsonValue({ maxDepth: 4 }));
    const indent = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(object, indent, (value, space) => {
        const fields = readFields(` ${JSON.stringify(value, undefined, space)} `);
        const parsed = fields.map(({ name: key, json }) => [key, JSON.parse(json)]);
        expect(parsed).toEqual(
          Object.entries(JSON.parse(JSON.stringify(value))).sort(byPlace(fields)),
        );
        for (const { json } of fields) expect(json).toBe(json.trim());
      }),
      { numRuns: 1000 },
    );
  });

  /** Objects move keys such as "0" to the front. */
  function byPlace(fields: ReturnType<typeof readFields>) {
    const place = new Map(fields.map(({ name }, index) => [name, index]));
    return ([one]: [string, unknown], [other]: [string, unknown]) =>
      (place.get(one) ?? 0) - (place.get(other) ?? 0);
  }

  it('keeps repeats and the digits of numbers', () => {
    expect(readFields('{"a":12345678901234567890,"a":1.10,"b":-0e-400}')).toEqual([
      { name: 'a', json: '12345678901234567890' },
      { name: 'a', json: '1.10' },
      { name: 'b', json: '-0e-400' },
    ]);
  });

  it('reads escapes', () => {
    expect(readString(String.raw`"a\\\"\u00e9\n"`)).toBe('a\\"é\n');
  });
});

describe('an NDJSON source', () => {
  it('takes the keys of all sampled rows as columns, and what is missing as null', async () => {
    expect(await readAll('{"id":1,"name":"Ann"}\n\n{"email":"b@x","id":2}\r\n{}\n')).toEqual({
      columns: ['id string', 'name string', 'email string'],
      rows: [
        ['1', 'Ann', null],
        ['2', null, 'b@x'],
        [null, null, null],
      ],
    });
  });

  it('gives every kind of value as text, exactly', async () => {
    const line = String.raw`{"big":12345678901234567890,"price":1.10,"yes":true,"none":null,"text":"a\"\u00e9","empty":"","list":[1, 2.50],"deep":{"a":{"b":18446744073709551616}}}`;
    const read = await readAll(`\ufeff${line}`);
    expect(read.rows).toEqual([
      [
        '12345678901234567890',
        '1.10',
        'true',
        null,
        'a"é',
        '',
        '[1, 2.50]',
        '{"a":{"b":18446744073709551616}}',
      ],
    ]);
    expect(read.columns.slice(-3)).toEqual(['empty string', 'list json', 'deep json']);
  });

  it('keeps every cell of a json column JSON, and other columns text', async () => {
    const nested = '{"a":[],"b":"x"}\n';
    const read = await readAll(
      `${nested.repeat(10_000)}{"a":"text","b":[1]}\n{"a":null,"b":null}\n{"a":1,"b":"y"}\n`,
    );
    expect(read.columns).toEqual(['a json', 'b string']);
    expect(read.rows.slice(-3)).toEqual([
      ['"text"', '[1]'],
      [null, null],
      ['1', 'y'],
    ]);
  });

  it.each([
    ['{"a":1}\n{"a":x}\n{"a":3}\n', 1, ":2  not JSON: Unexpected token 'x' - "],
    [
      '{"a":1}\n\n{"a":1\n',
      1,
      ":3  not JSON: Expected ',' or '}' after property value in JSON at position 6",
    ],
    ['{"a":1}\n[1]\n', 1, ':2  an array is not a row'],
    ['{"a":1}\n"text"\n', 1, ':2  a string is not a row'],
    ['{"a":1}\nnull\n', 1, ':2  null is not a row'],
    ['{"a":1}\n{"a":1,"a":2}\n', 1, ':2  key "a" stands twice in this row'],
    ['{"a":1}\n{"a":"\\ud800"}\n', 1, ':2  the value of "a" holds half a character'],
    ['oops\n', 0, ":1  not JSON: Unexpected token 'o'"],
    ['', 0, ':1  there are no keys in this file'],
    ['{}\n', 0, ':1  there are no keys in this file'],
  ])('stops at %j after %i rows and names the line', async (text, rowCount, problem) => {
    const read = await readAll(text);
    expect(read.problem?.slice(0, problem.length)).toBe(problem);
    expect(read.rows).toHaveLength(rowCount);
  });

  it('stops at a key that appears after the sample: nobody has decided how to mask it', async () => {
    const read = await readAll(`${'{"a":1}\n'.repeat(20_000)}{"a":1,"ssn":"123"}\n`);
    expect(read.rows).toHaveLength(20_000);
    expect(read.problem).toMatch(/^:20001 {2}key "ssn" is in none of the first 10000 rows/);
    expect(read.problem).not.toContain('123');
  });

  it('never shows a value in a message', async () => {
    for (const line of ['{"a":"secret"x}', '{"a":secret}', '"secret', '{"a":"secret', 'secret']) {
      const { problem } = await readAll(`{"a":1}\n${line}\n`);
      expect(problem).toMatch(/^:2 {2}not JSON: ./);
      expect(problem).not.toContain('secret');
    }
  });

  it('stops at bytes that are not UTF-8', async () => {
    const bad = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":"'),
      Buffer.of(0xe9),
      Buffer.from('"}\n'),
    ]);
    const read = await readAll(bad);
    expect(read.rows).toEqual([['1']]);
    expect(read.problem).toMatch(/^:2 {2}this line is not UTF-8/);
  });

  it('takes names that mean something to JavaScript for names', async () => {
    const read = await readAll('{"__proto__":"a","constructor":"b","toString":"c"}\n');
    expect(read.columns).toEqual(['__proto__ string', 'constructor string', 'toString string']);
    expect(read.rows).toEqual([['a', 'b', 'c']]);
  });

  it('reads nesting however deep', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect((await readAll(`{"a":${deep}}\n`)).rows).toEqual([[deep]]);
  });

  it('decompresses a .gz file', async () => {
    const read = await readAll(gzipSync('{"a":1}\n{"a":2}'), 'ndjson.gz');
    expect(read.rows).toEqual([['1'], ['2']]);
  });

  it('hands over batches of 8192 rows, and stops when told to', async () => {
    const path = await write('{"a":1}\n'.repeat(20_000));
    const source = await openNdjsonSource({ path });
    const sizes: number[] = [];
    for await (const batch of source.rows()) sizes.push(batch.length);
    expect(sizes).toEqual([8192, 8192, 3616]);
    const reason = new Error('enough');
    const stopped = source.rows(AbortSignal.abort(reason))[Symbol.asyncIterator]();
    await expect(stopped.next()).rejects.toBe(reason);
    await source.close();
    await expect(source.rows()[Symbol.asyncIterator]().next()).rejects.toThrow(SourceError);
  });
});

describe('readLines', () => {
  async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  it('gives the same lines for any chunks', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 12 }), async (content, size) => {
        const lines: string[] = [];
        for await (const group of readLines(cut(Buffer.from(content), size), 'x')) {
          for (const { number, bytes } of group) lines[number - 1] = bytes.toString();
        }
        expect(lines).toEqual(content === '' ? [] : content.replace(/\n$/, '').split('\n'));
      }),
    );
  });

  it('stops at a line of more than 16 MiB, after the lines before it', async () => {
    const bytes = Buffer.concat([Buffer.from('a\nb\n'), Buffer.alloc(17 * 1024 * 1024, 0x63)]);
    const lines: string[] = [];
    const read = async (): Promise<void> => {
      for await (const group of readLines(cut(bytes, 1024 * 1024), 'file')) {
        lines.push(...group.map((line) => line.bytes.toString()));
      }
    };
    await expect(read()).rejects.toThrow(/^file:3 {2}this line takes more than 16 MiB/);
    expect(lines).toEqual(['a', 'b']);
  });
});
