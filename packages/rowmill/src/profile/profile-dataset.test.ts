import { join } from 'node:path';
import type { ColumnShape, TableShape, ValueType } from '@rowmill/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { openDuckDb } from '../validation/open-duckdb.ts';
import type { ColumnProfile, TableProfile } from './dataset-profile.ts';
import { type ProfileOptions, profileDataset } from './profile-dataset.ts';

const column = (name: string, type: ValueType): ColumnShape => ({ name, type, nullable: true });

const shapeOf = (columns: readonly ColumnShape[], key: readonly string[] = []): TableShape => ({
  name: 't',
  columns,
  key,
  unique: [],
  references: [],
});

interface Sample {
  readonly shape: TableShape;
  /** One query for each part; `i` is a row number if the query takes it from `range`. */
  readonly parts: readonly { readonly sql: string; readonly rows: number }[];
  readonly guarded?: readonly string[];
  readonly request?: ProfileOptions['request'];
}

const NO_REQUEST = { tables: {}, referenceDate: '2025-01-01T00:00:00.000Z' };

async function profileOf({
  shape,
  parts,
  guarded = [],
  request = NO_REQUEST,
}: Sample): Promise<TableProfile> {
  const directory = temporaryFolder();
  const database = await openDuckDb();
  const stored = parts.map(({ rows }, index) => ({ file: `part-${index}.parquet`, rows }));
  for (const [index, { sql }] of parts.entries()) {
    const file = join(directory, `part-${index}.parquet`);
    await database.query(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
  }
  await database.close();
  const { tables } = await profileDataset({
    datasetId: 'd',
    request,
    tokenKey: 'key',
    tables: [
      {
        shape,
        parts: stored,
        guarded: new Set(guarded),
        files: async (some) => some.map(({ file }) => join(directory, file)),
      },
    ],
  });
  const [table] = tables;
  if (table === undefined) throw new Error('should profile the table');
  return table;
}

function columnOf({ columns }: TableProfile, name: string): ColumnProfile {
  const found = columns.find((one) => one.name === name);
  if (found === undefined) throw new Error(`should have ${name}`);
  return found;
}

const sum = (numbers: readonly number[] = []): number => numbers.reduce((a, b) => a + b, 0);

describe('what a profile says of a generated table', () => {
  const shape = shapeOf(
    [
      column('id', { kind: 'integer' }),
      column('n', { kind: 'integer' }),
      column('price', { kind: 'decimal', scale: 2 }),
      column('share', { kind: 'float' }),
      column('day', { kind: 'date' }),
      column('at', { kind: 'timestamp' }),
      column('plan', { kind: 'string' }),
      column('name', { kind: 'string' }),
      column('done', { kind: 'boolean' }),
      column('none', { kind: 'string' }),
    ],
    ['id'],
  );
  const sql = `SELECT i AS id, i % 5 + 1 AS n, (i / 4)::DECIMAL(18, 2) AS price,
    CASE i % 10 WHEN 0 THEN 'NaN'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE ELSE i / 1000 END AS share,
    DATE '2024-02-28' + (i % 4)::INT AS day, TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_hours(i::INT) AS at,
    CASE WHEN i % 10 = 0 THEN 'pro' ELSE 'free' END AS plan, 'name ' || i AS name,
    CASE WHEN i % 3 = 0 THEN NULL ELSE i % 3 = 1 END AS done, NULL::VARCHAR AS none FROM range(1000) r(i)`;
  const request = {
    ...NO_REQUEST,
    tables: {
      t: {
        kind: 'generated',
        rows: { kind: 'fixed', rows: 1000 },
        key: ['id'],
        unique: [],
        columns: {
          n: {
            kind: 'generator',
            generator: 'number.int',
            options: { min: 1, max: 5 },
            unique: false,
            nulls: 0,
          },
          plan: {
            kind: 'generator',
            generator: 'choice',
            options: { values: { free: 8, pro: 1, big: 1 } },
            unique: false,
            nulls: 0.5,
          },
        },
      },
    },
  } as const;
  let made: Promise<TableProfile> | undefined;
  const profiled = (): Promise<TableProfile> => {
    made ??= profileOf({ shape, parts: [{ sql, rows: 1000 }], request });
    return made;
  };

  it('counts rows and nulls', async () => {
    const table = await profiled();
    expect(table).toMatchObject({ name: 't', rows: 1000, profiledRows: 1000, parts: 1 });
    expect(columnOf(table, 'done')).toMatchObject({ nulls: 334, nullsOf: 1000 });
    expect(columnOf(table, 'none')).toMatchObject({ nulls: 1000, distinct: 0 });
    expect(columnOf(table, 'none').lengths).toBeUndefined();
  });

  it('tells ranges, decimals to the last digit', async () => {
    const table = await profiled();
    expect(columnOf(table, 'n').range).toMatchObject({ min: 1, max: 5, mean: 3 });
    expect(columnOf(table, 'price').range).toMatchObject({ min: '0.00', max: '249.75' });
    expect(columnOf(table, 'day').range).toMatchObject({ min: '2024-02-28', max: '2024-03-02' });
    expect(columnOf(table, 'at').range).toMatchObject({ min: '2024-01-01T00:00:00Z' });
    expect(columnOf(table, 'share').range).toMatchObject({ max: 0.999 });
    expect(columnOf(table, 'name').lengths).toEqual({ min: 6, max: 8, mean: 7.89 });
  });

  it('counts every value in one bin', async () => {
    const table = await profiled();
    const of = (name: string) => columnOf(table, name).histogram;
    expect(of('n')).toMatchObject({
      edges: [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
      rows: Array(5).fill(200),
    });
    expect(of('day')?.rows).toEqual([250, 250, 250, 250]);
    for (const name of ['price', 'at']) expect(sum(of(name)?.rows)).toBe(1000);
    expect(sum(of('share')?.rows)).toBe(800);
    expect(of('id')).toBeUndefined();
  });

  it('sets what was declared beside it', async () => {
    const table = await profiled();
    const n = columnOf(table, 'n');
    for (const share of n.histogram?.expected ?? [0]) expect(share).toBeCloseTo(0.2, 12);
    expect(n.expected).toEqual({ nullShare: 0, distribution: 'uniform', min: 1, max: 5 });
    const plan = columnOf(table, 'plan');
    expect(plan.distinct).toBe(2);
    expect(plan.expected).toEqual({ nullShare: 0.5, distribution: 'weights' });
    expect(plan.values).toEqual({
      entries: [
        { value: 'free', rows: 900, expected: 0.8 },
        { value: 'pro', rows: 100, expected: 0.1 },
        { value: 'big', rows: 0, expected: 0.1 },
      ],
      otherRows: 0,
    });
    expect(columnOf(table, 'done').values?.entries).toEqual([
      { value: 'false', rows: 333 },
      { value: 'true', rows: 333 },
    ]);
  });
});

describe('extremes', () => {
  it('have a profile too', async () => {
    const shape = shapeOf([
      column('x', { kind: 'float' }),
      column('big', { kind: 'bigint' }),
      column('at', { kind: 'timestamp' }),
    ]);
    const sql = `SELECT * FROM (VALUES
      (1.7976931348623157e308::DOUBLE, 9223372036854775807::BIGINT, TIMESTAMP 'infinity'),
      (-1.7976931348623157e308, -9223372036854775808, TIMESTAMP '0001-01-01 00:00:00'),
      (5e-324, 0, TIMESTAMP '9999-12-31 23:59:59'), (-0.0, 1, NULL)) v(x, big, "at")`;
    const table = await profileOf({ shape, parts: [{ sql, rows: 4 }] });
    expect(columnOf(table, 'big').range).toMatchObject({
      min: '-9223372036854775808',
      max: '9223372036854775807',
    });
    expect(columnOf(table, 'at').range).toMatchObject({
      min: '0001-01-01T00:00:00Z',
      max: '9999-12-31T23:59:59Z',
    });
    expect(columnOf(table, 'x').range?.max).toBeGreaterThan(1e308);
  });

  it('of long tails are counted beside the chart', async () => {
    const shape = shapeOf([column('x', { kind: 'float' })]);
    const sql =
      'SELECT CASE WHEN i < 5 THEN 1e9 ELSE i / 10 END::DOUBLE AS x FROM range(1000) r(i)';
    const { histogram } = columnOf(await profileOf({ shape, parts: [{ sql, rows: 1000 }] }), 'x');
    expect(histogram?.edges.at(-1)).toBeLessThan(200);
    expect(histogram?.above).toBeGreaterThanOrEqual(5);
    expect(sum(histogram?.rows) + (histogram?.above ?? 0) + (histogram?.below ?? 0)).toBe(1000);
  });

  it('a table without rows has columns without figures', async () => {
    const table = await profileOf({ shape: shapeOf([column('x', { kind: 'float' })]), parts: [] });
    expect(table).toMatchObject({
      rows: 0,
      profiledRows: 0,
      columns: [{ name: 'x', nulls: 0, distinct: 0 }],
    });
  });
});

it('looks at some whole parts of a large table', async () => {
  const shape = shapeOf([column('x', { kind: 'integer' })]);
  const part = { sql: 'SELECT i AS x FROM range(60000) r(i)', rows: 60_000 };
  const table = await profileOf({ shape, parts: Array(10).fill(part) });
  expect(table).toMatchObject({
    rows: 600_000,
    profiledRows: 240_000,
    parts: 10,
    profiledParts: 4,
  });
});

describe('what a profile says of a masked table', () => {
  const columns = ['salary', 'born', 'city', 'note'];
  const shape = shapeOf([
    column('salary', { kind: 'float' }),
    column('born', { kind: 'date' }),
    column('city', { kind: 'string' }),
    column('note', { kind: 'string' }),
  ]);
  const sql = (rows: number) =>
    `SELECT (20000 + (i * 7919) % 60007 + 0.123)::DOUBLE AS salary, DATE '1950-03-17' + (i * 31 % 20000)::INT AS born,
      CASE WHEN i = 3 THEN 'Canaryville' WHEN i % 2 = 0 THEN 'Springfield' ELSE 'Shelbyville' END AS city,
      'canary ' || i AS note FROM range(${rows}) r(i)`;
  const profiled = (rows: number) =>
    profileOf({ shape, parts: [{ sql: sql(rows), rows }], guarded: columns });

  it('holds no value of it', async () => {
    const text = JSON.stringify(await profiled(2000));
    expect(text).not.toMatch(/canary|ville|field|\.123/i);
  });

  it('rounds the range, with ten rows at least beyond each end', async () => {
    const table = await profiled(500);
    const { range } = columnOf(table, 'salary');
    expect(range).toMatchObject({ min: 20_000, max: 80_000 });
    expect(Number(range?.mean) % 5000).toBe(0);
    expect(columnOf(table, 'born').range?.min).toMatch(/^19\d\d-\d\d-\d\d$/);
  });

  it('tells of no group below ten rows', async () => {
    const table = await profiled(500);
    const { values } = columnOf(table, 'city');
    expect(values?.entries.map(({ rows }) => rows)).toEqual([250, 249]);
    expect(values?.entries.every(({ value }) => /^#[0-9a-f]{12}$/.test(value))).toBe(true);
    expect(values).not.toHaveProperty('otherRows');
    for (const name of ['salary', 'born']) {
      const { rows = [] } = columnOf(table, name).histogram ?? {};
      expect(rows.length).toBeGreaterThan(1);
      for (const count of rows) expect(count === 0 || count >= 10).toBe(true);
    }
  });

  it('is silent about a few rows', async () => {
    const table = await profiled(30);
    for (const name of columns) {
      expect(columnOf(table, name)).not.toHaveProperty('range');
      expect(columnOf(table, name)).not.toHaveProperty('lengths');
      expect(columnOf(table, name)).not.toHaveProperty('histogram');
    }
  });
});
