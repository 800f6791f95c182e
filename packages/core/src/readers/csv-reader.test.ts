import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlainRow, type ReadFile, readFile } from '../testing/read-files.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openCsvReader, type ReadRecord } from './csv-reader.ts';
import { rowReaderSize } from './ndjson-reader.ts';
import { Tags } from './read-batch.ts';

interface Options {
  readonly columns: readonly string[];
  readonly readRecord?: ReadRecord;
  readonly blockBytes?: number;
  readonly pieces?: readonly number[];
}

const REFUSED: ReadRecord = () => {
  throw new Error('this file is regular');
};

function read(engine: EngineName, file: string, options: Options): ReadFile {
  const { columns, readRecord = REFUSED, blockBytes = 1 << 12, pieces = [1 << 20] } = options;
  const given = { columns, blockBytes, delimiter: ',', readRecord, firstLine: 2 };
  return readFile(
    engine,
    rowReaderSize(given),
    (memory) => openCsvReader(memory, given),
    file,
    pieces,
  );
}

const utf8 = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (b) => String.fromCharCode(b)).join('');

/** Whether a cell stands in quotes, and what it holds. */
type Cell = readonly [isQuoted: boolean, text: string];

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.tuple(
    fc.constant(false),
    fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', ' ', "'"), maxLength: 40 }),
  ),
  fc.tuple(
    fc.constant(true),
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '"'), maxLength: 40 }),
  ),
);

const write = ([isQuoted, text]: Cell): string =>
  isQuoted ? `"${text.replaceAll('"', '""')}"` : text;

const tagged = ([isQuoted, text]: Cell): PlainRow['cells'][number] =>
  isQuoted || text !== '' ? [Tags.string, utf8(text)] : [Tags.null, null];

describe('openCsvReader', () => {
  it('reads back what RFC 4180 writes, by its kernel alone', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
          ),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
        (table, lineBreak, isClosed, pieces) => {
          const lines = table.map((cells) => cells.map(write).join(','));
          const file = lines.join(lineBreak) + (isClosed ? lineBreak : '');
          let line = 2;
          const expected = table.map((cells, index) => {
            const raw = utf8(lines[index] ?? '');
            const row = { cells: cells.map(tagged), raw, line };
            line += raw.split('\n').length;
            return row;
          });
          for (const engine of ['ts', 'wasm'] as const) {
            const columns = (table[0] ?? []).map((_, i) => `c${i}`);
            const { rows } = read(engine, utf8(file), { columns, pieces, readRecord: waitOrThrow });
            expect(rows.map(({ cells, raw, line: at }) => ({ cells, raw, line: at }))).toEqual(
              expected,
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes a blank line for a null where there is one column, and for nothing elsewhere', () => {
    for (const engine of ['ts', 'wasm'] as const) {
      const one = read(engine, 'a\n\nb\n', { columns: ['x'] });
      expect(one.rows.map(({ cells }) => cells[0]?.[1])).toEqual(['a', null, 'b']);
      const two = read(engine, '\r\na,1\n\n\nb,2\n\n', { columns: ['x', 'y'] });
      expect(two.rows.map(({ line }) => line)).toEqual([3, 6]);
    }
  });

  it('puts records of the exact path, and what is wrong with others, in their place', () => {
    // Takes "!" for a fault, drops every other mark.
    const readRecord: ReadRecord = (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const lines = 1;
      const place = { byteLength: bytes.length, rawLength: text.trimEnd().length, lines };
      if (text.includes('!')) return { ...place, record: { lines: 0, problem: 'shouts' } };
      return { ...place, record: text.trimEnd().replaceAll('x"', '').split(',') };
    };
    for (const engine of ['ts', 'wasm'] as const) {
      const { rows } = read(engine, 'a,1\nx"b,2\n!\nc,3\nx"d,4', {
        columns: ['x', 'y'],
        readRecord,
      });
      expect(rows.map(({ cells }) => cells.map(([, text]) => text))).toEqual([
        ['a', '1'],
        ['b', '2'],
        [null, null],
        ['c', '3'],
        ['d', '4'],
      ]);
      expect(rows.map(({ problem }) => problem)).toEqual([
        undefined,
        undefined,
        'shouts',
        undefined,
        undefined,
      ]);
      expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    }
  });

  it('ends behind a last record of one column that lacks its line break', () => {
    const readRecord: ReadRecord = (bytes) => ({
      byteLength: bytes.length,
      rawLength: bytes.length,
      lines: 0,
      record: [String.fromCharCode(...bytes)],
    });
    for (const engine of ['ts', 'wasm'] as const) {
      const { rows } = read(engine, 'a\nx"', { columns: ['x'], readRecord });
      expect(rows.map(({ cells }) => cells[0]?.[1])).toEqual(['a', 'x"']);
    }
  });

  it('hands over a record that does not fit into its block', () => {
    const file = `a,1\n"${'\n'.repeat(600)}",2\nb,3\n`;
    for (const engine of ['ts', 'wasm'] as const) {
      const options = { columns: ['x', 'y'], blockBytes: 256, readRecord: waitOrThrow };
      const { rows, rest } = read(engine, file, options);
      expect(rows.map(({ line }) => line)).toEqual([2]);
      expect(rest).toEqual({ text: file.slice(4), line: 3 });
    }
  });
});

/** The exact path of a regular file is asked only about records whose end has not come yet. */
function waitOrThrow(bytes: Uint8Array, isLast: boolean): 'more' {
  const quotes = bytes.filter((byte) => byte === 0x22).length;
  if (isLast || quotes % 2 === 0) throw new Error('this record is whole and regular');
  return 'more';
}
