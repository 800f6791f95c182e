import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../check-result.ts';
import { checkDataset } from '../dataset-checks.ts';
import { type Database, openDuckDb } from '../open-duckdb.ts';

let directory = '';
let database: Database;

const PEOPLE: TableShape = {
  name: 'people',
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false },
    { name: 'height', type: { kind: 'float' }, nullable: true },
    { name: 'name', type: { kind: 'string' }, nullable: true },
    { name: 'born', type: { kind: 'date' }, nullable: true },
  ],
  key: ['id'],
  unique: [],
  references: [],
};
const ROWS = 50_000;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-distributions-'));
  database = await openDuckDb();
  // Heights are the quantiles of an exponential distribution, so that their distance from it is known: half a row.
  await database.query(
    `COPY (SELECT i AS id, -ln(1 - (i + 0.5) / ${ROWS}) AS height,
       CASE WHEN i < 3 THEN 'Rare' WHEN i % 2 = 0 THEN 'Ann' ELSE 'Bob' END AS name,
       DATE '2000-01-01' + (i % 100)::INTEGER AS born
     FROM range(${ROWS}) t(i)) TO '${directory}/people.parquet'`,
  );
  await writeFile(join(directory, 'past.csv'), 'size,name\n1,Ann\n2,Ann\n3,Bob\n4,Zoe\n');
});

afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

async function match(
  column: string,
  options: Readonly<Record<string, unknown>>,
  hide: readonly string[] = [],
): Promise<CheckResult | undefined> {
  const [result] = await checkDataset({
    tables: [PEOPLE],
    files: { people: [`${directory}/people.parquet`] },
    expectations: [
      {
        expect: 'distributionMatches',
        table: 'people',
        columns: [column],
        options: { atMost: 0.01, ...options },
      },
    ],
    failuresDirectory: directory,
    directory,
    hide: { people: hide },
    today: '2026-01-01',
  });
  return result;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('distributionMatches', () => {
  it('measures very many different values at points, and says how much that leaves open', async () => {
    const exponential = { method: 'ks', distribution: 'exponential', rate: 1 };
    const result = await match('height', exponential);
    expect(result).toMatchObject({
      passed: true,
      observed: 'KS 0.0000, or up to 0.0001 more',
      expected: 'at most 0.01 from the declared exponential distribution',
    });
    const bins = result?.distribution?.bins ?? [];
    expect(bins).toHaveLength(20);
    for (const { observed, expected } of bins) expect(observed).toBeCloseTo(expected, 4);
    expect(sumOf(bins.map(({ observed }) => observed))).toBeCloseTo(1, 9);
    expect(bins[0]?.label).toMatch(/^≤ 0\.23/);
    expect(bins[19]?.label).toMatch(/^> 4\.37/);
  });

  it('finds the distance of the wrong distribution', async () => {
    // Of two exponential distributions with rates 1 and 2 it is 1/4, at ln 2.
    const result = await match('height', { method: 'ks', distribution: 'exponential', rate: 2 });
    expect(result).toMatchObject({ passed: false });
    expect(result?.problem).toMatch(
      /^found KS 0\.2500, or up to 0\.0001 more, expected at most 0\.01/,
    );
  });

  it('shows the bins of the population stability index as they are: as full as one another', async () => {
    const result = await match('height', { method: 'psi', distribution: 'exponential', rate: 1 });
    const bins = result?.distribution?.bins ?? [];
    expect(bins).toHaveLength(10);
    for (const { expected } of bins) expect(expected).toBeCloseTo(0.1, 9);
    expect(result?.observed).toBe('PSI 0.0000');
  });

  it('compares with files that lie beside the request', async () => {
    const sizes = await match('height', {
      method: 'ks',
      reference: { file: 'past.csv', column: 'size' },
    });
    // Three quarters of the heights lie below ln 4, where a quarter of the sizes do.
    expect(sizes?.observed).toMatch(/^KS 0\.6/);
    const names = await match('name', {
      method: 'tv',
      reference: { file: 'past.csv', column: 'name' },
    });
    expect(names?.observed).toMatch(/^TV 0\.25/);
    // What the file alone has might be somebody's, and is not named.
    expect(names?.distribution?.bins.map(({ label }) => label)).toEqual([
      'Ann',
      'Bob',
      'Rare',
      'other',
    ]);
    await expect(
      match('name', { method: 'tv', reference: { file: 'none.csv', column: 'name' } }),
    ).rejects.toThrow('none.csv');
  });

  it('writes days at the edges of bins', async () => {
    const result = await match('born', {
      method: 'psi',
      reference: { table: 'people', column: 'born' },
      bins: 2,
    });
    expect(result?.distribution?.bins.map(({ label }) => label)).toEqual([
      '≤ 2000-02-19',
      '> 2000-02-19',
    ]);
  });

  it('numbers the bins of masked columns, and sums up what few rows have', async () => {
    const names = await match('name', { method: 'tv', values: { Ann: 1, Eve: 1 }, atMost: 1 }, [
      'name',
    ]);
    expect(names?.distribution?.bins.map(({ label }) => label)).toEqual([
      'Ann',
      'Eve',
      '3',
      'other',
    ]);
    const born = await match(
      'born',
      { method: 'ks', reference: { table: 'people', column: 'born' } },
      ['born'],
    );
    for (const { label } of born?.distribution?.bins ?? []) expect(label).toMatch(/^\d+$/);
    expect(JSON.stringify([names, born])).not.toMatch(/Bob|Rare|2000-/);
  });

  it('fails where there is nothing to compare', async () => {
    const result = await match('name', { method: 'tv', values: { x: 1 } });
    expect(result).toMatchObject({ passed: false, observed: 'TV 1.0000' });
    const [empty] = await checkDataset({
      tables: [PEOPLE],
      files: { people: [] },
      expectations: [
        {
          expect: 'distributionMatches',
          table: 'people',
          columns: ['height'],
          options: { method: 'ks', distribution: 'exponential', rate: 1, atMost: 1 },
        },
      ],
      failuresDirectory: directory,
      today: '2026-01-01',
    });
    expect(empty).toMatchObject({ passed: false, observed: 'no values' });
  });
});
