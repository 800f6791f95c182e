import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBatchTable } from '../format/batch-table.ts';
import { ndjson } from '../format/forms/ndjson.ts';
import { openTextRows } from '../format/text-rows.ts';
import { plan } from '../testing/plans.ts';
import { column, generatedTable } from '../testing/requests.ts';
import { type BatchValidator, openBatchValidator } from './batch-validator.ts';
import { createRowValidator } from './json-schema.ts';

const ROWS = 9000;

const COLUMNS = {
  id: column('uuid'),
  name: column('person.fullName'),
  email: column('internet.email', {}, { nulls: 0.2 }),
  city: column('location.city'),
  plan: column('choice', { values: ['free', 'pro', 'entreprise', 'é"\\'] }, { nulls: 0.1 }),
  age: column('number.int', { min: 0, max: 120 }),
  score: column('number.float', { min: -10, max: 10 }),
  price: column('number.decimal', { min: 0, max: 100, scale: 2 }),
  big: column('number.bigint'),
  active: column('boolean'),
  born: column('date.birth'),
  at: column('date.between', { from: '1990-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' }),
  tags: column('array', { of: 'person.firstName', min: 0, max: 3 }),
};

/** A schema that all rows satisfy, and columns tell. */
const properties: Record<string, object> = {
  id: { type: 'string', format: 'uuid', minLength: 36, pattern: '^[0-9a-f-]{36}$' },
  name: { type: 'string', minLength: 3 },
  email: { type: ['string', 'null'], format: 'email' },
  city: { type: 'string', maxLength: 100 },
  plan: { enum: ['free', 'pro', 'entreprise', 'é"\\', null] },
  age: { type: 'integer', minimum: 0, maximum: 120 },
  score: { type: 'number', exclusiveMaximum: 10.5 },
  price: { type: 'number', multipleOf: 0.01 },
  big: { type: 'integer' },
  active: { type: 'boolean' },
  born: { type: 'string', format: 'date', pattern: '^(19|20)?\\d{2}' },
  at: { type: 'string', format: 'date-time', minLength: 20, maxLength: 24 },
  tags: {},
};

interface Told {
  readonly columns: readonly number[] | undefined;
  readonly ajv: readonly number[];
  readonly reason: string | undefined;
}

async function check(schema: object): Promise<Told> {
  const program = (await plan({ t: generatedTable(ROWS, COLUMNS) })).get('t')?.program;
  if (program === undefined) throw new Error('no table t');
  const table = await openBatchTable(program, ndjson);
  const validator = openBatchValidator(schema, table.memory);
  const validate = createRowValidator(schema);
  const told: number[] = [];
  const ajv: number[] = [];
  table.read({ firstRow: 0, rowCount: ROWS, startsPart: true }, (batch, [encoded]) => {
    const verdicts = validator.check(batch);
    if (verdicts !== undefined) told.push(...verdicts.passed.subarray(0, batch.rowCount));
    const lines: Buffer[] = [];
    encoded?.write((bytes) => void lines.push(Buffer.from(bytes)));
    for (const line of Buffer.concat(lines).toString().trimEnd().split('\n')) {
      ajv.push(validate(JSON.parse(line)).length === 0 ? 1 : 0);
    }
  });
  const reason = validator.reason();
  return { columns: reason === undefined ? told : undefined, ajv, reason };
}

const rowsOf = (changes: Record<string, object | boolean>): object => ({
  type: 'object',
  required: Object.keys(COLUMNS),
  additionalProperties: false,
  properties: { ...properties, ...changes },
});

const FAILING: readonly Record<string, object>[] = [
  { name: { minLength: 14 } },
  { email: { type: 'string' } },
  { email: { type: ['string', 'null'], pattern: 'a.*@' } },
  { city: { pattern: '^[A-M]' } },
  { plan: { enum: ['pro', null] } },
  { plan: { type: ['string', 'null'], minLength: 4 } },
  { age: { type: 'integer', minimum: 18, multipleOf: 2 } },
  { age: { enum: [1, 2, 3.5, 40] } },
  { score: { exclusiveMinimum: 0.25, maximum: 9 } },
  { score: { type: 'integer' } },
  { price: { maximum: 49.99 } },
  { price: { multipleOf: 0.5 } },
  { big: { minimum: 2 ** 61 } },
  { big: { maximum: 2 ** 62 } },
];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(['ts', 'wasm'])('a validator of batches on engine %s', (engine) => {
  it('passes a generated table without looking at what is right by construction', async () => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    const told = await check(rowsOf({}));
    expect(told.reason).toBeUndefined();
    expect(told.columns).toEqual(told.ajv);
    // Not every float that is written with two digits divides by 0.01.
    expect((await check(rowsOf({ price: { type: 'number' } }))).ajv).not.toContain(0);
  });

  it.each(FAILING)('finds the rows that Ajv finds: %j', async (changes) => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    const told = await check(rowsOf({ price: {}, ...changes }));
    expect(told.reason).toBeUndefined();
    expect(told.ajv).toContain(0);
    expect(told.columns).toEqual(told.ajv);
  });

  it.each([
    [{ id: { pattern: '^a' } }, 'column "id" of type uuid: its text'],
    [{ at: { maxLength: 23 } }, 'column "at" of type timestamp: its text'],
    [{ born: { format: 'email' } }, 'column "born" of type date: its text'],
    [{ tags: { type: 'array' } }, 'column "tags" of type json'],
    [{ active: { const: true } }, 'column "active" of type boolean'],
    [{ age: { type: 'string' } }, 'column "age" of type integer'],
  ])('leaves to Ajv what columns cannot tell: %j', async (changes, reason) => {
    vi.stubEnv('ROWMILL_ENGINE', engine);
    expect((await check(rowsOf(changes))).reason).toContain(reason);
  });
});

describe('a validator of rows of text', () => {
  it('reads numbers in their text', () => {
    const rows = [
      ['1', 'a'],
      ['12', null],
      ['13.0', 'b'],
      [null, 'c'],
      ['5', ''],
    ];
    const encoder = openTextRows(
      't',
      [
        { name: 'n', type: { kind: 'integer' }, nullable: true },
        { name: 's', type: { kind: 'string' }, nullable: true },
      ],
      ndjson,
    );
    const schema = {
      properties: {
        n: { type: 'integer', maximum: 12 },
        s: { type: ['string', 'null'], minLength: 1 },
      },
    };
    const validator: BatchValidator = openBatchValidator(schema, encoder.memory);
    const passed: number[] = [];
    encoder.encode(rows, 0, true, (batch) => {
      passed.push(...(validator.check(batch)?.passed.subarray(0, batch.rowCount) ?? []));
    });
    expect(passed).toEqual([1, 1, 0, 0, 0]);
  });
});
