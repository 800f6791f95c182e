import { describe, expect, it } from 'vitest';
import type { EdgeValue } from '../edge-cases/edge-case.ts';
import { openBatchTable } from '../format/batch-table.ts';
import { ndjson } from '../format/forms/ndjson.ts';
import { openParquetFile } from '../format/parquet.ts';
import { openTextTable, type RowRange } from '../format/text-table.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import {
  allRows,
  EVERY,
  edgeRow,
  get,
  planWithEdges,
  ROWS,
  tables,
  USERS,
} from '../testing/edge-tables.ts';
import { plan } from '../testing/plans.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { expectSameBytes, withEngine } from '../testing/same-bytes.ts';
import { planTables, type TablePlan } from './plan.ts';

describe('edge rows of a table', () => {
  it('stand behind rows that are what they are without them', async () => {
    const before = await plan(tables);
    const after = await planWithEdges(EVERY, 0.1);
    for (const name of ['users', 'orders', 'tags', 'tagged']) {
      const base = get(before, name);
      const range = { firstRow: 0, rowCount: base.rowCount, startsPart: true };
      const write = async ({ program }: TablePlan) => {
        const pieces: Buffer[] = [];
        const table = await openTextTable(program, ndjson);
        table.write(range, (bytes) => pieces.push(Buffer.from(bytes)));
        return Buffer.concat(pieces).toString('base64');
      };
      expect(await write(get(after, name))).toBe(await write(base));
      const { behind, rowCount, ...own } = get(after, name).program;
      expect({ ...own, rowCount: base.rowCount }).toEqual(base.program);
      expect(rowCount).toBe(base.rowCount + (get(after, name).edge?.rowCount ?? 0));
    }
  });

  it('hold the cells that are set, and generated ones beside them', async () => {
    const users = get(await planWithEdges(EVERY), 'users');
    const rows = (await allRows(users)).slice(USERS);
    expect(rows).toHaveLength(ROWS.length);
    rows.forEach((row, i) => {
      expect(row).toMatchObject(ROWS[i]?.cells ?? {});
      expect(row.id).toBe(100 + USERS + i);
    });
    expect(Object.is(rows[6]?.score, -0)).toBe(true);
    // What is derived follows from the cell that was set.
    expect(rows[1]?.doubled).toBe(2 * 5e-324);
    const names = new Set(rows.map(({ name }) => name));
    expect(names.size).toBe(ROWS.length);
  });

  it('repeat for a share of the rows, values that may occur once in the first cycle alone', async () => {
    const rows = [edgeRow({ name: 'O’Brien', email: 'a@example.com' }), edgeRow({ plan: 'free' })];
    const users = get(await planWithEdges({ users: rows }, 0.01), 'users');
    expect(users.edge).toMatchObject({ firstRow: USERS, rowCount: 92 });
    const made = (await allRows(users)).slice(USERS);
    expect(made.filter(({ name }) => name === 'O’Brien')).toHaveLength(46);
    expect(made.filter(({ email }) => email === 'a@example.com')).toHaveLength(1);
    const all = await allRows(users);
    expect(new Set(all.map(({ email }) => email)).size).toBe(users.rowCount);
    expect(new Set(all.map(({ id }) => id)).size).toBe(users.rowCount);
  });

  it('refer to rows that are no edge rows, and are the last children of their parents', async () => {
    const plans = await planWithEdges(
      { ...EVERY, tagged: [edgeRow({}), edgeRow({}), edgeRow({})] },
      0.4,
    );
    const users = await allRows(get(plans, 'users'));
    const base = new Set(users.slice(0, USERS).map(({ id }) => id));
    for (const { friend } of users.slice(USERS))
      if (friend !== null) expect(base).toContain(friend);
    const orders = await allRows(get(plans, 'orders'));
    const keys = orders.map(({ user, line }) => `${user} ${line}`);
    expect(new Set(keys).size).toBe(orders.length);
    for (const { user } of orders) expect(base).toContain(user);
    const tagged = await allRows(get(plans, 'tagged'));
    expect(tagged.length).toBeGreaterThan(40);
    expect(new Set(tagged.map(({ tag, other }) => `${tag} ${other}`)).size).toBe(tagged.length);
  });

  it('have the same bytes in all forms, by either engine, however rows are cut', async () => {
    for (const name of ['users', 'orders', 'edge_cases']) {
      const { program, rowCount } = get(await planWithEdges(EVERY, 0.02), name);
      const ranges = [rowCount, 1000].map(
        (size): RowRange => ({
          firstRow: Math.max(0, rowCount - size),
          rowCount: Math.min(size, rowCount),
          startsPart: size === rowCount,
        }),
      );
      await expectSameBytes(program, ranges);
    }
  });

  it('are the same lines whatever shards they are written in', async () => {
    for (const name of ['users', 'edge_cases']) {
      const { program, rowCount } = get(await planWithEdges(EVERY, 0.02), name);
      const linesOf = async (size: number): Promise<string> => {
        const table = await openTextTable(program, ndjson);
        const pieces: Buffer[] = [];
        for (let firstRow = 0; firstRow < rowCount; firstRow += size)
          table.write(
            { firstRow, rowCount: Math.min(size, rowCount - firstRow), startsPart: firstRow === 0 },
            (bytes) => pieces.push(Buffer.from(bytes)),
          );
        return Buffer.concat(pieces).toString('latin1');
      };
      const whole = await linesOf(rowCount);
      for (const size of [1, 7, 9001].filter((each) => rowCount / each < 10_000))
        expect((await linesOf(size)) === whole).toBe(true);
    }
  });

  it('have the same Parquet bytes by either engine, however batches are cut', async () => {
    const { program, rowCount } = get(await planWithEdges(EVERY, 0.05), 'users');
    const columns = program.columns.map(({ name, type, valid }) => ({
      name,
      type,
      nullable: valid !== null,
    }));
    const fileOf = async (size: number): Promise<string> => {
      const table = await openBatchTable(program);
      const pieces: Buffer[] = [];
      const put = (bytes: Uint8Array): unknown => pieces.push(Buffer.from(bytes));
      const file = openParquetFile(columns, put, { space: table.pages() });
      for (let firstRow = 0; firstRow < rowCount; firstRow += size)
        table.read(
          { firstRow, rowCount: Math.min(size, rowCount - firstRow), startsPart: true },
          (batch) => file.add(batch),
        );
      file.finish();
      return Buffer.concat(pieces).toString('base64');
    };
    const whole = await fileOf(rowCount);
    expect((await fileOf(4001)) === whole).toBe(true);
    expect((await withEngine('ts', () => fileOf(8192))) === whole).toBe(true);
  });

  it('are left out by name where unique values are too few', async () => {
    const letters = generatedTable(2, {
      id: column('regex', { pattern: '[ab]' }, { unique: true }),
    });
    const { tables: planned } = await planTables(
      { request: requestOf({ letters }), imports: {} },
      GENERATORS,
      { edgeRows: new Map([['letters', { rows: [edgeRow({})], share: 0 }]]) },
    );
    expect(planned).toHaveLength(1);
    expect(planned[0]).toMatchObject({
      rowCount: 2,
      withoutEdge: 'regex has 2 different values here, but table "letters" needs 3',
    });
  });

  const misfits: readonly (readonly [string, Record<string, EdgeValue>])[] = [
    ['a cell of decimal cannot hold 0.001', { balance: '0.001' }],
    ['a cell of bigint cannot hold 9223372036854775808', { large: 2n ** 63n }],
    ['a cell of uuid cannot hold x', { token: 'x' }],
    ['a cell of date cannot hold tomorrow', { born: 'tomorrow' }],
    ['text with the character U+0000 cannot be stored: string', { name: 'a\u0000' }],
    ['column "name" has no nulls', { name: null }],
  ];
  for (const [message, cells] of misfits)
    it(`are refused where ${message}`, async () => {
      await expect(planWithEdges({ users: [edgeRow(cells)] })).rejects.toMatchObject({
        issues: [{ code: 'edge-case', message }],
      });
    });
});
