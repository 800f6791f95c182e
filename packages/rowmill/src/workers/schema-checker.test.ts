import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ndjson, openTextRows } from '@rowmill/core/kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableSchema } from './jobs.ts';
import { createSchemaChecker, type SchemaCheck } from './schema-checker.ts';
import { openTableValidator } from './table-validator.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-checker-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const COLUMNS = [
  { name: 'id', type: { kind: 'integer' }, nullable: false },
  { name: 'email', type: { kind: 'string' }, nullable: true },
] as const;

const ROWS = Array.from({ length: 20_000 }, (_, i) => [
  String(i),
  i % 5000 === 4321 ? `nobody "${i}"` : i % 3 === 0 ? null : `user${i}@example.org`,
]);

const EMAIL = { type: ['string', 'null'], format: 'email' };
/** Columns tell the first; the second says the same in a way that they cannot. */
const SCHEMAS = {
  flat: { properties: { id: { type: 'integer' }, email: EMAIL } },
  branched: { anyOf: [{ properties: { id: { type: 'integer' }, email: EMAIL } }] },
};

function check(root: object): { told: unknown; rowsChecked: number; written: string } {
  const encoder = openTextRows('users', COLUMNS, ndjson);
  const failuresFile = join(folder, 'failures.ndjson');
  writeFileSync(failuresFile, '');
  const schema: TableSchema = { origin: 'test', uri: 'test:/schema', root, others: {} };
  const { validate, batches } = openTableValidator(schema, encoder);
  let rowsChecked = 0;
  const counted: SchemaCheck = {
    validate(row) {
      rowsChecked++;
      return validate(row);
    },
    batches,
    key: ['id'],
    hidden: new Set(),
    failuresFile,
  };
  const checker = createSchemaChecker(counted);
  encoder.encode(ROWS, 0, true, (batch, [json]) => checker.check(batch, json));
  return { told: checker.failures(), rowsChecked, written: readFileSync(failuresFile, 'utf8') };
}

describe('a checker of generated rows', () => {
  it('tells the same failures whether columns or rows are looked at', () => {
    const byColumns = check(SCHEMAS.flat);
    expect(byColumns.told).toMatchObject({ rows: 4, byRule: { format: 4 } });
    expect(byColumns.told).toMatchObject({
      examples: [4321, 9321, 14_321, 19_321].map((row) => ({ key: { id: row }, row })),
    });
    expect(byColumns.written.trimEnd().split('\n')).toHaveLength(4);
    expect(check(SCHEMAS.branched)).toMatchObject({
      told: byColumns.told,
      written: byColumns.written,
    });
  });

  it('reads only the rows that columns find wrong', () => {
    expect(check(SCHEMAS.flat).rowsChecked).toBe(4);
    expect(check(SCHEMAS.branched).rowsChecked).toBe(ROWS.length);
  });
});
