import { describe, expect, it } from 'vitest';
import { schemaErrorOf } from '../testing/schema-errors.ts';
import { createRowValidator } from './json-schema.ts';

describe('references in a circle', () => {
  it.each([
    [{ $ref: '#' }, '/$ref'],
    [{ allOf: [{ $ref: '#' }] }, '/allOf/0/$ref'],
    [
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      '/$defs/b/$ref',
    ],
    [
      { $ref: '#x', $defs: { a: { $anchor: 'x', not: { $ref: '#/$defs/a' } } } },
      '/$defs/a/not/$ref',
    ],
    [
      { $schema: 'https://json-schema.org/draft/2019-09/schema', $recursiveRef: '#' },
      '/$recursiveRef',
    ],
  ])('are refused: %j', (schema, pointer) => {
    const { faults } = schemaErrorOf(schema);
    expect(faults).toMatchObject([
      { pointer, message: expect.stringContaining('leads back to where it came from') },
    ]);
    expect(faults[0]?.message).toContain(`#${pointer}`);
  });

  it('are found over files', () => {
    const others = { 'file:///s/b.json': { $ref: 'a.json' } };
    const error = schemaErrorOf({ $ref: 'b.json' }, { uri: 'file:///s/a.json', others });
    expect(error.message).toMatch(/^file:\/\/\/s\/b\.json#\/\$ref {2}leads back/);
  });

  it.each([
    { properties: { child: { $ref: '#' } } },
    { $defs: { node: { items: { $ref: '#/$defs/node' } } }, $ref: '#/$defs/node' },
    { $dynamicAnchor: 'node', properties: { children: { items: { $dynamicRef: '#node' } } } },
    { enum: [{ $ref: '#' }] },
    { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: { type: 'object' } } },
  ])('that end with the value are fine: %j', (schema) => {
    const validate = createRowValidator(schema);
    expect(validate({ child: { child: {} }, children: [{ children: [] }] }).length).toBe(
      'enum' in schema ? 1 : 0,
    );
  });
});

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';

describe('drafts side by side', () => {
  it('follows 2019-09', () => {
    const schema = {
      $schema: DRAFT_2019,
      $recursiveAnchor: true,
      items: [{ type: 'string' }],
      additionalItems: { $recursiveRef: '#' },
      dependentRequired: { a: ['b'] },
    };
    expect(createRowValidator(schema)(['x', ['y']])).toEqual([]);
    expect(createRowValidator(schema)(['x', [1]])).toMatchObject([{ column: '/1/0' }]);
    expect(createRowValidator(schema)({ a: 1 })).toMatchObject([{ rule: 'dependentRequired' }]);
  });

  it('reads an older schema that a newer one refers to', () => {
    const old = {
      $schema: DRAFT_07,
      definitions: { zip: { type: 'string' } },
      $ref: '#/definitions/zip',
    };
    const validate = createRowValidator(
      { prefixItems: [{ $ref: 'old.json' }] },
      { uri: 'file:///s/new.json', others: { 'file:///s/old.json': old } },
    );
    expect(validate(['1'])).toEqual([]);
    expect(validate([1])).toMatchObject([{ column: '/0' }]);
  });

  it('refuses what means something else in the newest of them', () => {
    const old = { $schema: DRAFT_07, items: [{ type: 'string' }], additionalItems: false };
    const error = schemaErrorOf(
      { $ref: 'old.json' },
      { uri: 'file:///s/new.json', others: { 'file:///s/old.json': old } },
    );
    expect(error.faults.map(({ pointer }) => pointer).sort()).toEqual([
      '/additionalItems',
      '/items',
    ]);
    expect(error.message).toContain('a list of "items" means something else in 2020-12');
  });
});

describe('what Ajv decides otherwise than the drafts', () => {
  it.each([
    [{ properties: JSON.parse('{"__proto__": {"type": "string"}}') }, '/properties'],
    [{ $ref: '#x', $defs: { a: { $dynamicAnchor: 'x' } } }, '/$defs/a/$dynamicAnchor'],
    [
      { $dynamicAnchor: 'a', items: { $dynamicRef: '#/$defs/b' }, $defs: { b: {} } },
      '/items/$dynamicRef',
    ],
    [{ unevaluatedItems: false, contains: {} }, '/unevaluatedItems'],
    [{ unevaluatedItems: { type: 'string' }, anyOf: [{ items: {} }] }, '/unevaluatedItems'],
    [{ unevaluatedProperties: false, if: {}, else: {} }, '/unevaluatedProperties'],
    [
      { $schema: DRAFT_07, properties: { a: { $id: 'http://a.test/', $ref: '#/b' } } },
      '/properties/a/$id',
    ],
  ])('is refused: %j', (schema, pointer) => {
    expect(schemaErrorOf(schema).faults.map((fault) => fault.pointer)).toContain(pointer);
  });
});

describe('patterns of schemas', () => {
  it('end in time, and mean what they mean to ECMAScript', () => {
    const validate = createRowValidator({
      pattern: '^(a+)+$',
      patternProperties: { '^(b+)+$': false },
    });
    const started = performance.now();
    expect(validate(`${'a'.repeat(40)}b`)).toMatchObject([{ rule: 'pattern' }]);
    expect(validate({ [`${'b'.repeat(40)}a`]: 1 })).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('are refused by name and place where nobody knows how', () => {
    expect(
      schemaErrorOf({
        properties: { a: { pattern: '(a)\\1' }, b: { patternProperties: { '(?<x>b)\\k<x>': {} } } },
      }).faults,
    ).toEqual([
      {
        pointer: '/properties/a/pattern',
        message: expect.stringContaining('the pattern "(a)\\\\1" refers back to a group'),
      },
      {
        pointer: '/properties/b/patternProperties/(?<x>b)\\k<x>',
        message: expect.stringContaining('refers back'),
      },
    ]);
  });

  it('lists misspelt keywords and unknown formats all at once, and what was meant', () => {
    const { faults } = schemaErrorOf({
      properties: { a: { minLenght: 1, format: 'datetime' }, b: { format: 'iri' } },
    });
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('did you mean "minLength"?'),
      expect.stringContaining('did you mean "date-time"?'),
      expect.stringContaining('format "iri" is not checked here'),
    ]);
  });
});
