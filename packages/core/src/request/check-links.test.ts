import { describe, expect, it } from 'vitest';
import type { RequestInput } from './input.ts';
import { accepted, issueLines, requestWith, SMALLEST } from './testing/issue-lines.ts';

const users = { rows: 10, columns: { id: 'uuid', tenant: 'uuid', email: 'internet.email' } };
const orders = (columns: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  requestWith({ users, orders: { rows: 5, columns: { id: 'uuid', ...columns }, ...rest } });
const linksOf = (input: unknown) =>
  Object.fromEntries(
    Object.entries(accepted(input).tables.orders?.columns ?? {}).flatMap(([name, column]) =>
      column.kind === 'references' ? [[name, [column.link, column.pick.kind, column.nulls]]] : [],
    ),
  );

describe('references', () => {
  it.each([
    ['users.idd', 'table "users" has no column "idd" | did you mean "users.id"?'],
    ['user.id', 'there is no table "user" | did you mean "users"?'],
    ['users', 'expected table.column, found "users" | did you mean "users.id"?'],
    ['users.toString', 'table "users" has no column "toString"'],
    ['.id', 'expected table.column, found ".id"'],
  ])('refuses %s', (references, line) => {
    expect(issueLines(orders({ user_id: { references } }))).toEqual([
      `tables.orders.columns.user_id.references | ${line}`,
    ]);
  });

  it('may point to a later table, to the table itself, and around a circle', () => {
    const tables = {
      a: {
        rows: 1,
        columns: { id: 'uuid', b: { references: 'b.id' }, self: { references: 'a.id' } },
      },
      b: { rows: 1, columns: { id: 'uuid', a: { references: 'a.id' } } },
    };
    expect(issueLines(requestWith(tables))).toEqual([]);
  });

  it('follow the row that the table is counted per, the first of them alone', () => {
    const per = { rows: { per: 'users', count: 2 } };
    const columns = { sender: { references: 'users.id' }, receiver: { references: 'users.id' } };
    expect(linksOf(orders(columns, per))).toEqual({
      sender: ['sender', 'parent', 0],
      receiver: ['receiver', 'uniform', 0],
    });
    const second = { ...columns, receiver: { references: 'users.id', pick: 'parent' } };
    expect(linksOf(orders(second, per))).toEqual({
      sender: ['sender', 'uniform', 0],
      receiver: ['receiver', 'parent', 0],
    });
    expect(linksOf(orders(columns))).toEqual({
      sender: ['sender', 'uniform', 0],
      receiver: ['receiver', 'uniform', 0],
    });
  });

  it('share what one column of a link says', () => {
    const columns = {
      tenant: { references: 'users.tenant', link: 'user' },
      user_id: { references: 'users.id', link: 'user', pick: 'zipf', nulls: 0.2 },
    };
    expect(linksOf(orders(columns))).toEqual({
      tenant: ['user', 'zipf', 0.2],
      user_id: ['user', 'zipf', 0.2],
    });
  });

  it('refuses links whose columns disagree', () => {
    const columns = {
      a: { references: 'users.id', link: 'x', nulls: 0.1 },
      b: { references: 'users.tenant', link: 'x', nulls: 0.2 },
      c: { references: 'orders.id', link: 'x' },
    };
    expect(issueLines(orders(columns))).toEqual([
      'tables.orders.columns.c.references | link "x" leads to table "users", not "orders"',
      'tables.orders.columns.b.nulls | the columns of link "x" hold one row, so their nulls must agree',
    ]);
  });

  it('refuses settings that mean nothing', () => {
    const columns = {
      a: { references: 'users.id', exponent: 2 },
      b: { references: 'users.id', pick: 'parent' },
    };
    expect(issueLines(orders(columns))).toEqual([
      'tables.orders.columns.a.exponent | an exponent needs pick: zipf',
      'tables.orders.columns.b.pick | pick: parent needs rows counted per "users" | rows: { per: users, count: ... }',
    ]);
  });
});

describe('lookups', () => {
  const lookup = { lookup: 'users.email' };

  it('find the only reference to their table', () => {
    const request = accepted(orders({ email: lookup, user_id: { references: 'users.id' } }));
    expect(request.tables.orders?.columns.email).toEqual({
      kind: 'lookup',
      lookup: { table: 'users', column: 'email' },
      link: 'user_id',
      nulls: 0,
    });
  });

  it('need one, and only one unless they say which', () => {
    expect(issueLines(orders({ email: lookup }))).toEqual([
      'tables.orders.columns.email.lookup | a lookup needs a reference to table "users" in the same table | add a column such as users_id: { references: users.id }',
    ]);
    const two = { from: { references: 'users.id' }, to: { references: 'users.id' } };
    expect(issueLines(orders({ ...two, email: lookup }))).toEqual([
      'tables.orders.columns.email.lookup | several references lead to table "users" | say which: link: from or to',
    ]);
    expect(issueLines(orders({ ...two, email: { ...lookup, link: 'fron' } }))).toEqual([
      'tables.orders.columns.email.link | no reference to table "users" has the link "fron" | did you mean "from"?',
    ]);
    expect(issueLines(orders({ ...two, email: { ...lookup, link: 'to' } }))).toEqual([]);
  });

  it('say nothing more where the reference itself is wrong', () => {
    expect(issueLines(orders({ email: lookup, user_id: { references: 'user.id' } }))).toEqual([
      'tables.orders.columns.user_id.references | there is no table "user" | did you mean "users"?',
    ]);
  });
});

describe('imports', () => {
  const identity = accepted(SMALLEST);
  const importing = (columns: Record<string, unknown>, rows: unknown = 5) => ({
    ...requestWith({ orders: { rows, columns } }),
    imports: { identity: './identity.yaml' },
  });

  it('lend their tables to references and counts', () => {
    const rows = { per: 'identity.users', count: 1 };
    const input = importing({ user: { references: 'identity.users.id' } }, rows);
    const request = accepted(input, { identity });
    expect(request.tables.orders).toMatchObject({
      rows: { parent: { import: 'identity', table: 'users' } },
      columns: {
        user: {
          references: { import: 'identity', table: 'users', column: 'id' },
          pick: { kind: 'parent' },
        },
      },
    });
  });

  it.each([
    ['identity.user.id', 'import "identity" has no table "user" | did you mean "identity.users"?'],
    [
      'identity.users.idd',
      'table "identity.users" has no column "idd" | did you mean "identity.users.id"?',
    ],
    ['identiti.users.id', 'there is no table "identiti"'],
  ])('refuses %s', (references, line) => {
    expect(issueLines(importing({ user: { references } }), { identity })).toEqual([
      `tables.orders.columns.user.references | ${line}`,
    ]);
  });

  it('are not looked into when they could not be loaded', () => {
    expect(issueLines(importing({ user: { references: 'identity.any.thing' } }))).toEqual([]);
  });

  it('must not be called like a table', () => {
    const input: RequestInput = { ...SMALLEST, imports: { users: './x.yaml' } };
    expect(issueLines(input)).toEqual([
      'imports.users | "users" is a table as well: references could mean either | rename the import',
    ]);
  });
});
