import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATORS } from '../../generate/catalog.generated.ts';
import type { TableShape } from '../../model/table-shape.ts';
import type { ValueType } from '../../model/value-type.ts';
import type { GeneratedColumn } from '../../request/types.ts';
import { plan, reference, users } from '../../testing/plans.ts';
import { column, generatedTable } from '../../testing/requests.ts';
import type { Expectation } from '../../validate/define.ts';
import { columnDomains, type DomainSources } from './column-domains.ts';
import { nextDouble } from './doubles.ts';
import { GENERATOR_DOMAINS } from './generator-domains.ts';
import { orderedType } from './ordered-type.ts';
import { schemaRules } from './schema-rules.ts';

const REFERENCE_DATE = '2025-01-01T00:00:00.000Z';

async function shapesOf(columns: Record<string, GeneratedColumn>): Promise<TableShape> {
  const planned = (await plan({ users, t: generatedTable(5, columns) })).get('t');
  if (planned === undefined) throw new Error('the table was not planned');
  return planned.shape;
}

async function domainOf(request: GeneratedColumn, sources: Partial<DomainSources> = {}) {
  const shape = await shapesOf({ x: request });
  const table = generatedTable(5, { x: request });
  const [domain] = columnDomains(table, { shape, referenceDate: REFERENCE_DATE, ...sources });
  return domain;
}

const withRules = (x: object) => ({ schema: { type: 'object', properties: { x } } });

describe('GENERATOR_DOMAINS', () => {
  it('decides every generator of the catalogue', () => {
    const undecided = Object.keys(GENERATORS).filter(
      (name) => !Object.hasOwn(GENERATOR_DOMAINS, name),
    );
    expect(undecided).toEqual([]);
  });

  it('speaks of no generator that there is not', () => {
    const unknown = Object.keys(GENERATOR_DOMAINS).filter(
      (name) => !Object.hasOwn(GENERATORS, name),
    );
    expect(unknown).toEqual([]);
  });
});

describe('columnDomains', () => {
  it.each<[string, GeneratedColumn, object]>([
    ['bounds of numbers', column('number.int', { min: 3, max: 9 }), { min: 3, max: 9 }],
    ['bounds that are not written', column('number.int'), { min: 0, max: 2_147_483_647 }],
    ['decimals as text', column('number.decimal', { scale: 3 }), { min: '0.000', max: '1000.000' }],
    ['64 bits', column('number.bigint'), { min: 0n, max: 2n ** 63n - 1n }],
    [
      'days',
      column('date.between', { from: '2024-01-01', to: '2024-12-31', as: 'date' }),
      { min: '2024-01-01', max: '2024-12-31' },
    ],
    ['the past', column('date.recent'), { max: '2024-12-31T23:59:59.999Z' }],
    ['the future', column('date.soon', { as: 'date' }), { min: '2025-01-02' }],
    [
      'values by weight',
      column('choice', { values: { a: 1, b: 0, c: 3 } }),
      { values: ['a', 'c'] },
    ],
    [
      'values with weight',
      column('choice', { values: [{ value: 1, weight: 2 }] }),
      { values: [1] },
    ],
    ['free text', column('company.name'), { text: 'free' }],
    ['opaque text', column('finance.iban'), { text: 'opaque' }],
    ['formats', column('internet.email'), { text: 'opaque', format: 'email' }],
    ['counters', column('sequence'), { fixed: true }],
    ['columns left out', { ...column('company.name'), edgeCases: false }, { fixed: true }],
    ['nulls', column('uuid', {}, { nulls: 0.5 }), { nullable: true, rules: {} }],
    ['no nulls', column('uuid'), { nullable: false, rules: { null: 'valuesAreNotNull' } }],
    ['unique columns', column('uuid', {}, { unique: true }), { unique: true }],
    ['methods of Faker', column('faker.animal.cat'), { text: 'opaque' }],
  ])('reads %s from the generator', async (_, request, expected) => {
    expect(await domainOf(request)).toMatchObject(expected);
  });

  it('has no bounds where a distribution has none', async () => {
    const domain = await domainOf(column('number.int', { distribution: 'poisson', mean: 4 }));
    expect(domain).not.toHaveProperty('max');
  });

  it('knows references', async () => {
    const shape = await shapesOf({ x: reference('users', { nulls: 0.5 }) });
    const table = generatedTable(5, { x: reference('users', { nulls: 0.5 }) });
    const [domain] = columnDomains(table, { shape, referenceDate: REFERENCE_DATE });
    expect(domain).toMatchObject({ reference: true, nullable: true, unique: false });
  });

  it.each<[string, GeneratedColumn, object, object]>([
    [
      'bounds of a rule win over those of the generator, each side by itself',
      column('number.int', { min: 5, max: 9 }),
      { type: 'integer', minimum: 1 },
      { min: 1, max: 9, rules: { min: 'minimum', type: 'type', null: 'type' } },
    ],
    [
      'the tightest bound counts',
      column('number.int'),
      { minimum: 1, exclusiveMinimum: 4, maximum: 10 },
      { min: 5, max: 10, rules: { min: 'exclusiveMinimum', max: 'maximum' } },
    ],
    [
      'a bound between two values excludes neither',
      column('number.decimal'),
      { exclusiveMinimum: 0.005, maximum: 9.999 },
      { min: '0.01', max: '9.99' },
    ],
    [
      'floats end beside an excluded bound',
      column('number.float'),
      { exclusiveMaximum: 1 },
      { max: 1 - Number.EPSILON / 2 },
    ],
    [
      'sets win over choices',
      column('choice', { values: ['a', 'b'] }),
      { enum: ['a', 'b', 'c', 7, null] },
      { values: ['a', 'b', 'c'], rules: { values: 'enum' } },
    ],
    [
      'lengths and patterns',
      column('company.name'),
      { minLength: 2, maxLength: 40, pattern: '^[A-Z]' },
      { text: 'free', minLength: 2, maxLength: 40, pattern: '^[A-Z]' },
    ],
    [
      'a format is not free',
      column('company.name'),
      { format: 'uri' },
      { text: 'opaque', format: 'uri' },
    ],
    [
      'a rule may forbid null where the generator makes some',
      column('company.name', {}, { nulls: 0.1 }),
      { type: 'string' },
      { nullable: false, rules: { null: 'type' } },
    ],
  ])('%s', async (_, request, rules, expected) => {
    expect(await domainOf(request, withRules(rules))).toMatchObject(expected);
  });
});

describe('expectations', () => {
  const about = (
    expect: string,
    options: Record<string, unknown>,
    where?: string,
  ): Expectation => ({
    expect,
    table: 't',
    columns: ['x'],
    options,
    ...(where === undefined ? {} : { where }),
  });
  const between = (options: Record<string, unknown>) => about('valuesAreBetween', options);

  it.each<[GeneratedColumn, Expectation, object]>([
    [
      column('number.int'),
      between({ above: 0, max: 10 }),
      { min: 1, max: 10, rules: { min: 'valuesAreBetween', max: 'valuesAreBetween' } },
    ],
    [column('date.recent', { as: 'date' }), between({ min: '2024-02-01' }), { min: '2024-02-01' }],
    [column('company.name'), about('lengthIsBetween', { min: 1, max: 9 }), { maxLength: 9 }],
    [column('company.name'), about('valuesAreInSet', { values: ['a'] }), { values: ['a'] }],
    [column('company.name'), about('valuesMatchPattern', { pattern: 'a' }), { pattern: 'a' }],
    [
      column('company.name', {}, { nulls: 0.5 }),
      about('valuesAreNotNull', {}),
      { nullable: false, rules: { null: 'valuesAreNotNull' } },
    ],
  ])('bound a column: %j %j', async (request, expectation, expected) => {
    expect(await domainOf(request, { expectations: [expectation] })).toMatchObject(expected);
  });

  it.each([
    { ...between({ max: 10 }), table: 'other' },
    { ...between({ max: 10 }), columns: ['y'] },
    { ...between({ max: 10 }), where: 'x > 5' },
    about('valuesAreInSet', { values: [1], not: true }),
    about('sumMatches', { max: 10 }),
  ])('say nothing of it: %j', async (expectation) => {
    const request = column('number.int');
    const plain = await domainOf(request);
    expect(await domainOf(request, { expectations: [expectation] })).toEqual(plain);
  });
});

describe('schemaRules', () => {
  it('follows references and allOf, and survives loops', () => {
    const schema = {
      allOf: [{ $ref: '#/$defs/base' }, { $ref: '#' }],
      properties: { x: { $ref: '#/$defs/short%20text' } },
      $defs: {
        base: { properties: { x: { minLength: 1 } } },
        'short text': { allOf: [{ maxLength: 5 }, { $ref: '#/$defs/short%20text' }] },
      },
    };
    expect(schemaRules(schema, 'x')).toEqual([
      { aspect: 'maxLength', rule: 'maxLength', count: 5 },
      { aspect: 'minLength', rule: 'minLength', count: 1 },
    ]);
  });

  it.each([undefined, true, false, 5, { $ref: '#/%' }, { $ref: 'other.json' }, { properties: 1 }])(
    'finds nothing in %j',
    (schema) => {
      expect(schemaRules(schema, 'x')).toEqual([]);
    },
  );

  it('is not misled by names of Object.prototype', () => {
    expect(schemaRules({ properties: {} }, 'toString')).toEqual([]);
  });
});

describe('orderedType', () => {
  const types: readonly ValueType[] = [
    { kind: 'integer' },
    { kind: 'bigint' },
    { kind: 'decimal', scale: 0 },
    { kind: 'decimal', scale: 4 },
    { kind: 'date' },
    { kind: 'timestamp' },
  ];

  it.each(types)('gives back every number of $kind that it has a value for', (type) => {
    const order = orderedType(type);
    if (order === undefined) throw new Error('it has an order');
    fc.assert(
      fc.property(fc.bigInt(order.least, order.greatest), (index) => {
        const value = order.valueAt(index);
        expect(order.indexOf(value, 'up')).toBe(index);
        expect(order.indexOf(value, 'down')).toBe(index);
      }),
    );
    for (const end of [order.least, order.greatest])
      expect(order.indexOf(order.valueAt(end), 'up')).toBe(end);
  });

  it('rounds what lies between two values', () => {
    const order = orderedType({ kind: 'decimal', scale: 2 });
    expect([order?.indexOf(-0.005, 'up'), order?.indexOf(-0.005, 'down')]).toEqual([0n, -1n]);
    expect(order?.indexOf(1e-7, 'up')).toBe(1n);
    expect(order?.indexOf('1.5e3', 'up')).toBe(150_000n);
    expect(order?.indexOf('x', 'up')).toBeUndefined();
    const days = orderedType({ kind: 'date' });
    expect(days?.indexOf('1970-01-02T00:00:00.001Z', 'up')).toBe(2n);
    expect(days?.indexOf('1970-01-02T00:00:00.001Z', 'down')).toBe(1n);
  });
});

describe('nextDouble', () => {
  it('is the nearest double on a side', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const above = nextDouble(value, 'up');
        expect(above).toBeGreaterThan(value);
        expect(nextDouble(above, 'down') + 0).toBe(value + 0);
        // Whatever lies half-way is one of the two.
        if (Number.isFinite(above))
          expect([value + 0, above + 0]).toContain(value / 2 + above / 2 + 0);
      }),
    );
  });
});
