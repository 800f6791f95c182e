import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlainRow, type ReadFile, readFile } from '../testing/read-files.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openNdjsonReader, rowReaderSize } from './ndjson-reader.ts';
import { type Tag, Tags } from './read-batch.ts';

const COLUMNS = ['id', 'e-mail', 'näme', 'nested "é"'];

interface Options {
  readonly columns?: readonly string[];
  readonly blockBytes?: number;
  readonly pieces?: readonly number[];
}

function read(engine: EngineName, file: string, options: Options = {}): ReadFile {
  const { columns = COLUMNS, blockBytes = 1 << 14, pieces = [1 << 20] } = options;
  const size = rowReaderSize({ columns, blockBytes });
  const open = (memory: Parameters<typeof openNdjsonReader>[0]) =>
    openNdjsonReader(memory, { columns, blockBytes });
  return readFile(engine, size, open, file, pieces);
}

const utf8 = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (b) => String.fromCharCode(b)).join('');

/** What the reader has to say of a line, told by JSON.parse and a scan for names that stand twice. */
function expectedRow(raw: string, line: number, columns: readonly string[]): PlainRow | undefined {
  if (/^[ \t\r]*$/.test(raw)) return undefined;
  const odd = { cells: columns.map(() => [Tags.absent, null] as const), raw, line, isSound: false };
  const fields = fieldsOf(raw);
  const names = fields?.map(([name]) => name) ?? [];
  const isTold =
    fields !== undefined &&
    new Set(names).size === names.length &&
    names.every((name) => columns.includes(name)) &&
    fields.every(([, json]) => !json.startsWith('"') || String(JSON.parse(json)).isWellFormed());
  if (!isTold) return { ...odd, isWide: false };
  const cells = columns.map((column): PlainRow['cells'][number] => {
    const json = fields.find(([name]) => name === column)?.[1];
    if (json === undefined) return [Tags.absent, null];
    const tag = tagOf(json);
    if (tag === Tags.null) return [tag, null];
    return [tag, utf8(tag === Tags.string ? JSON.parse(json) : json)];
  });
  return { cells, raw, line, isSound: true, isWide: false };
}

function tagOf(json: string): Tag {
  const value: unknown = JSON.parse(json);
  if (Array.isArray(value)) return Tags.array;
  if (value === null) return Tags.null;
  if (typeof value === 'boolean') return value ? Tags.true : Tags.false;
  return typeof value === 'object'
    ? Tags.object
    : typeof value === 'number'
      ? Tags.number
      : Tags.string;
}

/** Names and values of a line that is a JSON object, as they are written. */
function fieldsOf(raw: string): [name: string, json: string][] | undefined {
  let text: string;
  try {
    const bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  } catch {
    return undefined;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+|\s+/g) ?? [];
  const fields: [string, string][] = [];
  let depth = 0;
  let name = '';
  let json = '';
  for (const token of tokens) {
    if (depth === 1 && token === ':' && name === '') [name, json] = [JSON.parse(json.trim()), ''];
    else if (depth === 1 && (token === ',' || token === '}')) {
      if (json.trim() !== '') fields.push([name, json.trim()]);
      [name, json] = ['', ''];
    } else if (depth > 0) json += token;
    if ('{['.includes(token)) depth += 1;
    if (']}'.includes(token)) depth -= 1;
  }
  return fields;
}

function expectedRows(file: string, columns: readonly string[]): PlainRow[] {
  const lines = file.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((raw, index) => expectedRow(raw, index + 1, columns) ?? []);
}

const withoutWide = ({ rows, rest }: ReadFile) => ({
  rows: rows.map((row) => ({ ...row, isWide: false, problem: undefined })),
  rest,
});

/** Text with characters of every length in UTF-8, and those that JSON escapes. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.string({
    unit: fc.constantFrom('a', 'é', '€', '😀', '"', '\\', '\n', '\u0000', ' '),
    maxLength: 90,
  }),
  fc.string({ unit: fc.constantFrom('x', 'y'), minLength: 14, maxLength: 70 }),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => JSON.stringify(n)),
  fc.bigInt().map(String),
  fc.constantFrom('-0', '1e400', '0.5E+07', '-12.25e-3', '1'.repeat(40), `0.${'7'.repeat(33)}`),
);
/** A JSON text that stays as it is written. */
const json = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => JSON.stringify(value)) },
  text.map((value) => JSON.stringify(value).replace(/[^ -~]/gu, escapeAll)),
  number,
  fc.constantFrom('true', 'false', 'null', '"\\/"', '"\\ud83d\\ude00"', '"\\ud800"', '[]', '{ }'),
  fc.json({ maxDepth: 4, noUnicodeString: false }),
);

function escapeAll(character: string): string {
  return Array.from(character.split(''), (unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  }).join('');
}

const blank = fc.constantFrom('', '', '', ' ', '\t', '  ');

/** A line of one layout; most of a file's lines have the same. */
const line = (layout: { readonly gap: string; readonly colon: string; readonly end: string }) =>
  fc
    .record({
      values: fc.tuple(json, json, json, json),
      order: fc.constantFrom([0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3], [2, 0, 1], [0, 1, 1, 2]),
      extra: fc.constantFrom('', '', '', '', '', ',"other":1'),
    })
    .map(({ values, order, extra }) => {
      const fields = order.map(
        (c) => `${JSON.stringify(COLUMNS[c])}${layout.colon}${values[c] ?? 'null'}`,
      );
      return utf8(`{${layout.gap}${fields.join(`,${layout.gap}`)}${extra}}${layout.end}`);
    });

/** A change that may break a line, or make another sound one of it. */
const change = fc.record({
  at: fc.nat({ max: 400 }),
  removed: fc.nat({ max: 3 }),
  put: fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '\\',
      ',',
      '}',
      '{',
      '[',
      ' ',
      '\r',
      '\t',
      '0',
      '-',
      '.',
      'e',
      '\n',
      '\x00',
    ),
    fc.constantFrom(
      '\xff',
      '\xc0\xaf',
      '\xed\xa0\x80',
      '\xe2\x82',
      '\xf0\x9f\x98\x80',
      '\xc3',
      '\xf5\x80\x80\x80',
    ),
  ),
});

const file = fc
  .record({
    gap: blank,
    colon: fc.constantFrom(':', ':', ': '),
    end: fc.constantFrom('', '', '\r', ' '),
  })
  .chain((layout) =>
    fc.array(fc.tuple(line(layout), fc.option(change, { freq: 4 })), {
      minLength: 1,
      maxLength: 12,
    }),
  )
  .chain((lines) => {
    const changed = lines.map(([body, edit]) => {
      if (edit === null) return body;
      const at = edit.at % (body.length + 1);
      return body.slice(0, at) + edit.put + body.slice(at + edit.removed);
    });
    return fc.constantFrom('', '\n').map((last) => changed.join('\n') + last);
  });

describe('openNdjsonReader', () => {
  it('reads what JSON.parse reads, whatever the lines are', () => {
    fc.assert(
      fc.property(
        file,
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 4 }),
        (lines, pieces) => {
          const expected = { rows: expectedRows(lines, COLUMNS), rest: undefined };
          for (const engine of ['ts', 'wasm'] as const) {
            const found = read(engine, lines, { pieces });
            expect(withoutWide(found)).toEqual(withoutWide(expected));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('gives the same in both engines', () => {
    fc.assert(
      fc.property(file, (lines) => {
        expect(read('wasm', lines)).toEqual(read('ts', lines));
      }),
      { numRuns: 200 },
    );
  });

  it('tells ASCII rows from others', () => {
    const lines = `{"a":"x"}\n{"a":"y"}\n{"a":"${utf8('é')}"}\n{"a":"z"}\n{"a":"\\u0041"}\n`;
    for (const engine of ['ts', 'wasm'] as const) {
      const { rows } = read(engine, lines, { columns: ['a'] });
      expect(rows.map(({ isWide }) => isWide)).toEqual([true, false, true, false, true]);
    }
  });

  it('gives full batches', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `{"a":${i},"b":"${'x'.repeat(i % 40)}"}\n`,
    );
    for (const engine of ['ts', 'wasm'] as const) {
      const options = { columns: ['a', 'b'], blockBytes: 1 << 21 };
      const { rows: found } = read(engine, rows.join(''), options);
      expect(found).toHaveLength(rows.length);
      expect(found.map(({ cells }) => Number(cells[0]?.[1]))).toEqual(rows.map((_, i) => i));
      expect(found.every(({ cells }, i) => cells[1]?.[1] === 'x'.repeat(i % 40))).toBe(true);
      expect(found.at(-1)?.line).toBe(20_000);
    }
  });

  it('goes over to another shape of lines', () => {
    const first = '{"a":1,"b":2}\n'.repeat(50);
    const second = '{ "b": "x" }\n'.repeat(50);
    for (const engine of ['ts', 'wasm'] as const) {
      const { rows } = read(engine, first + second, { columns: ['a', 'b'] });
      expect(rows.map(({ isSound }) => isSound)).not.toContain(false);
      expect(rows.slice(50).every(({ cells }) => cells[0]?.[0] === Tags.absent)).toBe(true);
      // Rows of the exact path are called wide: only the first two of each shape are.
      expect(rows.filter(({ isWide }) => isWide).length).toBeLessThanOrEqual(3);
    }
  });

  it('hands over what does not fit into its block, from the row on that is too long', () => {
    const lines = `{"a":1}\n\n{"a":"${'x'.repeat(600)}"}\n{"a":2}\n`;
    for (const engine of ['ts', 'wasm'] as const) {
      const { rows, rest } = read(engine, lines, { columns: ['a'], blockBytes: 256 });
      expect(rows.map(({ line }) => line)).toEqual([1]);
      expect(rest).toEqual({ text: lines.slice(9), line: 3 });
    }
  });
});
