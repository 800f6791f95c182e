import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnShape } from '@rowmill/core';
import { parseRequest, REQUEST_DEFINITIONS, type TablePlan } from '@rowmill/core/engine';
import {
  type CellValue,
  csvForm,
  openBatchTable,
  openParquetFile,
  openTextTable,
  partText,
  programRows,
  type Row,
  type TextForm,
} from '@rowmill/core/kernels';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { planGenerated } from '../stages/plan-generated.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { useTargets } from '../testing/target.ts';
import { loadComputed } from '../testing/tuples.ts';
import { openDuckDb } from '../validation/open-duckdb.ts';

const ROWS = 8190;

/** A column of every type; edge rows begin at the end of a batch. */
const REQUEST = {
  name: 'edges',
  seed: 7,
  edgeCases: { share: 0.1 },
  tables: {
    t: {
      rows: ROWS,
      key: 'id',
      columns: {
        id: 'sequence',
        token: { generator: 'uuid', nulls: 0.1 },
        name: { generator: 'person.fullName', nulls: 0.1 },
        note: 'text.sentence',
        email: { generator: 'internet.email', unique: true },
        big: { generator: 'number.bigint', nulls: 0.2 },
        small: { generator: 'number.int', min: -9, max: 9 },
        float: { generator: 'number.float', min: -1e300, max: 1e300, nulls: 0.2 },
        price: { generator: 'number.decimal', min: -1000, max: 1000, scale: 3, nulls: 0.2 },
        flag: { generator: 'boolean', nulls: 0.2 },
        seen: { generator: 'date.recent', days: 30, nulls: 0.2 },
        born: { generator: 'person.birthDate', nulls: 0.2 },
        plan: { generator: 'choice', values: ['free', 'pro'] },
        document: { generator: 'object', fields: { a: 'number.int', b: 'text.sentence' } },
      },
    },
  },
};

/** Cells of one row as text, as a place gives them back; null for null. */
type Texts = Readonly<Record<string, string | null>>;

/** A cell that has been read back, in the words of {@link programRows}. */
function cellOf(text: string | null, { type }: ColumnShape): CellValue {
  if (text === null) return null;
  switch (type.kind) {
    case 'float':
    case 'integer':
      return Number(text);
    case 'bigint':
      return BigInt(text);
    case 'boolean':
      return text === 'true';
    case 'json':
      return JSON.parse(text) as CellValue;
    case 'timestamp':
      return new Date(/^-?\d+$/.test(text) ? Number(text) : text).toISOString();
    default:
      return text;
  }
}

/** Rows of a place are those that were computed, in any order. */
function expectSame(
  found: readonly Texts[],
  expected: readonly Row[],
  { columns, key }: TablePlan['shape'],
): void {
  const inOrder = (rows: readonly Row[]): Row[] => {
    const keyOf = (row: Row): string => key.map((name) => String(row[name])).join('\n');
    return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  };
  const rows = found.map(
    (row): Row =>
      Object.fromEntries(
        columns.map((column) => [column.name, cellOf(row[column.name] ?? null, column)]),
      ),
  );
  expect(inOrder(rows)).toEqual(inOrder(expected));
}

/** SQL for the text of a column. */
function sqlOf({ name, type }: ColumnShape, milliseconds: (column: string) => string): string {
  const column = `"${name}"`;
  return `CAST(${type.kind === 'timestamp' ? milliseconds(column) : column} AS varchar) AS ${column}`;
}

describe('edge rows', () => {
  let tables: readonly TablePlan[];
  let edges: TablePlan;
  let labels: TablePlan;
  beforeAll(async () => {
    const request = parseRequest(REQUEST, { definitions: REQUEST_DEFINITIONS });
    ({ tables } = await planGenerated({ request, imports: {} }, { directory: '.' }));
    [edges, labels] = tables as [TablePlan, TablePlan];
  });
  const rowsOf = ({ program, rowCount }: TablePlan): Promise<Row[]> =>
    programRows(program, 0, rowCount);

  const textOf = async ({ program, rowCount }: TablePlan, form: TextForm): Promise<string> => {
    const { header, footer } = partText(program, form, rowCount);
    const pieces = [Buffer.from(header)];
    const table = await openTextTable(program, form);
    table.write({ firstRow: 0, rowCount, startsPart: true }, (bytes) =>
      pieces.push(Buffer.from(bytes)),
    );
    return String(Buffer.concat([...pieces, Buffer.from(footer)]));
  };

  it('are many, of every type', () => {
    expect(edges.edge?.rowCount).toBeGreaterThan(ROWS / 10);
    const set = new Set(edges.edge?.cycle.flatMap(({ cells }) => Object.keys(cells)));
    for (const name of ['token', 'name', 'big', 'float', 'price', 'flag', 'seen', 'born', 'plan'])
      expect(set).toContain(name);
    expect(labels.name).toBe('edge_cases');
  });

  it('come back from CSV as they are, but for the sign of zero', async () => {
    for (const table of [edges, labels]) {
      const { columns } = table.shape;
      const records: (string | null)[][] = parse(await textOf(table, csvForm()), {
        bom: true,
        from_line: 2,
        cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
      });
      const found = records.map((cells) =>
        Object.fromEntries(columns.map(({ name }, c) => [name, cells[c] ?? null])),
      );
      // Numbers are written as JavaScript writes them: -0 is 0.
      const signless = (row: Row): Row => (row.float === 0 ? { ...row, float: 0 } : row);
      expectSame(found, (await rowsOf(table)).map(signless), table.shape);
    }
  });

  it('come back from Parquet as they are', async () => {
    const folder = temporaryFolder();
    const database = await openDuckDb();
    for (const table of [edges, labels]) {
      const { columns } = table.shape;
      const opened = await openBatchTable(table.program);
      const pieces: Buffer[] = [];
      const put = (bytes: Uint8Array): unknown => pieces.push(Buffer.from(bytes));
      const file = openParquetFile(columns, put, { space: opened.pages() });
      opened.read({ firstRow: 0, rowCount: table.rowCount, startsPart: true }, file.add);
      file.finish();
      const path = join(folder, `${table.name}.parquet`);
      writeFileSync(path, Buffer.concat(pieces));
      // The client drops a byte order mark at the begin of a text.
      const select = columns.map(
        (column) => `'x' || ${sqlOf(column, (name) => `epoch_ms(${name})`)}`,
      );
      const found = await database.query(
        `SELECT ${select.join(', ')} FROM read_parquet('${path}')`,
      );
      const texts = found.map(
        (cells): Texts =>
          Object.fromEntries(
            columns.map(({ name }, c) => [name, (cells[c] as string | null)?.slice(1) ?? null]),
          ),
      );
      expectSame(texts, await rowsOf(table), table.shape);
    }
    await database.close();
  });

  describePostgres('in PostgreSQL', () => {
    const postgres = usePostgres();
    const { openTarget } = useTargets(postgres);

    it('come back as they are, over several connections', async () => {
      for (const table of [edges, labels]) {
        const { target, database } = await openTarget();
        const { columns } = table.shape;
        await target.provision([table.shape]);
        const sent = await loadComputed(target, table, { connections: 3 });
        await target.finish([table.shape]);
        expect((await target.verify([sent]))[0]).toMatchObject({ matches: true });
        const select = columns.map((column) =>
          sqlOf(column, (name) => `(extract(epoch FROM ${name}) * 1000)::bigint`),
        );
        const found = await postgres.sql<Texts>(
          `SELECT ${select.join(', ')} FROM ${table.name}`,
          database,
        );
        expectSame(found, await rowsOf(table), table.shape);
        await target.remove();
      }
    });
  });
});
