import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layoutFaults } from '../../kernels/memory.ts';
import { per, plan, reference } from '../../testing/plans.ts';
import { column, generatedTable } from '../../testing/requests.ts';
import type { EngineName } from '../../wasm/choose-engine.ts';
import { openBatchTable } from '../batch-table.ts';
import { openParquetFile } from '../parquet.ts';

/** A column of every kind, dictionaries, nulls, long texts, and text too long for a batch of all rows. */
const tables = {
  users: generatedTable(
    20_000,
    {
      id: column('uuid'),
      number: column('sequence'),
      name: column('person.fullName'),
      email: column('internet.email', {}, { unique: true }),
      born: column('person.birthDate', {}, { nulls: 0.3 }),
      seen: column('date.recent', { days: 30 }, { nulls: 0.5 }),
      score: column('number.float', { min: -5, max: 5 }),
      balance: column('number.decimal', { min: -100, max: 1000, scale: 2 }),
      large: column('number.bigint', {}),
      active: column('boolean', {}, { nulls: 0.1 }),
      note: column('text.paragraph', {}, { nulls: 0.1 }),
      city: column('location.city', {}, { nulls: 0.2 }),
      first: column('person.firstName'),
      never: column('person.lastName', {}, { nulls: 1 }),
    },
    { key: ['id'] },
  ),
  orders: generatedTable(per('users', { kind: 'zipf', exponent: 1.1, min: 0, max: 9 }), {
    user: reference('users', { pick: { kind: 'parent' } }),
    line: column('sequence', { restart: 'parent' }),
  }),
};

afterEach(() => {
  vi.unstubAllEnvs();
});

async function digestOf(
  table: 'users' | 'orders',
  engine: EngineName,
  { isNear, slice }: { isNear: boolean; slice: number },
): Promise<string> {
  vi.stubEnv('ROWMILL_ENGINE', engine);
  const planned = (await plan(tables)).get(table);
  if (planned === undefined) throw new Error(`no table ${table}`);
  const rows = await openBatchTable(planned.program);
  const hash = createHash('sha256');
  const columns = planned.shape.columns;
  const put = (bytes: Uint8Array): void => void hash.update(bytes);
  const file = openParquetFile(columns, put, isNear ? { space: rows.pages() } : {});
  for (let firstRow = 0; firstRow < planned.rowCount; firstRow += slice) {
    const rowCount = Math.min(slice, planned.rowCount - firstRow);
    rows.read({ firstRow, rowCount, startsPart: false }, (batch) => file.add(batch));
  }
  file.finish();
  expect(layoutFaults(rows.memory)).toEqual([]);
  return hash.digest('hex');
}

describe.each(['users', 'orders'] as const)('the bytes of table %s', (table) => {
  it('do not depend on the engine, on batches, or on where pages are put together', async () => {
    const expected = await digestOf(table, 'wasm', { isNear: true, slice: 1e9 });
    for (const engine of ['ts', 'wasm'] as const) {
      for (const place of [
        { isNear: true, slice: 1e9 },
        { isNear: true, slice: 999 },
        { isNear: false, slice: 8192 },
      ])
        expect(await digestOf(table, engine, place), `${engine} ${JSON.stringify(place)}`).toBe(
          expected,
        );
    }
  }, 60_000);
});
