import { describe, expect, it } from 'vitest';
import { planColumns, rowsOfColumns } from '../../testing/columns.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { boolean } from './boolean.ts';
import { choice } from './choice.ts';
import { constant } from './constant.ts';
import { array, json, object } from './nested.ts';
import { numberDecimal, numberInt } from './numbers.ts';
import { template } from './template.ts';
import { uuid } from './uuid.ts';

const generators = [
  boolean,
  choice,
  constant,
  numberDecimal,
  numberInt,
  template,
  uuid,
  array,
  object,
] as never[];

describeGenerator(json, {
  'a value with templates and a generator': {
    options: {
      value: {
        kind: 'order "1"',
        count: '{{number.int min=1 max=9}}',
        note: '{{number.int min=1 max=9}} pieces',
        tags: ['a', '{{color}}', null, true, 1.5],
        price: { $generator: 'number.decimal', max: 10 },
        empty: {},
        none: [],
      },
    },
    columns: { color: column('choice', { values: ['"red"\n', 'blue\\'] }) },
    generators,
    accepts(value, row) {
      const { count, price, note, tags, ...rest } = value as Record<string, unknown>;
      expect(rest).toEqual({ kind: 'order "1"', empty: {}, none: [] });
      expect(tags).toEqual(['a', row.color, null, true, 1.5]);
      expect(Number.isInteger(count)).toBe(true);
      expect(note).toMatch(/^[1-9] pieces$/);
      expect(typeof price).toBe('number');
    },
  },
  'unique by two of its parts': {
    options: { value: { a: '{{number.int min=0 max=39}}', b: ['{{number.int min=0 max=24}}'] } },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(value).toEqual({ a: expect.any(Number), b: [expect.any(Number)] }),
  },
  'a plain value': { options: { value: 'text' }, accepts: (value) => expect(value).toBe('text') },
});

describeGenerator(object, {
  'fields of several types': {
    options: {
      fields: {
        id: 'uuid',
        on: { generator: 'boolean', nulls: 0.5 },
        'odd "name"': { generator: 'constant', value: null },
        in: { generator: 'object', fields: { n: 'number.int' } },
      },
    },
    generators,
    accepts(value) {
      const { id, on, ...rest } = value as Record<string, unknown>;
      expect(id).toMatch(/^[-0-9a-f]{36}$/);
      expect([true, false, null]).toContain(on);
      expect(rest).toEqual({ 'odd "name"': null, in: { n: expect.any(Number) } });
    },
  },
  'unique by a field, whatever else it holds': {
    options: { fields: { on: 'boolean', id: 'uuid' } },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(Object.keys(value as object)).toEqual(['on', 'id']),
  },
  'no fields': { options: { fields: {} }, accepts: (value) => expect(value).toEqual({}) },
});

describeGenerator(array, {
  'default counts': {
    options: { of: 'number.int' },
    generators,
    accepts(value) {
      expect((value as unknown[]).length).toBeGreaterThanOrEqual(1);
      expect((value as unknown[]).length).toBeLessThanOrEqual(3);
    },
  },
  'lists of lists': {
    options: {
      of: { generator: 'array', of: { generator: 'choice', values: ['a', 'b'] }, min: 2, max: 2 },
      min: 0,
      max: 4,
    },
    generators,
    accepts(value) {
      for (const inner of value as unknown[][]) expect(inner).toHaveLength(2);
    },
  },
  'unique lists of one length': {
    options: { of: { generator: 'number.int', min: 0, max: 9 }, min: 3, max: 3 },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(value).toHaveLength(3),
  },
});

describe('nested values', () => {
  it('give every item of a list a draw of its own', async () => {
    const rows = await rowsOfColumns({
      cell: column('array', { of: 'person.fullName', min: 4, max: 4 }),
    });
    const different = rows.filter(({ cell }) => new Set(cell as string[]).size === 4).length;
    expect(different).toBeGreaterThan(90);
  });

  it('keep the fields of an object on the person of the row', async () => {
    const rows = await rowsOfColumns({
      name: column('person.firstName'),
      cell: column('object', { fields: { first: 'person.firstName', full: 'person.fullName' } }),
    });
    for (const { name, cell } of rows) expect((cell as { first: unknown }).first).toBe(name);
  });

  it.each([
    ['object', { fields: { a: 'number.itn' } }, 'did you mean "number.int"?'],
    ['object', { fields: { a: { generator: 'uuid', nulls: 2 } } }, 'share from 0 to 1'],
    ['array', { of: 'uuid', min: 5, max: 2 }, 'min 5 exceeds max 2'],
    ['array', { of: 'uuid', max: 65 }, '64'],
    [
      'array',
      {
        of: {
          generator: 'array',
          min: 64,
          max: 64,
          of: { generator: 'array', of: 'uuid', min: 64, max: 64 },
        },
      },
      'shorter lists',
    ],
    ['json', {}, 'value: json: '],
    ['json', { value: { a: '{{nothing}}' } }, 'there is no column or generator "nothing"'],
  ])('%s refuses %o', async (generator, options, message) => {
    await expect(planColumns({ cell: column(generator, options) })).rejects.toThrow(message);
  });

  it('refuses unique lists whose lengths differ, saying why', async () => {
    const cell = column('array', { of: 'number.int' }, { unique: true });
    await expect(planColumns({ cell })).rejects.toThrow('lists of different lengths');
  });
});
