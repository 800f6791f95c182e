import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTableMask,
  loadLocale,
  maskWords,
  parseMaskKey,
  planMasking,
} from '@rowmill/core/engine';
import { keyForThread, planForThread } from '@rowmill/core/masks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCsvSource } from '../sources/csv-source.ts';
import { openNdjsonSource } from '../sources/ndjson-source.ts';
import { openBuiltPool } from '../testing/built-pool.ts';
import type { TableSchema } from './jobs.ts';
import { type MaskedTable, writeMasked } from './write-masked.ts';

const MASKS: Readonly<Record<string, string>> = {
  id: 'keep',
  email: 'fake.email',
  name: 'fake.person',
  phone: 'fpe.ff1',
  note: 'redact',
};
const NAMES = Object.keys(MASKS);
const KEY = parseMaskKey('a passphrase of a test');
const AS_OF = new Date('2026-01-01T00:00:00Z');
const PLAN = planMasking({
  table: 'people',
  locale: 'en',
  sourceColumns: NAMES.map((name) => ({ name })),
  rules: Object.entries(MASKS).map(([column, strategy]) => ({ column, strategy, options: {} })),
});
const COLUMNS = NAMES.map((name) => ({ name, type: { kind: 'string' }, nullable: true }) as const);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-mask-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Trial {
  readonly format?: 'ndjson' | 'csv';
  readonly workers?: number;
  readonly schema?: TableSchema;
}

/** Masks a file and gives what was written, beside what is told of it. */
async function maskText(
  text: string,
  { format = 'ndjson', workers = 1, schema }: Trial = {},
): Promise<MaskedTable & { text: string; failureLines: string }> {
  const [path, out] = [join(folder, `people.${format}`), join(folder, 'masked')];
  const failuresFile = join(folder, 'failures.ndjson');
  rmSync(failuresFile, { force: true });
  writeFileSync(path, text);
  const pool = openBuiltPool(workers);
  try {
    const source = { path, size: statSync(path).size };
    const masked = await writeMasked(
      {
        source: {
          ...source,
          format: format === 'csv' ? { name: format, delimiter: ',' } : { name: format },
        },
        masks: planForThread(PLAN),
        key: keyForThread(KEY),
        asOf: AS_OF,
        columns: COLUMNS,
        schema: schema && { schema, key: ['id'], failuresFile },
        format: { name: 'ndjson' },
        path: out,
      },
      { pool },
    );
    const failureLines = existsSync(failuresFile) ? readFileSync(failuresFile, 'utf8') : '';
    return { ...masked, text: readFileSync(out, 'utf8'), failureLines };
  } finally {
    await pool.close();
  }
}

/** The file that was masked last, row by row and as strings. */
async function maskRowByRow(format: 'ndjson' | 'csv'): Promise<string> {
  const path = join(folder, `people.${format}`);
  const source = await (format === 'csv' ? openCsvSource({ path }) : openNdjsonSource({ path }));
  const words = { en: maskWords(await loadLocale('en')) };
  const mask = createTableMask(PLAN, { key: KEY, asOf: AS_OF, words });
  const lines: string[] = [];
  for await (const rows of source.rows())
    for (const row of mask.mask(rows))
      lines.push(`${JSON.stringify(Object.fromEntries(NAMES.map((name, i) => [name, row[i]])))}\n`);
  await source.close();
  return lines.join('');
}

const person = (row: number) => ({
  id: row,
  email: `person.${row}@mail.example`,
  name: row % 7 === 0 ? `José  Díaz ${row}` : `Ada Noether ${row}`,
  phone: row % 5 === 0 ? null : `(555) 010-${1000 + row}`,
  note: row % 11 === 0 ? 'a "quoted"\nnote \u2028 \\ of Ann' : 'plain',
});

const people = (count: number): string =>
  Array.from({ length: count }, (_, row) => `${JSON.stringify(person(row))}\n`).join('');

const SCHEMA: TableSchema = {
  origin: 'people.schema.json',
  uri: 'file:///people.schema.json',
  root: { type: 'object', properties: { phone: { type: 'string' } } },
  others: {},
};

/** A cell that is longer than a range. */
const MANY = `"${'a line\n'.repeat(100_000)}"`;
/** A cell with lines that are records by themselves, and an even number of quotes in each. */
const FALSE_ROWS = `"a\n${'1,e@mail.example,""Bo"",(555) 010-1000,""x""\n'.repeat(3)}b"`;

describe('writeMasked', () => {
  it('writes what masking row by row gives, for any number of workers', async () => {
    const text = people(30_000);
    const [one, three] = [await maskText(text), await maskText(text, { workers: 3 })];
    expect(one.text).toBe(await maskRowByRow('ndjson'));
    expect(three.text === one.text).toBe(true);
    expect(three).toEqual(one);
    expect(one).toMatchObject({ rows: 30_000, bytes: Buffer.byteLength(one.text) });
    expect(one.masking.find(({ column }) => column === 'phone')).toMatchObject({
      masked: 24_000,
      nulls: 6000,
      unchangedValues: 0,
    });
  });

  it('takes lines as they come: other orders, absent keys, blank lines, no line feed at the end', async () => {
    const lines = [
      '\ufeff{"id":1,"email":"a@b.example","name":"Ann","phone":"030 1234567","note":null}',
      '{ "name": "B\\u00f6b", "id": "x", "email": null }',
      '',
      '{"note":true,"phone":"+49 (30) 9876543","id":{"a":[1]},"name":"","email":"A@B.EXAMPLE"}',
    ];
    const { text, rows } = await maskText(lines.join('\n'));
    expect(rows).toBe(3);
    expect(text).toBe(await maskRowByRow('ndjson'));
    const [first, , last] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(last.email).toBe(first.email);
  });

  const phone = (row: number): string => (row % 5 === 0 ? '' : `(555) 010-${1000 + row}`);
  const csv = (count: number, note: (row: number) => string, lineEnd = '\n'): string => {
    const rows = Array.from(
      { length: count },
      (_, i) => `${i},p${i}@mail.example,"Ada ""the"" ${i}",${phone(i)},${note(i)}`,
    );
    return [NAMES.join(','), ...rows, ''].join(lineEnd);
  };

  it.each([
    ['lines alone', (row: number) => `"a, b ${row}"`, '\n'],
    ['lines that end in CR LF', (row: number) => `note ${row}`, '\r\n'],
    ['line feeds in every cell', () => '"two\nlines"', '\n'],
    ['one cell of many lines in the middle', (row: number) => (row === 8000 ? MANY : 'x'), '\n'],
    ['what looks like records in a cell', (row: number) => (row > 9000 ? FALSE_ROWS : ''), '\n'],
  ])('takes CSV with %s, for any number of workers', async (_, note, lineEnd) => {
    const text = csv(20_000, note, lineEnd);
    const options = { format: 'csv', schema: SCHEMA } as const;
    const one = await maskText(text, options);
    const three = await maskText(text, { ...options, workers: 3 });
    expect(one).toMatchObject({ rows: 20_000, failures: { rows: 4000 } });
    expect(one.failureLines.trimEnd().split('\n')).toHaveLength(4000);
    expect(one.text === (await maskRowByRow('csv'))).toBe(true);
    expect(three).toEqual(one);
  });

  it('tells rows that break the schema by their numbers, in their order', async () => {
    const text = people(20_000);
    const [one, two] = [
      await maskText(text, { schema: SCHEMA }),
      await maskText(text, { schema: SCHEMA, workers: 2 }),
    ];
    expect(one.failures.rows).toBe(4000);
    expect(one.failures.byRule).toEqual({ type: 4000 });
    expect(one.failures.examples.map(({ row }) => row).slice(0, 3)).toEqual([0, 5, 10]);
    expect(two.failures).toEqual(one.failures);
    expect(two.failureLines === one.failureLines).toBe(true);
    const rows = one.failureLines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).row);
    expect(rows).toEqual(Array.from({ length: 4000 }, (_, i) => 5 * i));
  });

  it.each([
    ['a line that is no JSON', '{"id":'],
    ['a key that nobody has decided on', '{"id":1,"nick":"Al"}'],
    ['a number of too few digits for its cipher', '{"id":1,"phone":"12"}'],
  ])('leaves %s to who goes row by row, and nothing behind', async (_, line) => {
    const failure = { failure: expect.stringMatching(/^(?:IrregularRows|Mask)Error$/) };
    await expect(maskText(`${people(20_000)}${line}\n`, { workers: 2 })).rejects.toMatchObject(
      failure,
    );
    expect(existsSync(join(folder, 'masked'))).toBe(false);
  });
});
