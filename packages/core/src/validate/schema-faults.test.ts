import { describe, expect, it } from 'vitest';
import { schemaErrorOf } from '../testing/schema-errors.ts';
import { createRowValidator } from './json-schema.ts';

describe('broken schemas', () => {
  it('lists all faults with their places', () => {
    const error = schemaErrorOf(
      { type: 'strng', properties: { 'a/b': { minLength: -1 } } },
      { origin: 'user.json' },
    );
    expect(error.faults.map(({ pointer }) => pointer).sort()).toEqual([
      '/properties/a~1b/minLength',
      '/type',
    ]);
    expect(error.message).toContain('user.json#/type  must be one of "array", "boolean"');
  });

  it.each([
    ['unknown keyword', { properties: { a: { minLenght: 1 } } }, '/properties/a/minLenght'],
    ['unknown format', { properties: { a: { format: 'e-mail' } } }, '/properties/a/format'],
    ['leads nowhere', { properties: { a: { $ref: 'other.json' } } }, '/properties/a/$ref'],
    ['leads nowhere', { $ref: '#/$defs/nope' }, '/$ref'],
    [
      'invalid regular expression',
      { properties: { a: { pattern: '(' } } },
      '/properties/a/pattern',
    ],
    ['remove "$async"', { $async: true }, '/$async'],
    ['is not a JSON Schema', [], ''],
    ['is not a JSON Schema', 'text', ''],
  ])('%s', (message, schema, pointer) => {
    const error = schemaErrorOf(schema);
    expect(error.faults).toHaveLength(1);
    expect(error.faults[0]).toMatchObject({ pointer });
    expect(error.message).toContain(message);
  });

  it('takes x- keywords and OpenAPI notes for what they are', () => {
    const schema = { 'x-owner': 'shop', example: 1, type: 'integer' };
    expect(createRowValidator(schema)(1)).toEqual([]);
  });

  it('says that a schema is nested too deeply', () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 20_000; depth += 1) schema = { items: schema };
    expect(schemaErrorOf(schema).message).toContain('nested too deeply');
  });
});
