import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { per, plan, reference } from '../testing/plans.ts';
import { column, generatedTable } from '../testing/requests.ts';
import { withEngine } from '../testing/same-bytes.ts';
import { openBatchTable } from './batch-table.ts';
import { copy } from './forms/copy.ts';
import { csvForm } from './forms/csv.ts';
import { json } from './forms/json.ts';
import { ndjson } from './forms/ndjson.ts';
import { sql } from './forms/sql.ts';
import { openParquetFile } from './parquet.ts';
import type { TextForm } from './text-form.ts';
import { openTextTable, partText } from './text-table.ts';

/** A column of every type, with and without nulls, a reference, children of a parent. */
const tables = {
  users: generatedTable(
    20_000,
    {
      id: column('uuid'),
      number: column('sequence'),
      name: column('person.fullName'),
      email: column('internet.email', {}, { unique: true }),
      phone: column('phone.number', {}, { nulls: 0.2 }),
      born: column('person.birthDate'),
      seen: column('date.recent', { days: 30 }, { nulls: 0.5 }),
      score: column('number.float', { min: -5, max: 5 }),
      balance: column('number.decimal', { min: -100, max: 1000, scale: 2 }),
      large: column('number.bigint', {}),
      active: column('boolean'),
      note: column('text.sentence', {}, { nulls: 0.1 }),
      city: column('location.city'),
    },
    { key: ['id'] },
  ),
  orders: generatedTable(per('users', { kind: 'zipf', exponent: 1.1, min: 0, max: 12 }), {
    user: reference('users', { pick: { kind: 'parent' } }),
    line: column('sequence', { restart: 'parent' }),
  }),
};

async function checksum(table: string, form: TextForm, slices: readonly number[]): Promise<string> {
  const planned = (await plan(tables)).get(table);
  if (planned === undefined) throw new Error(`no table ${table}`);
  const hash = createHash('sha256');
  const { header, footer } = partText(planned.program, form, planned.rowCount);
  const writer = await openTextTable(planned.program, form);
  hash.update(header);
  let firstRow = 0;
  for (let i = 0; firstRow < planned.rowCount; i++) {
    const rowCount = Math.min(slices[i % slices.length] as number, planned.rowCount - firstRow);
    writer.write({ firstRow, rowCount, startsPart: firstRow === 0 }, (bytes) => hash.update(bytes));
    firstRow += rowCount;
  }
  return hash.update(footer).digest('hex');
}

describe('the bytes of a seed', () => {
  const forms = [ndjson, csvForm(), json, sql, copy];

  it.each(forms)('do not change between releases: $name', async (form) => {
    const sums = async (): Promise<string[]> => {
      const all = [await checksum('users', form, [20_000]), await checksum('orders', form, [1e9])];
      return all.map((sum) => sum.slice(0, 24));
    };
    const reference = await withEngine('ts', sums);
    expect(await withEngine('wasm', sums)).toEqual(reference);
    expect(reference).toMatchSnapshot();
  });

  it.each(forms)('do not depend on where rows are cut: $name', async (form) => {
    const whole = await checksum('users', form, [20_000]);
    for (const slices of [[8192], [1, 4999, 3], [777]])
      expect(await checksum('users', form, slices)).toBe(whole);
  });

  it('of Parquet do not depend on where batches end', async () => {
    const planned = (await plan(tables)).get('users');
    if (planned === undefined) throw new Error('no users');
    const columns = planned.shape.columns;
    const sums = await Promise.all(
      [8192, 1000].map(async (slice) => {
        const table = await openBatchTable(planned.program);
        const hash = createHash('sha256');
        const file = openParquetFile(columns, (bytes) => hash.update(bytes));
        for (let firstRow = 0; firstRow < planned.rowCount; firstRow += slice) {
          const rowCount = Math.min(slice, planned.rowCount - firstRow);
          table.read({ firstRow, rowCount, startsPart: false }, (batch) => file.add(batch));
        }
        file.finish();
        return hash.digest('hex');
      }),
    );
    expect(sums[0]).toBe(sums[1]);
  });
});
