import type { TableShape } from '@rowmill/core';
import {
  concludeState,
  type Expectation,
  impliedExpectations,
  mergeStates,
  observeRows,
  resolveExpectations,
} from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useScratchDatabase } from '../testing/scratch-database.ts';
import { checkDataset } from './dataset-checks.ts';
import { quoteText } from './sql-names.ts';

const scratch = useScratchDatabase();

function shapeOf(name: string, columns: readonly [string, 'integer' | 'string'][]): TableShape {
  return {
    name,
    columns: columns.map(([column, kind]) => ({ name: column, type: { kind }, nullable: true })),
    key: [],
    unique: [],
    references: [],
  };
}

describe('checkDataset', () => {
  it('agrees with the plain evaluation on random tables', async () => {
    const shape: TableShape = {
      ...shapeOf('rows', [
        ['a', 'integer'],
        ['b', 'string'],
      ]),
      unique: [['a'], ['a', 'b']],
      references: [{ columns: ['a'], parentTable: 'users', parentColumns: ['id'] }],
    };
    const cellA = fc.option(fc.integer({ min: 0, max: 5 }));
    const row = fc.record({ a: cellA, b: fc.option(fc.constantFrom('', "it's", 'é')) });
    const expectations: Expectation[] = [
      ...impliedExpectations([shape, shapeOf('users', [])], {}),
      { expect: 'valuesAreNotNull', table: 'rows', columns: ['a', 'b'], options: {} },
    ];
    const tables = [shape, shapeOf('users', [['id', 'integer']])];
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.array(cellA), fc.nat(), async (rows, ids, cut) => {
        const at = rows.length === 0 ? 0 : cut % rows.length;
        const halves = [rows.slice(0, at), rows.slice(at)];
        const selects = halves.map((half) => selectRows(half));
        const results = await checkDataset({
          tables,
          files: {
            rows: [
              await scratch.writePart(selects[0] ?? ''),
              await scratch.writePart(selects[1] ?? ''),
            ],
            users: [await scratch.writePart(selectIds(ids))],
          },
          expectations,
          limit: 1000,
          today: '2026-11-23',
          failuresDirectory: scratch.directory,
        });
        const slices = [
          { table: 'rows', firstRow: 0, rows },
          { table: 'users', firstRow: 0, rows: ids.map((id) => ({ id })) },
        ];
        const expected = resolveExpectations(expectations, tables).map((expectation) =>
          concludeState(
            expectation,
            slices
              .map((slice) => observeRows(expectation, slice))
              .reduce((one, other) => mergeStates(expectation, [one, other])),
          ),
        );
        expect(
          results.map(({ passed, checkedRows, examples }) => ({
            passed,
            checkedRows,
            failingRows: examples.map((example) => example.row),
          })),
        ).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  }, 30_000);
});

function selectRows(rows: readonly { a: number | null; b: string | null }[]): string {
  const values = rows.map(({ a, b }) => `(${a ?? 'NULL'}, ${b === null ? 'NULL' : quoteText(b)})`);
  const from = ['(NULL, NULL)', ...values].join(', ');
  return `SELECT a::BIGINT AS a, b::VARCHAR AS b FROM (VALUES ${from}) v(a, b) OFFSET 1`;
}

function selectIds(ids: readonly (number | null)[]): string {
  const values = ['(NULL)', ...ids.map((id) => `(${id ?? 'NULL'})`)].join(', ');
  return `SELECT id::BIGINT AS id FROM (VALUES ${values}) v(id) OFFSET 1`;
}
