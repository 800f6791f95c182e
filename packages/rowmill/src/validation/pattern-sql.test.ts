import type { TableShape } from '@rowmill/core';
import { evaluateTyped, readCondition } from '@rowmill/core/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDuckDb } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';
import { typedSql } from './typed-sql.ts';

let database: Database;
beforeAll(async () => {
  database = await openDuckDb({ threads: 1 });
});
afterAll(() => database.close());

const table: TableShape = {
  name: 'rows',
  columns: [{ name: 'name', type: { kind: 'string' }, nullable: true }],
  key: [],
  unique: [],
  references: [],
};

const ATOMS = String.raw`a É . \d \w \s \b [^a-f] \pL \p{Lu} \p{Greek} [[:alpha:]] ^ $ \x41 (?i:É) (?s:.) \Q.\E \z \A`;
const LETTERS = [
  'a',
  'A',
  'É',
  'é',
  '1',
  ' ',
  '\n',
  '_',
  '\u{1F600}',
  'σ',
  'ς',
  'ſ',
  '.',
  '\u00a0',
  '٣',
];

const piece = fc
  .tuple(fc.constantFrom(...ATOMS.split(' ')), fc.constantFrom('', '*', '+?', '{1,2}', '?'))
  .map(([atom, repeat]) => `(?:${atom})${repeat}`);
const pattern = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.nat(2))
  .map(([pieces, form]) =>
    form === 2 ? `^(${pieces.join('')})$` : pieces.join(form === 0 ? '' : '|'),
  );
const text = fc
  .array(fc.constantFrom(...LETTERS), { maxLength: 5 })
  .map((letters) => letters.join(''));

describe('patterns', () => {
  it('are found by DuckDB where the evaluation finds them', async () => {
    await fc.assert(
      fc.asyncProperty(pattern, fc.array(text, { minLength: 1 }), async (source, names) => {
        const written = source.replaceAll('\\', '\\\\');
        const condition = readCondition(`matches(name, '${written}')`, table);
        const values = names.map((name, n) => `(${n}, ${quoteText(name)})`).join(', ');
        const found = await database.query(
          `SELECT ${typedSql(condition)} FROM (VALUES ${values}) r(n, name) ORDER BY n`,
        );
        expect(
          found.map(([value]) => value),
          source,
        ).toEqual(names.map((name) => evaluateTyped(condition, { name })));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
