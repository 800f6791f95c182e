import { describe, expect, expectTypeOf, it } from 'vitest';
import { RequestError } from './errors.ts';
import { defineRequest } from './request/input.ts';
import { rows } from './rows.ts';

const shop = defineRequest({
  name: 'shop',
  seed: 42,
  tables: {
    users: {
      rows: 1000,
      columns: {
        id: 'uuid',
        name: 'person.fullName',
        age: { generator: 'number.int', min: 18, max: 90, nulls: 0.2 },
        active: { generator: 'boolean' },
      },
    },
    orders: {
      rows: { per: 'users', count: 2 },
      columns: { id: 'sequence', user_id: { references: 'users.id' } },
    },
  },
});

describe('rows', () => {
  it('gives the rows of a table, typed by its columns', async () => {
    const users = await rows(shop, 'users', { from: 998, count: 5 });
    expect(users).toHaveLength(2);
    expectTypeOf(users[0]!.name).toEqualTypeOf<string>();
    expectTypeOf(users[0]!.age).toEqualTypeOf<number | null>();
    expectTypeOf(users[0]!.active).toEqualTypeOf<boolean>();
    expect(Object.keys(users[0]!)).toEqual(['id', 'name', 'age', 'active']);
  });

  it('gives the same row alone and among others, and parents to children', async () => {
    const users = await rows(shop, 'users', { count: 1000 });
    expect(await rows(shop, 'users', { from: 500, count: 1 })).toEqual([users[500]]);
    const [order] = await rows(shop, 'orders', { from: 1999, count: 1 });
    expect(order).toEqual({ id: 2000, user_id: users[999]!.id });
  });

  it('refuses a table that the request has not', async () => {
    // @ts-expect-error the compiler knows the tables
    await expect(rows(shop, 'payments')).rejects.toBeInstanceOf(RequestError);
  });
});
