import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS_ROOM } from '../checks/checks-room.ts';
import { FORMATS, nearFormat } from '../checks/testing/format-texts.ts';
import { layoutFaults } from '../kernels/memory.ts';
import { openNdjsonReader, rowReaderSize } from '../readers/ndjson-reader.ts';
import { guardedMemory } from '../testing/guarded-memory.ts';
import type { EngineName } from '../wasm/choose-engine.ts';

import { openBatchValidator } from './batch-validator.ts';
import { createRowValidator } from './json-schema.ts';

const BLOCK_BYTES = 1 << 16;

interface Judged {
  readonly verdicts: number[] | undefined;
  readonly reason: string | undefined;
}

/** What columns tell of the lines of a file. */
function judge(engine: EngineName, schema: unknown, columns: string[], lines: string[]): Judged {
  const options = { columns, blockBytes: BLOCK_BYTES };
  const memory = guardedMemory(engine, rowReaderSize(options) + CHECKS_ROOM + (1 << 17));
  const reader = openNdjsonReader(memory, options);
  const validator = openBatchValidator(schema, memory);
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  reader.free().set(bytes);
  reader.filled(bytes.length);
  reader.end();
  const verdicts: number[] = [];
  for (let batch = reader.next(); typeof batch === 'object'; batch = reader.next()) {
    const told = validator.check(batch);
    if (told === undefined) return { verdicts: undefined, reason: validator.reason() };
    verdicts.push(...told.passed.subarray(0, batch.rowCount));
  }
  expect(layoutFaults(memory)).toEqual([]);
  return { verdicts, reason: undefined };
}

/** Columns let pass what Ajv lets pass. Lines that no column can tell may fail: they are looked at by Ajv. */
function expectLikeAjv(schema: unknown, columns: string[], lines: string[]): Judged {
  const validate = createRowValidator(schema);
  const [ts, wasm] = (['ts', 'wasm'] as const).map((e) => judge(e, schema, columns, lines));
  expect(wasm).toEqual(ts);
  const expected = lines.map((line) => {
    const row: unknown = JSON.parse(line);
    const isTold =
      typeof row === 'object' &&
      row !== null &&
      !Array.isArray(row) &&
      Object.keys(row).every((name) => columns.includes(name)) &&
      Object.values(row).every((value) => typeof value !== 'string' || value.isWellFormed());
    return isTold && validate(row).length === 0 ? 1 : 0;
  });
  if (ts?.verdicts !== undefined) {
    // A number with many digits may be left to who decides by them.
    const verdicts = ts.verdicts.map((verdict, i) =>
      verdict === 0 && /[\d.eE+-]{16}/.test(lines[i] ?? '') ? expected[i] : verdict,
    );
    expect(verdicts).toEqual(expected);
  }
  return ts ?? { verdicts: undefined, reason: undefined };
}

const RECORD = {
  type: 'object',
  required: ['id', 'email', 'name', 'phone', 'created_at'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    email: { type: 'string', format: 'email' },
    name: { type: 'string', minLength: 1, maxLength: 40 },
    phone: { type: 'string', pattern: '^\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}$' },
    created_at: { type: 'string', format: 'date-time' },
  },
};

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', 'a', 'ab', 'abc', 'x1', '12', 'null'),
  fc.integer({ min: -4, max: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.5, 1e21, 1e300, 2 ** 53, 4, 0),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom({}, [], [1], { a: 1 }),
);

const small = fc.integer({ min: -3, max: 9 });
const size = fc.nat({ max: 4 });
/** A schema of cells; all its keywords are ones that columns can tell. */
const cellSchema = fc.oneof(
  fc.boolean(),
  fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'object', 'array'),
        fc.constant(['string', 'null']),
        fc.constant(['integer', 'string', 'boolean']),
      ),
      minimum: small,
      exclusiveMaximum: small,
      maximum: small,
      exclusiveMinimum: small,
      multipleOf: fc.constantFrom(1, 2, 0.5, 0.1),
      minLength: size,
      maxLength: size,
      pattern: fc.constantFrom('^[a-z]*$', 'b', '^\\p{L}', '^a|1$', '^..$'),
    },
    { requiredKeys: [] },
  ),
  fc.record({
    enum: fc.uniqueArray(
      fc.oneof(fc.constantFrom('a', 'ab', '', 'é'), small, fc.boolean(), fc.constant(null)),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  fc.record({ const: fc.constantFrom('a', 4, true, null) }),
);

/** Unions whose branches share no type, or list their values. */
const unionSchema = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('anyOf', 'oneOf'),
      fc.shuffledSubarray(
        [
          { type: 'null' },
          { type: 'string', minLength: 1, pattern: '^[a-z]' },
          { type: 'integer', minimum: 2 },
          { const: true },
          { const: false },
          { type: ['object', 'array'] },
        ],
        { minLength: 1 },
      ),
      fc.record({ type: fc.constant(['string', 'number', 'null']) }, { requiredKeys: [] }),
    )
    .map(([keyword, branches, more]) => ({ ...more, [keyword]: branches })),
  fc
    .tuple(
      fc.constantFrom('anyOf', 'oneOf'),
      fc.array(
        fc.oneof(
          fc.record({ const: fc.constantFrom('a', 'ab', 4, true, null), title: fc.constant('t') }),
          fc.record({
            enum: fc.uniqueArray(fc.constantFrom('a', '', 4, 0, false), { minLength: 1 }),
          }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([keyword, branches]) => ({ [keyword]: branches })),
);

describe('a validator of batches', () => {
  it('says of unions what Ajv says', () => {
    const rows = fc.array(fc.record({ a: cell, b: cell }, { requiredKeys: [] }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(unionSchema, unionSchema, rows, (a, b, all) => {
        const schema = {
          properties: { a, b: { $ref: '#/$defs/b' } },
          $defs: { b: { allOf: [b] } },
        };
        const lines = all.map((row) => JSON.stringify(row));
        expect(expectLikeAjv(schema, ['a', 'b'], lines).reason).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { anyOf: [{ type: 'integer' }, { type: 'number' }] },
    {
      oneOf: [
        { type: 'string', minLength: 2 },
        { type: 'string', maxLength: 3 },
      ],
    },
  ])('leaves unions whose branches share a type to Ajv: %j', (a) => {
    const { reason } = expectLikeAjv({ properties: { a } }, ['a'], ['{"a":"abc"}', '{"a":1}']);
    expect(reason).toMatch(/"(anyOf|oneOf)" at \/properties\/a/);
  });

  it('says of random rows and flat schemas what Ajv says', () => {
    const columns = ['a', 'b', 'c'];
    const schema = fc.record(
      {
        type: fc.constant('object'),
        required: fc.subarray(columns),
        additionalProperties: fc.oneof(fc.boolean(), cellSchema),
        properties: fc.dictionary(fc.constantFrom(...columns), cellSchema, { maxKeys: 3 }),
        allOf: fc.array(fc.record({ properties: fc.record({ a: cellSchema }) }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: ['properties'] },
    );
    const rows = fc.array(fc.record({ a: cell, b: cell, c: cell }, { requiredKeys: ['a'] }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(schema, rows, (plan, all) => {
        const lines = all.map((row) => JSON.stringify(row));
        expect(expectLikeAjv(plan, columns, lines).reason).toBeUndefined();
      }),
      { numRuns: 80 },
    );
  });

  it.each(FORMATS)('tells format %s in rows', (format) => {
    const schema = { properties: { a: { format } } };
    fc.assert(
      fc.property(fc.array(nearFormat(format), { minLength: 1, maxLength: 20 }), (texts) => {
        const lines = texts.map((a) => JSON.stringify({ a }));
        expect(expectLikeAjv(schema, ['a'], lines).reason).toBeUndefined();
      }),
      { numRuns: 10 },
    );
  });

  it('follows $ref, reads draft-07 and formats of numbers', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'https://example.org/row',
      definitions: { code: { type: 'string', minLength: 2, 'x-note': 1, title: 'Code' } },
      properties: {
        a: { $ref: '#/definitions/code' },
        b: { type: 'number', format: 'int32' },
        c: { type: 'string', nullable: true, format: 'uuid' },
      },
    };
    const lines = [
      '{"a":"xy","b":1,"c":null}',
      '{"a":"x","b":1}',
      '{"a":"xy","b":2147483648}',
      '{"a":"xy","b":1.5}',
      '{"a":"xy","b":1.0}',
      '{"a":"xy","b":1e400}',
      '{"a":5,"b":1}',
      '{"a":"\\ud83d\\ude00\\n","c":"123e4567-e89b-12d3-a456-426614174000"}',
      '{"b":"1"}',
      '{"a":"\\ud83d\\ude00"}',
      '{"a":"xy\\ud83d"}',
      '{"other":1}',
      '[]',
      '{}',
    ];
    expect(expectLikeAjv(schema, ['a', 'b', 'c'], lines).verdicts).toEqual([
      1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1,
    ]);
  });

  it('passes the record of the benchmarks and finds each fault in it', () => {
    const good = {
      id: '123e4567-e89b-42d3-a456-426614174000',
      email: 'ada.lovelace@example.org',
      name: 'Ada Lovelace',
      phone: '(555) 010-0199',
      created_at: '2025-03-09T12:30:59.123Z',
    };
    const rows = [
      good,
      { ...good, id: good.id.slice(1) },
      { ...good, email: 'ada@' },
      { ...good, name: '' },
      { ...good, phone: '555 010-0199' },
      { ...good, created_at: '2025-02-29T12:30:59.123Z' },
      { ...good, more: 1 },
      good,
    ];
    const columns = Object.keys(good);
    const { verdicts } = expectLikeAjv(
      RECORD,
      columns,
      rows.map((row) => JSON.stringify(row)),
    );
    expect(verdicts).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
  });

  it.each([
    [{ anyOf: [{ required: ['a'] }] }, '"anyOf" at /anyOf'],
    [{ properties: { a: { items: { type: 'string' } } } }, '"items" at /properties/a/items'],
    [{ allOf: [{ minProperties: 1 }] }, '"minProperties" at /allOf/0/minProperties'],
    [{ properties: { a: { enum: [{ b: 1 }] } } }, 'the value {"b":1}'],
    [{ required: ['z'] }, '"required": no row has "z"'],
    [{ type: 'array' }, '"type" at /type: no row is an object'],
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }, 'the schema at /$defs/a'],
    [false, 'false at /'],
  ])('names what columns cannot tell: %j', (schema, reason) => {
    expect(judge('ts', schema, ['a'], ['{"a":1}']).reason).toBe(reason);
  });
});
