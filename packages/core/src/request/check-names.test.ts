import { describe, expect, it } from 'vitest';
import { accepted, issueLines, requestWith } from './testing/issue-lines.ts';

const table = (
  rest: Record<string, unknown>,
  columns: Record<string, unknown> = { id: 'uuid' },
) => ({
  rows: 1,
  columns,
  ...rest,
});

describe('names', () => {
  it.each([
    ['', 'the table name "" is empty'],
    ['../x', 'the table name "../x" holds a dot or a slash'],
    ['a\u0000b', 'the table name "a\\u0000b" holds a control character'],
    [' a', 'the table name " a" starts or ends with a space'],
    ['ü'.repeat(32), `the table name "${'ü'.repeat(32)}" is 64 bytes long; databases take 63`],
    ['\ud800', 'the table name "\\ud800" is not valid Unicode'],
  ])('refuses the table %j', (name, message) => {
    expect(issueLines(requestWith({ [name]: table({}) }))).toEqual([`tables.${name} | ${message}`]);
  });

  it('takes dots, spaces and any script in columns', () => {
    const columns = { 'address.city': 'uuid', 'two words': 'uuid', 名前: 'uuid' };
    expect(issueLines(requestWith({ t: table({}, columns) }))).toEqual([]);
    expect(issueLines(requestWith({ t: table({}, { 'a\nb': 'uuid' }) }))).toEqual([
      'tables.t.columns.a\nb | the column name "a\\nb" holds a control character',
    ]);
  });

  it('keeps names of columns with dots apart from tables', () => {
    const t = table({}, { 'a.b': 'uuid', copy: { references: 't.a.b' } });
    expect(accepted(requestWith({ t })).tables.t?.columns.copy).toMatchObject({
      references: { table: 't', column: 'a.b' },
    });
  });
});

describe('keys and unique sets', () => {
  it('default to the column id, or to nothing', () => {
    const keyOf = (input: Record<string, unknown>) =>
      accepted(requestWith({ t: input })).tables.t?.key;
    expect(keyOf(table({}))).toEqual(['id']);
    expect(keyOf(table({}, { a: 'uuid' }))).toEqual([]);
    expect(keyOf(table({ key: 'a' }, { a: 'uuid', id: 'uuid' }))).toEqual(['a']);
    expect(keyOf(table({ key: ['a', 'b'] }, { a: 'uuid', b: 'uuid' }))).toEqual(['a', 'b']);
  });

  it('name columns of the table', () => {
    const t = table({ key: ['id', 'idd'], unique: [['id', 'x']] });
    expect(issueLines(requestWith({ t }))).toEqual([
      'tables.t.key.1 | table "t" has no column "idd" | did you mean "id"?',
      'tables.t.unique.0.1 | table "t" has no column "x"',
    ]);
    expect(issueLines(requestWith({ t: table({ key: ['id', 'id'] }) }))).toEqual([
      'tables.t.key.1 | "id" is listed twice',
    ]);
  });

  it('refuses nulls in a key', () => {
    const t = table({}, { id: { generator: 'uuid', nulls: 0.1 } });
    expect(issueLines(requestWith({ t }))).toEqual([
      'tables.t.columns.id.nulls | "id" is the key of the table: no cell of it can be null | remove nulls',
    ]);
  });
});

describe('rows counted per another table', () => {
  const per = (parent: string) => table({ rows: { per: parent, count: 1 } });

  it('need that table', () => {
    expect(issueLines(requestWith({ users: table({}), orders: per('user') }))).toEqual([
      'tables.orders.rows.per | there is no table "user" | did you mean "users"?',
    ]);
  });

  it('cannot go around a circle, which is named once', () => {
    expect(issueLines(requestWith({ x: per('a'), a: per('b'), b: per('c'), c: per('a') }))).toEqual(
      [
        'tables.a.rows.per | tables are counted per one another: a -> b -> c -> a | give one of them a number of rows',
      ],
    );
    expect(issueLines(requestWith({ a: per('a') }))).toEqual([
      'tables.a.rows.per | tables are counted per one another: a -> a | give one of them a number of rows',
    ]);
    expect(
      issueLines(requestWith({ a: table({}), b: per('a'), c: per('a'), d: per('b') })),
    ).toEqual([]);
  });
});
