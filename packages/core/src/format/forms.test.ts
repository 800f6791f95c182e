import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ValueType } from '../model/value-type.ts';
import { copy } from './forms/copy.ts';
import { csvForm } from './forms/csv.ts';
import { json } from './forms/json.ts';
import { ndjson } from './forms/ndjson.ts';
import { sql } from './forms/sql.ts';
import type { TextRows } from './text-batches.ts';
import { textProgram } from './text-batches.ts';
import type { TextForm } from './text-form.ts';
import { openTextRows } from './text-rows.ts';
import { partText } from './text-table.ts';

const STRING: ValueType = { kind: 'string' };

/** A whole file of rows, written in slices of any size. */
function write(form: TextForm, rows: TextRows, types: readonly ValueType[], slice = 8192): string {
  const columns = types.map((type, c) => ({ name: `c${c}`, type, nullable: true }));
  const encoder = openTextRows('t', columns, form);
  const { header, footer } = partText(textProgram('t', columns), form, rows.length);
  const pieces: Uint8Array[] = [new TextEncoder().encode(header)];
  for (let from = 0; from < rows.length; from += slice) {
    encoder.encode(rows.slice(from, from + slice), from, from === 0, (_batch, [encoded]) => {
      let size = 0;
      encoded?.write((bytes) => {
        size += bytes.length;
        pieces.push(bytes.slice());
      });
      expect(size).toBe(encoded?.byteCount);
    });
  }
  pieces.push(new TextEncoder().encode(footer));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
}

/** Text with everything that some format has to escape, and every length of UTF-8. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '"',
      "'",
      '\\',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '\b',
      '\f',
      '\u0000',
      ' ',
      '=',
      '-',
      '@',
      'a',
      'é',
      '漢',
      '😀',
      '\u007f',
      '\uffff',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((s) => s.isWellFormed()),
  ),
  maxLength: 40,
});
const cell = fc.option(text, { nil: null });
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 30 }),
  );
const slices = fc.integer({ min: 1, max: 12 });
const typesOf = (rows: TextRows): ValueType[] => (rows[0] ?? ['']).map(() => STRING);

const forEachTable = (check: (rows: (string | null)[][], slice: number) => void): void =>
  fc.assert(fc.property(table, slices, check), { numRuns: 150 });

const asObjects = (rows: TextRows): unknown[] =>
  rows.map((row) => Object.fromEntries(row.map((value, c) => [`c${c}`, value])));

describe.each(['ts', 'wasm'])('NDJSON, by engine %s', (engine) => {
  beforeEach(() => void vi.stubEnv('ROWMILL_ENGINE', engine));
  afterEach(() => void vi.unstubAllEnvs());

  it('is what JSON.stringify writes, line by line', () => {
    forEachTable((rows, slice) => {
      expect(write(ndjson, rows, typesOf(rows), slice)).toBe(
        asObjects(rows)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(''),
      );
    });
  });

  it('writes numbers, booleans and JSON bare', () => {
    const types: ValueType[] = [
      { kind: 'integer' },
      { kind: 'json' },
      { kind: 'boolean' },
      { kind: 'decimal', scale: 2 },
    ];
    expect(
      write(
        ndjson,
        [
          ['12345678901234567890', '{"a":[1]}', 'true', '1.50'],
          [null, null, null, null],
        ],
        types,
      ),
    ).toBe(
      '{"c0":12345678901234567890,"c1":{"a":[1]},"c2":true,"c3":1.50}\n{"c0":null,"c1":null,"c2":null,"c3":null}\n',
    );
  });
});

describe.each(['ts', 'wasm'])('JSON, by engine %s', (engine) => {
  beforeEach(() => void vi.stubEnv('ROWMILL_ENGINE', engine));
  afterEach(() => void vi.unstubAllEnvs());

  it('reads back as one array, empty or not', () => {
    forEachTable((rows, slice) => {
      expect(JSON.parse(write(json, rows, typesOf(rows), slice))).toEqual(asObjects(rows));
    });
  });
});

/** RFC 4180 with nulls: an unquoted empty field. */
function parseCsv(source: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  const field = /"((?:[^"]|"")*)"([,\n])|([^",\n]*)([,\n])/gy;
  while (field.lastIndex < source.length) {
    const match = field.exec(source);
    if (match === null) throw new Error(`not CSV at ${field.lastIndex}: ${source}`);
    const [, quoted, end, bare, bareEnd] = match;
    row.push(quoted === undefined ? bare || null : quoted.replaceAll('""', '"'));
    if ((end ?? bareEnd) === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe.each(['ts', 'wasm'])('CSV, by engine %s', (engine) => {
  beforeEach(() => void vi.stubEnv('ROWMILL_ENGINE', engine));
  afterEach(() => void vi.unstubAllEnvs());

  it('reads back with nulls and empty texts apart', () => {
    forEachTable((rows, slice) => {
      const [header, ...data] = parseCsv(write(csvForm(), rows, typesOf(rows), slice));
      expect(header).toEqual(typesOf(rows).map((_, c) => `c${c}`));
      expect(data).toEqual(rows);
    });
  });

  it('takes away from formulas what makes them run, where it is asked to', () => {
    const rows = [['=1+1'], ['-2'], ['@x'], ['a=b']];
    expect(write(csvForm({ formulas: 'escape' }), rows, [STRING])).toBe(
      'c0\n"\'=1+1"\n"\'-2"\n"\'@x"\na=b\n',
    );
    expect(write(csvForm(), rows, [STRING])).toBe('c0\n=1+1\n-2\n@x\na=b\n');
  });
});

describe.each(['ts', 'wasm'])('COPY, by engine %s', (engine) => {
  beforeEach(() => void vi.stubEnv('ROWMILL_ENGINE', engine));
  afterEach(() => void vi.unstubAllEnvs());

  it('reads back by the rules of the PostgreSQL manual', () => {
    const letters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
    forEachTable((rows, slice) => {
      const lines = write(copy, rows, typesOf(rows), slice).split('\n').slice(0, -1);
      const read = lines.map((line) =>
        line
          .split('\t')
          .map((field) =>
            field === '\\N'
              ? null
              : field.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? '?'),
          ),
      );
      expect(read).toEqual(rows);
    });
  });
});

describe.each(['ts', 'wasm'])('SQL, by engine %s', (engine) => {
  beforeEach(() => void vi.stubEnv('ROWMILL_ENGINE', engine));
  afterEach(() => void vi.unstubAllEnvs());

  it('doubles apostrophes and starts a statement every 500 rows, wherever slices end', () => {
    const rows = Array.from({ length: 1001 }, (_, i) => [i % 2 === 0 ? `it's ${i}` : null]);
    const whole = write(sql, rows, [STRING], 7);
    expect(whole).toBe(write(sql, rows, [STRING]));
    const statements = whole.split(';\n').slice(0, -1);
    expect(statements.map((statement) => statement.split('\n').length - 1)).toEqual([500, 500, 1]);
    expect(statements[0]?.split('\n').slice(0, 3)).toEqual([
      'INSERT INTO "t" ("c0") VALUES',
      "('it''s 0'),",
      '(NULL),',
    ]);
  });

  it('is empty for a table without rows', () => expect(write(sql, [], [STRING])).toBe(''));
});
