import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaErrorOf } from '../testing/schema-errors.ts';
import { createRowValidator } from './json-schema.ts';

function failuresOf(schema: unknown, row: unknown, options = {}) {
  return createRowValidator(schema, options)(row);
}

const user = {
  type: 'object',
  required: ['id', 'email'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    email: { type: 'string', format: 'email' },
    plan: { enum: ['free', 'pro'] },
    address: { type: 'object', properties: { zip: { type: 'string', pattern: '^[0-9]{5}$' } } },
  },
};

describe('createRowValidator', () => {
  it('finds nothing wrong with a right row', () => {
    expect(failuresOf(user, { id: 1, email: 'a@example.com' })).toEqual([]);
  });

  it('reports every failure with rule, column and what was expected', () => {
    const row = { id: 0, plan: 'gold', address: { zip: '1' }, extra: 1 };
    expect(failuresOf(user, row)).toEqual(
      expect.arrayContaining([
        {
          rule: 'minimum',
          column: '/id',
          schemaPath: '#/properties/id/minimum',
          message: 'must be >= 1',
          expected: '>= 1',
        },
        expect.objectContaining({ rule: 'required', column: '/email', message: 'is missing' }),
        expect.objectContaining({ rule: 'enum', column: '/plan', expected: '"free", "pro"' }),
        expect.objectContaining({ rule: 'pattern', column: '/address/zip' }),
        expect.objectContaining({ rule: 'additionalProperties', column: '/extra' }),
      ]),
    );
    expect(failuresOf(user, row)).toHaveLength(5);
  });

  it('says nothing of the cell unless asked to', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        const secret = `secret-${text}`;
        const row = { id: secret, email: secret, plan: secret, address: { zip: secret } };
        const closed = JSON.stringify(failuresOf(user, row));
        expect(closed).not.toContain('secret-');
        expect(JSON.stringify(failuresOf(user, row, { showValues: true }))).toContain('secret-');
      }),
      { numRuns: 20 },
    );
  });

  it('tells numbers that JSON Schema does not have from those that it has', () => {
    const schema = { items: { type: 'number' } };
    const message = 'must be number, found a number that is not finite';
    expect(failuresOf(schema, [1, JSON.parse('-1e400'), 0.5, Number.NaN])).toMatchObject([
      { column: '/1', message },
      { column: '/3', message },
    ]);
    expect(failuresOf({ type: 'string' }, 1)).toMatchObject([
      { message: 'must be string, found integer' },
    ]);
  });

  it('does not take inherited properties for columns', () => {
    expect(failuresOf({ required: ['toString'] }, {})).toMatchObject([{ rule: 'required' }]);
  });

  it('accepts the schemas true and false', () => {
    expect(failuresOf(true, 1)).toEqual([]);
    expect(failuresOf(false, 1)).toMatchObject([{ message: 'is forbidden by the schema' }]);
  });
});

describe('drafts', () => {
  const tuple = (draft?: string) => ({
    ...(draft === undefined ? {} : { $schema: draft }),
    properties: { pair: { prefixItems: [{ type: 'string' }] } },
  });

  it('is 2020-12 when the schema does not say', () => {
    expect(failuresOf(tuple(), { pair: [1] })).toMatchObject([{ column: '/pair/0' }]);
    expect(
      failuresOf(tuple('https://json-schema.org/draft/2020-12/schema'), { pair: [1] }),
    ).toHaveLength(1);
  });

  it('follows draft-07 where $schema names it, with # and without', () => {
    for (const draft of [
      'http://json-schema.org/draft-07/schema#',
      'https://json-schema.org/draft-07/schema',
    ]) {
      expect(schemaErrorOf(tuple(draft)).message).toContain('unknown keyword "prefixItems"');
      const old = { $schema: draft, properties: { pair: { items: [{ type: 'string' }] } } };
      expect(failuresOf(old, { pair: [1] })).toMatchObject([{ column: '/pair/0', rule: 'type' }]);
    }
  });

  it('refuses any other draft by name', () => {
    const error = schemaErrorOf(
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      { origin: 'user.json' },
    );
    expect(error.message).toMatch(
      /^user\.json#\/\$schema {2}draft "http.*draft-04\/schema#" is not known - use /,
    );
  });
});

describe('several schemas', () => {
  it('finds the schemas it is given by URI, and says where in them a row fails', () => {
    const failures = failuresOf(
      { properties: { address: { $ref: 'address.json#/$defs/zip' } } },
      { address: 1 },
      {
        uri: 'file:///s/user.json',
        others: { 'file:///s/address.json': { $defs: { zip: { type: 'string' } } } },
      },
    );
    expect(failures).toMatchObject([
      { column: '/address', schemaPath: 'file:///s/address.json#/$defs/zip/type' },
    ]);
  });
});
