import { describe, expect, it } from 'vitest';
import { RequestError } from '../errors.ts';
import { parseRequest } from './parse-request.ts';
import { accepted, issueLines, requestWith, SMALLEST } from './testing/issue-lines.ts';
import { SAMPLE_DEFINITIONS } from './testing/sample-definitions.ts';

const users = (columns: Record<string, unknown>) =>
  requestWith({ users: { rows: 10, columns: { id: 'uuid', ...columns } } });
const column = (value: unknown) => issueLines(users({ x: value }));

describe('parseRequest', () => {
  it('fills in every default', () => {
    expect(accepted(SMALLEST)).toEqual({
      name: 'shop',
      seed: 0,
      locale: 'en',
      referenceDate: '2025-01-01T00:00:00.000Z',
      imports: {},
      tables: {
        users: {
          kind: 'generated',
          rows: { kind: 'fixed', rows: 10 },
          key: ['id'],
          unique: [],
          columns: {
            id: { kind: 'generator', generator: 'uuid', options: {}, unique: false, nulls: 0 },
          },
        },
      },
      masking: {},
      validation: { schemas: {}, expectations: [] },
      environments: {},
      cleanup: 'always',
    });
  });

  it('throws every problem at once', () => {
    const broken = {
      name: 'Shop',
      seed: -1,
      tables: { users: { rows: 'x', columns: { id: 'uid' } } },
    };
    const parse = () => parseRequest(broken, { definitions: SAMPLE_DEFINITIONS });
    expect(parse).toThrow(RequestError);
    expect(issueLines(broken)).toHaveLength(4);
  });

  it.each([null, 5, 'x', [], undefined])('refuses %j as a request', (input) => {
    expect(issueLines(input)[0]).toMatch(/a request is a map with name and tables, found/);
  });

  it('refuses keys it does not know, later ones included', () => {
    expect(issueLines({ ...SMALLEST, quotas: {}, sed: 1, masking: { clam: 'x' } })).toEqual([
      'masking.clam | unknown key "clam" | did you mean "claim"?',
      expect.stringMatching(/^quotas \| unknown key "quotas" \| known here: \$schema, name, seed/),
      'sed | unknown key "sed" | did you mean "seed"?',
    ]);
  });

  it('refuses the names of Object.prototype wherever they stand', () => {
    const evil: unknown = JSON.parse(
      '{"name":"x","__proto__":{"a":1},"tables":{"constructor":{"rows":1,"columns":{"id":"uuid"}},"t":{"rows":1,"columns":{"__proto__":"uuid","id":{"generator":"choice","values":{"prototype":1}}}}}}',
    );
    expect(issueLines(evil).filter((line) => line.includes('is not allowed'))).toEqual([
      '__proto__ | "__proto__" is not allowed as a name',
      'tables.constructor | "constructor" is not allowed as a name',
      'tables.t.columns.__proto__ | "__proto__" is not allowed as a name',
      'tables.t.columns.id.values.prototype | "prototype" is not allowed as a name',
    ]);
    expect({}).not.toHaveProperty('a');
  });
});

describe('columns of a generated table', () => {
  it('takes every kind', () => {
    const request = accepted(
      users({
        name: 'person.fullName',
        email: { generator: 'internet.email', unique: true, nulls: 0.1, domain: 'example.com' },
        cat: { generator: 'faker.animal.cat', args: [1] },
        total: { derive: 'price * 2', type: 'number' },
        boss: { references: 'users.id', pick: 'zipf', nulls: 0.5 },
        boss_name: { lookup: 'users.name' },
      }),
    );
    expect(request.tables.users?.columns).toMatchObject({
      name: { generator: 'person.fullName', options: {} },
      email: { unique: true, nulls: 0.1, options: { domain: 'example.com' } },
      cat: { generator: 'faker.animal.cat', options: { args: [1] } },
      total: { generator: 'derive', options: { expression: 'price * 2', type: 'number' } },
      boss: { pick: { kind: 'zipf', exponent: 1.1 }, nulls: 0.5, link: 'boss' },
      boss_name: { kind: 'lookup', link: 'boss' },
    });
  });

  it.each([
    ['uid', 'tables.users.columns.x | unknown generator "uid" | did you mean "uuid"?'],
    [
      { generator: 'email' },
      'tables.users.columns.x.generator | unknown generator "email" | did you mean "internet.email"?',
    ],
    [
      { generator: 'internet.email', domian: 'x' },
      'tables.users.columns.x.domian | generator "internet.email" has no option "domian" | did you mean "domain"?',
    ],
    [
      { generator: 'date.recent', days: 'abc' },
      'tables.users.columns.x.days | option "days" of generator "date.recent": expected a number, found "abc"',
    ],
    [
      { generator: 'date.recent', days: 1.5 },
      'tables.users.columns.x.days | option "days" of generator "date.recent": expected a whole number, found 1.5',
    ],
    [
      { generator: 'number.int', distribution: 'norml', max: 1 },
      'tables.users.columns.x.distribution | option "distribution" of generator "number.int": expected "uniform" or "normal", found "norml" | did you mean "normal"?',
    ],
    [
      { generator: 'number.int' },
      'tables.users.columns.x.max | generator "number.int" needs the option "max" | expected a number',
    ],
    [
      { generator: 'number.int', max: 1, buckets: [{ weight: 1 }] },
      'tables.users.columns.x.buckets.0.min | option "buckets.0" of generator "number.int" needs the key "min" | expected a number',
    ],
    [
      { generator: 'number.int', min: 5, max: 1 },
      'tables.users.columns.x | generator "number.int": "min" must not be greater than "max"',
    ],
    [
      { generator: 'choice', values: 5 },
      'tables.users.columns.x.values | option "values" of generator "choice": expected a list or a map, found 5',
    ],
    [
      { generator: 'choice', values: ['a', 1] },
      'tables.users.columns.x.values.1 | option "values.1" of generator "choice": expected a text, found 1',
    ],
    [
      { generator: 'uuid', nulls: 2 },
      'tables.users.columns.x.nulls | expected a number of at most 1, found 2',
    ],
    [
      { generater: 'uuid' },
      'tables.users.columns.x.generater | unknown key "generater" | did you mean "generator"?',
    ],
    [
      { nulls: 0 },
      'tables.users.columns.x | the column needs one of generator, references, lookup or derive',
    ],
    [
      { generator: 'uuid', derive: 'a' },
      'tables.users.columns.x | generator and derive cannot stand together: a column has one of them',
    ],
    [
      { mask: 'keep' },
      'tables.users.columns.x.mask | only columns of a source can be masked | give the table a source, or use a generator',
    ],
    [
      { derive: 'a;b' },
      'tables.users.columns.x.derive | option "expression" of generator "derive": unexpected ";"',
    ],
    [5, 'tables.users.columns.x | expected the name of a generator or a map, found 5'],
  ])('refuses %j with one issue', (written, line) => {
    expect(column(written)).toEqual([line]);
  });

  it('refuses Faker names that are not module and method', () => {
    expect(column('faker.animal')).toEqual([
      'tables.users.columns.x | unknown generator "faker.animal"',
    ]);
    expect(column({ generator: 'faker.a.b', arguments: [] })).toEqual([
      'tables.users.columns.x.arguments | generator "faker.a.b" has no option "arguments" | known here: args, unique, nulls, edgeCases',
    ]);
  });
});

describe('tables of a source', () => {
  const source = (columns: unknown, rest: Record<string, unknown> = {}) =>
    requestWith({ customers: { source: { kind: 'csv', path: 'c.csv' }, columns, ...rest } });

  it('takes masks, short and long', () => {
    const request = accepted(source({ id: 'keep', email: { mask: 'fake.email', by: 'id' } }));
    expect(request.tables.customers).toEqual({
      kind: 'source',
      source: { kind: 'csv', path: 'c.csv', delimiter: ',' },
      key: ['id'],
      unique: [],
      columns: {
        id: { kind: 'mask', strategy: 'keep', options: {} },
        email: { kind: 'mask', strategy: 'fake.email', options: { by: 'id' } },
      },
    });
  });

  it.each([
    [
      { id: 'kep' },
      'tables.customers.columns.id | unknown masking strategy "kep" | did you mean "keep"?',
    ],
    [
      { id: { generator: 'uuid' } },
      'tables.customers.columns.id.generator | a column of a source takes a masking strategy, not "generator" | write mask: keep to take it as it is',
    ],
    [
      { id: { msk: 'keep' } },
      'tables.customers.columns.id.msk | unknown key "msk" | did you mean "mask"?',
    ],
    [
      { id: null },
      "tables.customers.columns.id | expected the name of a masking strategy or a map, found nothing | write mask: 'null' to make every value null",
    ],
    [
      { id: { mask: null } },
      "tables.customers.columns.id.mask | expected the name of a masking strategy, found nothing | write mask: 'null' to make every value null",
    ],
    [{}, 'tables.customers.columns | a table needs a column'],
  ])('refuses columns %j', (columns, line) => {
    expect(issueLines(source(columns))).toEqual([line]);
  });

  it('has no rows of its own', () => {
    expect(issueLines(source({ id: 'keep' }, { rows: 5 }))).toEqual([
      'tables.customers.rows | a table has as many rows as its source | remove rows',
    ]);
  });

  it('splits the schema from the table of a database', () => {
    const table = (written: object) => {
      const request = requestWith({
        t: { source: { kind: 'postgres', url: 'env:URL', ...written }, columns: { id: 'keep' } },
      });
      const found = accepted(request).tables.t;
      return found?.kind === 'source' ? found.source : undefined;
    };
    const base = { kind: 'postgres', url: 'env:URL' };
    expect(table({ table: 'a.b' })).toEqual({ ...base, schema: 'a', table: 'b' });
    expect(table({ table: 'b' })).toEqual({ ...base, schema: 'public', table: 'b' });
    expect(table({ table: 'a.b', schema: 's' })).toEqual({ ...base, schema: 's', table: 'a.b' });
  });
});
