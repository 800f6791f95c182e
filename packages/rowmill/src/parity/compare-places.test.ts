import { describe, expect, it } from 'vitest';
import type { Source, SourceColumn } from '../sources/source.ts';
import { NO_CONSTRAINTS } from '../sources/table-constraints.ts';
import { comparePlaces } from './compare-places.ts';
import type { ComparedPlace } from './compared-place.ts';

type Rows = readonly (readonly (string | null)[])[];

const text = (name: string): SourceColumn => ({ name, type: { kind: 'string' } });

function place(
  name: string,
  rows: Rows,
  columns: readonly SourceColumn[] = [text('id'), text('email')],
): ComparedPlace {
  const source: Source = {
    describe: () => name,
    columns,
    constraints: { ...NO_CONSTRAINTS, primaryKey: ['id'] },
    async *rows() {
      for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7);
    },
    close: async () => undefined,
  };
  return {
    name,
    describe: name,
    tables: [{ name: 'users', engine: 'postgres', open: async () => source }],
  };
}

const users: Rows = Array.from({ length: 100 }, (_, i) => [String(i), `u${i}@example.org`]);
const show = () => (value: string | null) => value;

describe('comparePlaces', () => {
  it('does not mind the order of rows and columns', async () => {
    const turned = users.toReversed().map(([id = '', email = '']) => [email, id]);
    const report = await comparePlaces(
      [place('qa', users), place('dev', turned, [text('email'), text('id')])],
      { show },
    );
    expect(report).toMatchObject({ equal: true, tables: [{ equal: true, differences: [] }] });
    const [one, other] = report.tables[0]?.cells ?? [];
    expect(one).toEqual(other);
  });

  it('names the rows that are missing, added and changed, and their columns', async () => {
    const changed = users
      .filter(([id]) => id !== '40')
      .map(([id = '', email = '']) => [id, id === '17' ? 'x@example.org' : email]);
    const report = await comparePlaces(
      [place('qa', users), place('dev', [...changed, ['100', null]])],
      { show },
    );
    expect(report.equal).toBe(false);
    expect(report.tables[0]?.differences).toEqual([
      { kind: 'content', message: 'the rows of dev are not those of qa' },
    ]);
    expect(report.tables[0]?.rows).toEqual(
      expect.arrayContaining([
        { key: { id: '17' }, place: 'dev', is: 'changed', columns: ['email'] },
        { key: { id: '40' }, place: 'dev', is: 'missing' },
        { key: { id: '100' }, place: 'dev', is: 'added' },
      ]),
    );
    expect(report.tables[0]?.rows).toHaveLength(3);
  });

  it('sees a row that is there twice, a null that became empty, and values that swapped rows', async () => {
    const [first, second, ...rest] = users;
    const swapped = [
      [first?.[0] ?? '', second?.[1] ?? ''],
      [second?.[0] ?? '', first?.[1] ?? ''],
    ];
    for (const others of [
      [...users, ['3', 'u3@example.org']],
      users.map(([id = '', email = '']) => [id, id === '5' ? null : email]),
      [...swapped, ...rest],
    ]) {
      const report = await comparePlaces([place('qa', users), place('dev', others)], { show });
      expect(report.equal).toBe(false);
    }
    const empty = users.map(([id = '', email = '']) => [id, id === '5' ? '' : email]);
    const nulls = users.map(([id = '', email = '']) => [id, id === '5' ? null : email]);
    expect((await comparePlaces([place('a', empty), place('b', nulls)], { show })).equal).toBe(
      false,
    );
  });

  it('says what shapes differ in, and which place has no such table', async () => {
    const other: ComparedPlace = { name: 'empty', describe: 'empty', tables: [] };
    const wide = users.map((row) => [...row, null]);
    const columns: SourceColumn[] = [
      { ...text('id'), sourceType: 'integer', nullable: false },
      { ...text('email'), sourceType: 'text', nullable: true },
      text('note'),
    ];
    const own: SourceColumn[] = [
      { ...text('id'), sourceType: 'bigint', nullable: false },
      { ...text('email'), sourceType: 'text', nullable: false },
    ];
    const report = await comparePlaces(
      [place('qa', users, own), place('dev', wide, columns), other],
      { show },
    );
    expect(report.tables[0]?.differences.map(({ message }) => message)).toEqual([
      'there is no table users in empty',
      'column note is in dev and not in qa',
      'column id is bigint in qa and integer in dev',
      'column email must not be null in qa and may be null in dev',
    ]);
    expect(report.tables[0]?.cells[2]).toBeNull();
  });

  it('shows keys only as it is told to', async () => {
    const report = await comparePlaces([place('qa', users), place('dev', users.slice(1))], {
      show: () => () => '#token',
    });
    expect(JSON.stringify(report)).not.toContain('example.org');
    expect(report.tables[0]?.rows).toEqual([
      { key: { id: '#token' }, place: 'dev', is: 'missing' },
    ]);
  });

  it('fails when a table cannot be read', async () => {
    const broken = place('dev', users);
    const failing: ComparedPlace = {
      ...broken,
      tables: [
        {
          name: 'users',
          engine: 'postgres',
          open: () => Promise.reject(new Error('connection lost')),
        },
      ],
    };
    await expect(comparePlaces([place('qa', users), failing], { show })).rejects.toThrow(
      'connection lost',
    );
  });
});
