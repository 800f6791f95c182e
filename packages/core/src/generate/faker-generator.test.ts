import { describe, expect, it } from 'vitest';
import { planColumns, rowsOfColumns } from '../testing/columns.ts';
import { describeGenerator } from '../testing/describe-generator.ts';
import { column } from '../testing/requests.ts';
import { fakerGenerator } from './faker-generator.ts';

const method = (name: string) => fakerGenerator(name) as never;

describeGenerator(method('faker.animal.cat'), {
  'a text': { accepts: (value) => expect(value).toMatch(/^\p{L}/u) },
});
describeGenerator(method('faker.number.int'), {
  'a number, with arguments': {
    options: { args: [{ min: 3, max: 5 }] },
    accepts: (value) => expect([3, 4, 5]).toContain(value),
  },
});
describeGenerator(method('faker.date.past'), {
  'a date before the reference date': {
    accepts: (value) =>
      expect(String(value) < '2025-01-01' && String(value) > '2023-12-31').toBe(true),
  },
});
describeGenerator(method('faker.datatype.boolean'), {
  'a boolean': { accepts: (value) => expect(typeof value).toBe('boolean') },
});
describeGenerator(method('faker.helpers.arrayElements'), {
  'a list': {
    options: { args: [['a', 'b', 'c'], 2] },
    accepts: (value) => expect(value).toHaveLength(2),
  },
});
describeGenerator(method('faker.helpers.arrayElement'), {
  'values of different types': {
    options: { args: [['a', 1, true]] },
    accepts: (value) => expect(['a', 1, true]).toContain(value),
  },
});
describeGenerator(method('faker.location.city'), {
  'words of the locale': {
    locale: 'ja',
    accepts: (value) => expect(value).toMatch(/[^\x20-\x7e]/),
  },
});

describe('a method of Faker', () => {
  it('has the type that it gives', async () => {
    const names = [
      'faker.animal.cat',
      'faker.number.float',
      'faker.date.past',
      'faker.datatype.boolean',
      'faker.science.unit',
      'faker.number.bigInt',
    ];
    const table = await planColumns(Object.fromEntries(names.map((name) => [name, column(name)])));
    expect(table.program.columns.map(({ type }) => type.kind)).toEqual([
      'string',
      'float',
      'timestamp',
      'boolean',
      'json',
      'json',
    ]);
  });

  it('may stand in templates', async () => {
    const rows = await rowsOfColumns({
      cell: column('template', { template: '{{faker.animal.type}}!' }),
    });
    for (const { cell } of rows) expect(cell).toMatch(/^[a-z ]+!$/i);
  });

  it('cannot change its arguments', async () => {
    const shuffle = column('faker.helpers.shuffle', { args: [['a', 'b', 'c'], { inplace: true }] });
    await expect(planColumns({ cell: shuffle })).rejects.toThrow('faker.helpers.shuffle');
  });

  it.each([
    ['faker.animal.kat', 'did you mean "animal.cat"?'],
    ['faker.nothing.here', 'no such method'],
    ['faker.helpers.constructor', 'no such method'],
    ['faker.internet.email', 'use internet.email'],
    ['faker.phone.number', 'use phone.number'],
    ['faker.helpers.fake', 'use template'],
  ])('is refused: %s', async (name, message) => {
    await expect(planColumns({ cell: column(name) })).rejects.toThrow(message);
  });

  it('is refused with arguments that it does not take, in the words of Faker', async () => {
    await expect(
      planColumns({ cell: column('faker.number.int', { args: [{ min: 5, max: 1 }] }) }),
    ).rejects.toThrow('faker.number.int: ');
  });
});
