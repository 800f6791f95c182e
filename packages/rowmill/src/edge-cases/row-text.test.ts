import type { ColumnShape } from '@rowmill/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsvRecords } from '../validation/csv-records.ts';
import { csvOfRow, jsonOfRow } from './row-text.ts';

const columns: readonly ColumnShape[] = [
  { name: 'n', type: { kind: 'bigint' }, nullable: true },
  { name: 'price', type: { kind: 'decimal', scale: 2 }, nullable: true },
  { name: 'text', type: { kind: 'string' }, nullable: true },
];

describe('rows as text', () => {
  it('keep all digits of numbers, and what is no number of the column as it is', () => {
    const row = { n: 9007199254740993n, price: '12345678901234.50', text: '1' };
    expect(jsonOfRow(row, columns)).toBe(
      '{"n":9007199254740993,"price":12345678901234.50,"text":"1"}',
    );
    const wrong = { n: 'word', price: 'x', text: -0 };
    expect(jsonOfRow(wrong, columns)).toBe('{"n":"word","price":"x","text":-0}');
    expect(csvOfRow({ n: null, price: '', text: 'a"b' }, columns)).toBe(',"","a""b"');
  });

  it('are read back as they were', async () => {
    const cell = fc.oneof(fc.constant(null), fc.string({ unit: 'binary' }).filter(isText));
    await fc.assert(
      fc.asyncProperty(cell, cell, cell, async (n, price, text) => {
        const row = { n, price, text };
        const strings = columns.map((one) => ({ ...one, type: { kind: 'string' as const } }));
        expect(JSON.parse(jsonOfRow(row, strings))).toEqual(row);
        const records = readCsvRecords(chunks(`${csvOfRow(row, columns)}\n`), ',');
        const first = await records.next();
        expect(first.value).toMatchObject({ cells: [n, price, text] });
      }),
    );
  });
});

/** No reader of CSV takes U+0000. */
const isText = (text: string): boolean => !text.includes('\u0000');

async function* chunks(text: string): AsyncGenerator<string> {
  yield text;
}
