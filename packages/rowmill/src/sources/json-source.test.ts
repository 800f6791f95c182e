import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError } from '@rowmill/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElements } from './json-elements.ts';
import { openJsonSource } from './json-source.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-json-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function read(content: string | Uint8Array, rows?: string, name = 'table.json') {
  const path = join(directory, name);
  await writeFile(path, content);
  const source = await openJsonSource({ path, ...(rows === undefined ? {} : { rows }) });
  const all: (readonly (string | null)[])[] = [];
  try {
    for await (const batch of source.rows()) all.push(...batch);
    return { names: source.columns.map(({ name: column }) => column), rows: all };
  } catch (error) {
    return { rows: all, error };
  } finally {
    await source.close();
  }
}

const problemOf = async (content: string | Uint8Array, rows?: string) => {
  const found = await read(content, rows).catch((error: unknown) => ({ rows: [], error }));
  expect('error' in found && found.error).toBeInstanceOf(DataError);
  return { rows: found.rows, message: String('error' in found && found.error) };
};

/** Elements of a text that comes in pieces of a size. */
async function elementsOf(text: string, size: number, path = '$'): Promise<readonly string[]> {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: string[] = [];
  for await (const lines of readElements(chunks(), 'table.json', path))
    found.push(...lines.map(({ bytes }) => bytes.toString()));
  return found;
}

describe('json source', () => {
  it('reads an array of objects as it is written', async () => {
    const text = `\ufeff[
      {"id": 12345678901234567890, "name": "Zo\\u00eb", "tags": [1, "]"], "none": null},
      {"name": "x\\"}", "id": 1.50, "late": true} ]\n`;
    expect(await read(text)).toEqual({
      names: ['id', 'name', 'tags', 'none', 'late'],
      rows: [
        ['12345678901234567890', 'Zoë', '[1, "]"]', null, null],
        ['1.50', 'x"}', null, null, 'true'],
      ],
    });
  });

  it('finds the array at a path and passes over the rest', async () => {
    const text =
      '{"items": [{"a": 0}], "data": {"x": {"items": 1}, "t": "\\"items\\": [", "items": [{"a": 1}]}, "end": [{}]}';
    expect((await read(text, '$.data.items')).rows).toEqual([['1']]);
    expect((await read(text, '$.items')).rows).toEqual([['0']]);
    const { message } = await problemOf(text, '$.data.more');
    expect(message).toMatch(/table\.json:1 {2}there is no array at \$\.data\.more/);
  });

  it('decompresses a .gz file', async () => {
    expect((await read(gzipSync('[{"a":1}]'), '$', 'table.json.gz')).rows).toEqual([['1']]);
  });

  it('cuts elements wherever the chunks end', async () => {
    const nested = fc.jsonValue({ noUnicodeString: false }).map((value) => ({ value, 'a"]}': 1 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(nested, { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 2),
        async (rows, size, indent) => {
          const wanted = rows.map((row) => JSON.stringify(row));
          const plain = await elementsOf(JSON.stringify(rows, null, indent), size);
          expect(plain.map((text) => JSON.stringify(JSON.parse(text)))).toEqual(wanted);
          const around = { first: rows[0] ?? null, data: { before: '[', rows }, after: [{}] };
          const found = await elementsOf(JSON.stringify(around), size, '$.data.rows');
          expect(found).toEqual(wanted);
        },
      ),
    );
  });

  it.each([
    ['[{"a":1},\n{"a":"secret', 'table.json:2  the document ends in the middle'],
    ['[{"a":1}', 'table.json:1  the document ends in the middle'],
    ['[{"a":1}\n{"a":2}]', 'table.json:2  a comma is missing or too many between rows'],
    ['[{"a":1},]', 'table.json:1  a comma is missing or too many between rows'],
    ['[{"a":1}] secret', 'table.json:1  something stands behind the document'],
    ['[{"a":1},"secret"]', 'a string is not a row'],
    ['[{"a":1},{"a":secret}]', 'not JSON: Unexpected token'],
  ])('gives the rows before what is wrong in %s, and never a value', async (text, problem) => {
    const { rows, message } = await problemOf(text);
    expect(rows).toEqual([['1']]);
    expect(message).toContain(problem);
    expect(message).not.toContain('secret');
  });

  it('refuses bytes that are not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('[{"a":1},\n{"a":"'),
      Buffer.of(0xff),
      Buffer.from('"}]'),
    ]);
    const { rows, message } = await problemOf(bytes);
    expect(rows).toEqual([['1']]);
    expect(message).toMatch(/table\.json:2 {2}this line is not UTF-8/);
  });

  it('wants rows', async () => {
    expect((await problemOf('[]')).message).toMatch(/there are no keys/);
    expect((await problemOf('{"a":1}')).message).toMatch(/there is no array at \$/);
    expect((await problemOf('')).message).toMatch(/ends in the middle/);
  });
});
