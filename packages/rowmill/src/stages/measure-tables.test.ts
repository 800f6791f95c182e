import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { measureTables } from './measure-tables.ts';

const measure = (tables: object, directory = temporaryFolder()) =>
  measureTables(
    {
      request: parseRequest(
        { name: 'measured', seed: 7, tables },
        { definitions: REQUEST_DEFINITIONS },
      ),
      imports: {},
    },
    { directory, environment: {} },
  );

const USERS = {
  rows: '1_000_000_000',
  key: 'id',
  columns: { id: 'uuid', email: { generator: 'internet.email', unique: true, nulls: 0 } },
};

describe('measureTables', () => {
  it('makes rows of a table however many it has, and tells what one takes', async () => {
    const [users] = await measure({ users: USERS });
    expect(users).toMatchObject({
      name: 'users',
      origin: 'generated',
      rows: 1_000_000_000,
      columns: 2,
      // UUIDs are keys of 128 bits, texts are hashed to 64; both with 32 bits of the number of their row.
      keyBytes: [20, 12],
      countedParents: 0,
    });
    // A row of random 16 bytes and a text of 20 and more; no machine makes one in less than ten nanoseconds.
    expect(users?.storedBytesPerRow).toBeGreaterThan(20);
    expect(users?.storedBytesPerRow).toBeLessThan(80);
    expect(users?.secondsPerRow).toBeGreaterThan(10e-9);
  });

  it('tells slow columns from fast ones', async () => {
    const [fast, slow] = await measure({
      fast: { rows: 50_000, columns: { id: 'sequence' } },
      slow: {
        rows: 50_000,
        columns: { id: 'sequence', text: { generator: 'faker.lorem.paragraph' } },
      },
    });
    expect(slow?.secondsPerRow).toBeGreaterThan(5 * (fast?.secondsPerRow ?? 0));
    expect(slow?.storedBytesPerRow).toBeGreaterThan(10 * (fast?.storedBytesPerRow ?? 0));
  });

  it('knows the parents that planning counts, tables without a row, and tables of sources', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'people.csv'), 'id,name\n1,Ada\n');
    const tables = await measure(
      {
        users: { rows: 5000, key: 'id', columns: { id: 'uuid' } },
        orders: {
          rows: { per: 'users', count: { min: 0, max: 0 } },
          columns: { id: 'sequence', user_id: { references: 'users.id' } },
        },
        people: {
          source: { kind: 'csv', path: './people.csv' },
          columns: { id: { mask: 'keep' }, name: { mask: 'redact' } },
        },
      },
      directory,
    );
    const orders = tables.find(({ name }) => name === 'orders');
    expect(orders).toMatchObject({ rows: 0, countedParents: 5000 });
    expect(Number.isFinite(orders?.secondsPerRow)).toBe(true);
    expect(tables.find(({ name }) => name === 'people')).toMatchObject({
      origin: 'masked',
      secondsPerRow: undefined,
      columns: 2,
    });
  });
});
