import { describe, expect, it } from 'vitest';
import type { Row } from '../format/read-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import { allRows, EVERY, edgeRow, get, NIL, planWithEdges } from '../testing/edge-tables.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { planTables, type TablePlan } from './plan.ts';

describe('the table of labels', () => {
  it('tells of every case of every row, by the key that the row has', async () => {
    const plans = await planWithEdges(EVERY, 0.002);
    const labels = await allRows(get(plans, 'edge_cases'));
    const made = new Map<string, Row[]>();
    for (const name of ['users', 'orders']) made.set(name, await allRows(get(plans, name)));
    const expected = ['users', 'orders'].flatMap((table) => {
      const { edge, shape } = get(plans, table);
      if (edge === undefined) throw new Error(`${table} has no edge rows`);
      return Array.from({ length: edge.rowCount }, (_, i) => {
        const row = made.get(table)?.[edge.firstRow + i] as Row;
        const key = Object.fromEntries(shape.key.map((column) => [column, row[column]]));
        const place = i % edge.cycle.length;
        const cases = edge.cycle[place]?.cases ?? [];
        return cases
          .filter(({ column }) => i === place || !edge.onceOnly.has(column))
          .map(({ column, name, rule, verdict }) => ({
            table_name: table,
            row_number: edge.firstRow + i,
            row_key: key,
            column_name: column,
            case_name: name,
            rule,
            verdict,
          }));
      }).flat();
    });
    const sorted = (rows: readonly unknown[]): string[] =>
      rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(labels)).toEqual(sorted(expected));
    expect(get(plans, 'edge_cases').shape.key).toEqual(['table_name', 'row_number', 'column_name']);
  });

  it('has the key that an edge row sets, and none where a table has no key', async () => {
    const { tables: planned } = await planTables(
      {
        request: requestOf({
          codes: generatedTable(3, { code: column('uuid') }, { key: ['code'] }),
          logs: generatedTable(3, { line: column('person.firstName') }),
        }),
        imports: {},
      },
      GENERATORS,
      {
        edgeRows: new Map([
          ['codes', { rows: [edgeRow({ code: NIL })], share: 0.7 }],
          ['logs', { rows: [edgeRow({ line: 'null' })], share: 0 }],
        ]),
      },
    );
    const labels = planned.find(({ name }) => name === 'edge_cases') as TablePlan;
    const rows = await allRows(labels);
    expect(rows.map(({ table_name, row_key }) => [table_name, row_key])).toEqual([
      ['codes', { code: NIL }],
      ['logs', null],
    ]);
  });
});
