import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RequestError } from '../errors.ts';
import { parseRequest } from '../request/parse-request.ts';
import type { Request, SourceTable } from '../request/types.ts';
import { REQUEST_DEFINITIONS } from '../request-definitions.ts';
import { defineStrategy } from './define.ts';
import { resolveFollow } from './resolve-follow.ts';
import { hashHmac } from './strategies/hash-hmac.ts';

const follow = defineStrategy({
  name: 'fk.follow',
  summary: 'For tests.',
  options: z.strictObject({}),
  properties: hashHmac.properties,
  create: () => (column) => [...column.values],
});
const definitions = {
  ...REQUEST_DEFINITIONS,
  strategies: [
    ...REQUEST_DEFINITIONS.strategies.filter(({ name }) => name !== 'fk.follow'),
    follow,
  ],
};

type Columns = Record<string, unknown>;

const request = (tables: Record<string, Columns>): Request =>
  parseRequest(
    {
      name: 'shop',
      tables: Object.fromEntries(
        Object.entries(tables).map(([name, columns]) => [
          name,
          { source: { kind: 'csv', path: `${name}.csv` }, columns },
        ]),
      ),
    },
    { definitions },
  );

const columnsOf = (found: Request, table: string) => (found.tables[table] as SourceTable).columns;

const customers = {
  id: { mask: 'hash.hmac', length: 20, domain: 'customer', type: 'customer-id', reason: 'join' },
};

describe('fk.follow', () => {
  it('takes strategy, options and domain of the parent, over several tables', () => {
    const found = resolveFollow(
      request({
        customers,
        orders: { customer: { mask: 'fk.follow', references: 'customers.id' } },
        items: { customer: { mask: 'fk.follow', references: 'orders.customer', reason: 'own' } },
      }),
    );
    const rule = {
      kind: 'mask',
      strategy: 'hash.hmac',
      options: { length: 20 },
      domain: 'customer',
      type: 'customer-id',
    };
    expect(columnsOf(found, 'orders').customer).toEqual({
      ...rule,
      reason: 'join',
      references: { table: 'customers', column: 'id' },
    });
    expect(columnsOf(found, 'items').customer).toEqual({
      ...rule,
      reason: 'own',
      references: { table: 'orders', column: 'customer' },
    });
    expect(columnsOf(found, 'customers')).toEqual(columnsOf(request({ customers }), 'customers'));
  });

  it('names every circle and every column without a parent', () => {
    const circular = request({
      a: { x: { mask: 'fk.follow', references: 'b.y' } },
      b: { y: { mask: 'fk.follow', references: 'a.x' }, z: 'fk.follow' },
    });
    try {
      resolveFollow(circular);
      expect.unreachable();
    } catch (error) {
      const issues = error instanceof RequestError ? error.issues : [];
      expect(issues.map(({ path, code, message }) => [path.join('.'), code, message])).toEqual([
        ['tables.a.columns.x', 'follows-itself', 'it follows itself: a.x -> b.y -> a.x'],
        ['tables.b.columns.y', 'follows-itself', 'it follows itself: b.y -> a.x -> b.y'],
        [
          'tables.b.columns.z',
          'follows-nothing',
          'it follows its parent, but `references` names none',
        ],
      ]);
    }
  });
});
