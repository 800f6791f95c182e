import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowValidator } from './json-schema.ts';

function failuresOf(schema: unknown, row: unknown) {
  return createRowValidator(schema)(row);
}

describe('unions', () => {
  const shape = {
    anyOf: [
      {
        type: 'object',
        required: ['kind', 'radius'],
        properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
      },
      {
        type: 'object',
        required: ['kind', 'side', 'name'],
        properties: { kind: { const: 'square' }, side: { type: 'number' } },
      },
    ],
  };

  it('reports the branch that came closest alone', () => {
    expect(failuresOf(shape, { kind: 'square', side: 'x', name: 'a' })).toMatchObject([
      { rule: 'type', column: '/side', schemaPath: '#/anyOf/1/properties/side/type' },
    ]);
    expect(failuresOf({ oneOf: shape.anyOf }, { kind: 'circle', radius: '1' })).toMatchObject([
      { rule: 'type', column: '/radius' },
    ]);
  });

  it('keeps the failures around a union', () => {
    const schema = {
      required: ['before', 'after'],
      properties: { a: { type: 'integer' }, shape, z: { type: 'integer' } },
    };
    const failures = failuresOf(schema, { a: 'x', shape: { kind: 'circle' }, z: 'x' });
    expect(failures.map(({ column }) => column).sort()).toEqual([
      '/a',
      '/after',
      '/before',
      '/shape/radius',
      '/z',
    ]);
  });

  it('merges a union of plain types into one type', () => {
    const schema = { properties: { x: { anyOf: [{ type: 'string' }, { type: 'null' }] } } };
    expect(failuresOf(schema, { x: 1 })).toMatchObject([
      { rule: 'type', message: 'must be string or null, found integer', column: '/x' },
    ]);
  });

  it('looks past null in a nullable union', () => {
    const schema = {
      properties: { x: { anyOf: [{ type: 'null' }, { type: 'string', format: 'date' }] } },
    };
    expect(failuresOf(schema, { x: '2025-02-30' })).toMatchObject([
      { rule: 'format', expected: 'date' },
    ]);
  });

  it('follows $ref into recursive unions and tells the true place in the schema', () => {
    const schema = {
      properties: { tree: { $ref: '#/$defs/tree' } },
      $defs: {
        tree: { anyOf: [{ type: 'integer' }, { $ref: '#/$defs/node' }] },
        node: {
          type: 'object',
          required: ['left'],
          properties: { left: { $ref: '#/$defs/tree' } },
        },
      },
    };
    expect(failuresOf(schema, { tree: { left: { left: {} } } })).toEqual([
      {
        rule: 'required',
        column: '/tree/left/left/left',
        schemaPath: '#/$defs/node/required',
        message: 'is missing',
        expected: 'a value',
      },
    ]);
  });

  it('names the branches that match at once', () => {
    const schema = {
      oneOf: [{ type: 'string' }, { type: 'integer' }, { minimum: 5 }, { type: 'null' }],
    };
    expect(failuresOf(schema, 7)).toMatchObject([
      { rule: 'oneOf', message: 'matches branches 1 and 2 of oneOf at once' },
    ]);
  });

  it('reports contains, if and propertyNames once', () => {
    expect(failuresOf({ contains: { type: 'integer', minimum: 3 } }, ['a', 1])).toMatchObject([
      { rule: 'contains' },
    ]);
    expect(
      failuresOf(JSON.parse('{"if":{"type":"string"},"then":{"minLength":3}}'), 'ab'),
    ).toMatchObject([{ rule: 'minLength' }]);
    expect(failuresOf({ propertyNames: { maxLength: 2 } }, { abc: 1 })).toMatchObject([
      { rule: 'maxLength', column: '/abc' },
    ]);
  });

  it('agrees with Ajv on which rows pass, and never reduces a failure to nothing', () => {
    const leaf = fc.constantFrom<object>(
      { type: 'string' },
      { type: 'integer', minimum: 2 },
      { const: 'a' },
      { type: 'array', contains: { type: 'integer' } },
      { type: 'null' },
    );
    const { schema } = fc.letrec((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
        fc
          .record({ a: tie('schema'), b: tie('schema') })
          .map((properties) => ({ properties, required: ['a'] })),
      ),
    }));
    const row = fc.oneof(
      fc.constantFrom(null, 'a', 'b', 1, 2, 3),
      fc.record({ a: fc.constantFrom('a', 1, 2, null), b: fc.constantFrom('a', 3, [1], []) }),
    );
    fc.assert(
      fc.property(schema, row, (generated, value) => {
        // The negation of a schema passes exactly where the schema fails, and has no branches to reduce.
        const fails = failuresOf({ not: { not: generated } }, value).length > 0;
        expect(failuresOf(generated, value).length > 0).toBe(fails);
      }),
      { numRuns: 40 },
    );
  }, 20_000);
});
