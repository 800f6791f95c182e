import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceRows } from '../sources/source.ts';
import { differingRows, type ReadTable } from './differing-rows.ts';
import { digestTable, type RowForm } from './table-digests.ts';

const form: RowForm = {
  columns: ['id', 'a', 'b'],
  families: ['text', 'text', 'text'],
  key: [0],
  positions: [0, 1, 2],
};

async function* inBatches(rows: SourceRows): AsyncGenerator<SourceRows> {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3);
}

async function readTable(place: string, rows: SourceRows): Promise<ReadTable> {
  const read = () => inBatches(rows);
  return { place, form, rows: read, digests: await digestTable(read(), form) };
}

const cell = fc.option(fc.constantFrom('', 'a', 'A', 'a ', 'ab', '\u0000', 'aé', '😀', 'null'));
const table = fc.array(fc.tuple(fc.constantFrom('1', '2', '3', '4'), cell, cell), { maxLength: 6 });

describe('digests of tables', () => {
  let duckdb: DuckDBInstance;
  beforeAll(async () => {
    duckdb = await DuckDBInstance.create(':memory:');
  });
  afterAll(() => duckdb.closeSync());

  /** Rows of the one that are not in the other, as often as they are there more often, in DuckDB's opinion. */
  async function except(one: SourceRows, other: SourceRows): Promise<number> {
    const connection = await duckdb.connect();
    try {
      const rows = (all: SourceRows) =>
        all.length === 0
          ? "SELECT '' AS id, '' AS a, '' AS b WHERE false"
          : `VALUES ${all.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`;
      const found = await connection.runAndReadAll(
        `SELECT count(*)::int FROM ((${rows(one)}) EXCEPT ALL (${rows(other)}))`,
      );
      return Number(found.getRows()[0]?.[0]);
    } finally {
      connection.closeSync();
    }
  }

  const literal = (text: string | null) =>
    text === null ? 'NULL' : `'${text.replaceAll('\u0000', '\\0').replaceAll("'", "''")}'::VARCHAR`;

  it('are equal where EXCEPT ALL finds no row, and rows that differ are named where it finds some', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, fc.boolean(), async (one, drawn, isTurned) => {
        const other = isTurned ? one.toReversed() : drawn;
        const [ours, theirs] = [await readTable('one', one), await readTable('other', other)];
        const gone = (await except(one, other)) + (await except(other, one));
        const isEqual =
          ours.digests.digest === theirs.digests.digest &&
          ours.digests.rows === theirs.digests.rows;
        expect(isEqual).toBe(gone === 0);
        const rows = await differingRows(ours, theirs, (value) => value);
        expect(rows.length > 0).toBe(gone > 0);
      }),
      { numRuns: 150 },
    );
  });

  it('tell cells from where they are cut, nulls from texts, and ends from zeros', async () => {
    const rows = [
      ['ab', '', null],
      ['a', 'b', null],
      ['a', 'b', ''],
      ['a', 'b\u0000', ''],
      ['a', null, 'b'],
    ];
    const digests = await Promise.all(rows.map((row) => digestTable(inBatches([row]), form)));
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(rows.length);
  });

  it('name rows of one key that is there more than once', async () => {
    const one = await readTable('one', [
      ['1', 'a', 'b'],
      ['1', 'c', 'd'],
    ]);
    const other = await readTable('other', [
      ['1', 'c', 'd'],
      ['1', 'a', 'x'],
    ]);
    expect(await differingRows(one, other, (value) => value)).toEqual([
      { key: { id: '1' }, place: 'other', is: 'changed', columns: ['b'] },
    ]);
  });

  it('keep no part that is larger than what may be kept: a key of which most values are one', async () => {
    const many = Array.from({ length: 50_001 }, (_, row) => ['1', String(row), null]);
    const one = await readTable('one', [...many, ['2', 'a', null]]);
    const other = await readTable('other', [...many.slice(1), ['2', 'b', null]]);
    expect(await differingRows(one, other, (value) => value)).toEqual([
      { key: { id: '2' }, place: 'other', is: 'changed', columns: ['a'] },
    ]);
  });
});
