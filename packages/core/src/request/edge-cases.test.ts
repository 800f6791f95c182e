import { describe, expect, it } from 'vitest';
import { canonicalRequest } from './canonical-request.ts';
import { accepted, issueLines, requestWith } from './testing/issue-lines.ts';
import type { Request } from './types.ts';

const users = (rest: object = {}) => ({ rows: 10, columns: { id: 'uuid' }, ...rest });
const source = { kind: 'csv', path: './c.csv' };

const settingsOf = (request: Request, name = 'users') => {
  const table = request.tables[name];
  return table?.kind === 'generated' ? table.edgeCases : undefined;
};
const canonical = (request: Request) => canonicalRequest({ request, imports: {} });

describe('edge cases of a request', () => {
  it('are none unless somebody asks', () => {
    const request = accepted(requestWith({ users: users() }));
    expect(settingsOf(request)).toBeUndefined();
    expect(request.edgeCases).toBeUndefined();
    expect(canonical(request)).not.toContain('edge');
  });

  it('have defaults', () => {
    const request = accepted(requestWith({ users: users() }, { edgeCases: true }));
    expect(request.edgeCases).toEqual({ labels: 'edge_cases' });
    expect(settingsOf(request)).toEqual({
      share: 0,
      strength: 2,
      kinds: ['boundaries', 'text', 'combinations'],
      invalid: true,
    });
  });

  it('take from the table first, then from the request', () => {
    const tables = {
      users: users({ edgeCases: { strength: 3 } }),
      logs: users({ edgeCases: false }),
      notes: users({ edgeCases: true }),
    };
    const edgeCases = { share: 0.1, strength: 4, kinds: ['text', 'boundaries'], labels: 'cases' };
    const request = accepted(requestWith(tables, { edgeCases }));
    expect(settingsOf(request)).toMatchObject({ share: 0.1, strength: 3 });
    expect(settingsOf(request, 'logs')).toBeUndefined();
    expect(settingsOf(request, 'notes')).toMatchObject({
      strength: 4,
      kinds: ['boundaries', 'text'],
    });
    expect(request.edgeCases).toEqual({ labels: 'cases' });
  });

  it('of one table need nothing of the request', () => {
    const tables = { users: users({ edgeCases: { invalid: false } }), logs: users() };
    const request = accepted(requestWith(tables));
    expect(settingsOf(request)).toMatchObject({ invalid: false });
    expect(settingsOf(request, 'logs')).toBeUndefined();
    expect(request.edgeCases).toEqual({ labels: 'edge_cases' });
  });

  it('leave out columns that say so', () => {
    const columns = {
      id: { generator: 'uuid', edgeCases: false },
      parent: { references: 'users.id', nulls: 0.5, edgeCases: false },
      copy: { lookup: 'users.id', link: 'parent', edgeCases: false },
      sum: { derive: 'id + 1', edgeCases: false },
      free: 'uuid',
    };
    const request = accepted(requestWith({ users: users({ columns, edgeCases: true }) }));
    const said = Object.entries(request.tables.users?.columns ?? {}).map(
      ([name, column]) => [name, 'edgeCases' in column ? column.edgeCases : undefined] as const,
    );
    expect(Object.fromEntries(said)).toEqual({
      id: false,
      parent: false,
      copy: false,
      sum: false,
      free: undefined,
    });
  });

  it('change what a dataset is called, and nothing does where there are none', () => {
    const plain = accepted(requestWith({ users: users() }));
    const column = { id: { generator: 'uuid', edgeCases: false } };
    const same = accepted(requestWith({ users: users({ columns: column, edgeCases: false }) }));
    expect(canonical(same)).toBe(canonical(plain));
    const asked = [
      { edgeCases: true },
      { edgeCases: { strength: 3 } },
      { edgeCases: { share: 0.5 } },
      { edgeCases: { labels: 'cases' } },
    ].map((rest) => canonical(accepted(requestWith({ users: users() }, rest))));
    expect(new Set([canonical(plain), ...asked]).size).toBe(asked.length + 1);
  });

  it('are delivered with the tables of a target that names none', () => {
    const targets = [
      { kind: 'directory', path: 'a', format: 'csv' },
      { kind: 'directory', path: 'b', format: 'csv', tables: ['users'] },
      { kind: 'directory', path: 'c', format: 'csv', tables: ['users', 'edge_cases'] },
    ];
    const environments = { qa: { lease: '1h', targets } };
    const request = accepted(requestWith({ users: users() }, { edgeCases: true, environments }));
    expect(request.environments.qa?.targets.map(({ tables }) => tables)).toEqual([
      ['users', 'edge_cases'],
      ['users'],
      ['users', 'edge_cases'],
    ]);
  });
});

describe('what is wrong with edge cases', () => {
  it.each([
    ['yes', 'edgeCases | expected true, false or a map of settings, found "yes"'],
    [{ strength: 5 }, 'edgeCases.strength | expected a number of at most 4, found 5'],
    [{ share: 1 }, 'edgeCases.share | expected a number of at most 0.9, found 1'],
    [{ kinds: [] }, 'edgeCases.kinds | expected at least 1 item in the list'],
    [
      { kinds: ['texts'] },
      'edgeCases.kinds.0 | expected "boundaries", "text" or "combinations", found "texts" | did you mean "text"?',
    ],
    [{ shares: 0.1 }, 'edgeCases.shares | unknown key "shares" | did you mean "share"?'],
    [
      { labels: 'users' },
      'edgeCases.labels | edge cases are told in a table "users", and the request has one already | give it another name: edgeCases: { labels: ... }',
    ],
  ])('%j', (edgeCases, line) => {
    expect(issueLines(requestWith({ users: users() }, { edgeCases }))).toEqual([line]);
  });

  it('refuses them on a table of a source, by name', () => {
    const table = { source, columns: { id: 'keep' }, edgeCases: true };
    expect(issueLines(requestWith({ customers: table }))).toEqual([
      'tables.customers.edgeCases | edge cases are rows of generated tables; the rows of a source are masked as they are | remove edgeCases',
    ]);
  });

  it('refuses anything but false on a column', () => {
    const columns = { id: { generator: 'uuid', edgeCases: true } };
    expect(issueLines(requestWith({ users: users({ columns }) }))).toEqual([
      'tables.users.columns.id.edgeCases | expected false, found true',
    ]);
  });
});
