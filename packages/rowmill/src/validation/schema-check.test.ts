import type { TableShape } from '@rowmill/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideValue } from './hidden-values.ts';
import { inlineSchema, validatorOf } from './load-schema.ts';
import { openDuckDb } from './open-duckdb.ts';
import { mergeSchemaParts, startSchemaCheck } from './schema-check.ts';

const table: TableShape = {
  name: 'users',
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false },
    { name: 'email', type: { kind: 'string' }, nullable: false },
  ],
  key: ['id'],
  unique: [],
  references: [],
};
const schema = {
  required: ['email'],
  properties: { id: { minimum: 10 }, email: { type: 'string', format: 'email' } },
};
const validate = validatorOf(inlineSchema(schema), { origin: 'request' });
const options = { table, validate, hidden: new Set(['email']), tokenKey: 'k' };

describe('startSchemaCheck', () => {
  it('tells key, row, rule and column, and hides what is to be hidden', () => {
    const check = startSchemaCheck(options);
    expect(check.add({ id: 10, email: 'a@example.com' }, 0)).toEqual([]);
    expect(check.add({ id: 3, email: 'secret' }, 1)).toEqual(
      expect.arrayContaining([
        { key: { id: 3 }, row: 1, rule: 'minimum', column: '/id', values: { id: 3 } },
        {
          key: { id: 3 },
          row: 1,
          rule: 'format',
          column: '/email',
          values: { email: hideValue('secret', 'k') },
        },
      ]),
    );
    expect(check.add({ id: 11 }, 2)).toMatchObject([{ rule: 'required', values: {} }]);
    const result = mergeSchemaParts('users', [check.finish(0.5)]);
    expect(result).toMatchObject({
      name: 'rows-match-schema',
      passed: false,
      checkedRows: 3,
      failingRows: 2,
      problem: '2 of 3 rows break their JSON Schema',
      seconds: 0.5,
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('passes a table without failures', () => {
    const check = startSchemaCheck(options);
    check.add({ id: 10, email: 'a@example.com' }, 0);
    const result = mergeSchemaParts('users', [
      check.finish(0),
      startSchemaCheck(options).finish(0),
    ]);
    expect(result).toMatchObject({ passed: true, checkedRows: 1, failingRows: 0, examples: [] });
    expect(result).not.toHaveProperty('problem');
  });

  it('gives split shards, in any order, the outcome of the whole', () => {
    const rows = fc.array(
      fc.record({ id: fc.nat(20), email: fc.constantFrom('a@example.com', 'x') }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.nat(40), fc.integer({ min: 1, max: 30 }), (all, cut, limit) => {
        const partOf = (from: number, to: number) => {
          const check = startSchemaCheck({ ...options, limit });
          for (const [index, row] of all.slice(from, to).entries()) check.add(row, from + index);
          return check.finish(0);
        };
        const at = Math.min(cut, all.length);
        const whole = mergeSchemaParts('users', [partOf(0, all.length)], limit);
        const split = [partOf(at, all.length), partOf(0, at)];
        expect(mergeSchemaParts('users', split, limit)).toEqual(whole);
      }),
    );
  });
});

describe('hideValue', () => {
  it('gives the token that the checks of a whole dataset give', async () => {
    const database = await openDuckDb();
    const [row] = await database.query(
      "SELECT '#' || substr(sha256('k' || sha256('k' || 'é''s')), 1, 12)",
    );
    await database.close();
    expect(hideValue("é's", 'k')).toBe(row?.[0]);
    expect(hideValue(null, 'k')).toBeNull();
    expect(hideValue("é's", 'other')).not.toBe(row?.[0]);
  });
});
