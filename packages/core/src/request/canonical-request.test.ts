import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRequest } from './canonical-request.ts';
import type { RequestInput } from './input.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';
import { accepted, requestWith, SMALLEST } from './testing/issue-lines.ts';
import type { Request } from './types.ts';

const canonical = (request: Request) => canonicalRequest({ request, imports: {} });

/** The same map with its keys the other way round. */
function reversed<T extends object>(map: T): T {
  return Object.fromEntries(Object.entries(map).reverse()) as T;
}

describe('canonicalRequest', () => {
  it('is the same for everything that does not touch the data', () => {
    fc.assert(
      fc.property(arbitraryRequest, (input) => {
        const { environments: _, test: __, cleanup: ___, validation: ____, ...others } = input;
        const { workflow: _____, ...data } = others;
        const other: RequestInput = {
          ...reversed(data),
          tables: reversed(input.tables),
          name: 'x',
        };
        expect(canonical(accepted(other))).toBe(canonical(accepted(input)));
      }),
    );
  });

  it('does not ask in which order settings and options were written', () => {
    const one = { a: { generator: 'number.int', min: 1, max: 5, unique: true } };
    const two = { a: { unique: true, max: 5, min: 1, generator: 'number.int' } };
    const of = (columns: object) => canonical(accepted(requestWith({ t: { rows: 1, columns } })));
    expect(of(two)).toBe(of(one));
  });

  it('changes with everything that does touch the data', () => {
    const base = {
      ...SMALLEST,
      tables: { users: { rows: 10, columns: { id: 'uuid', b: 'uuid' } } },
    };
    const table = base.tables.users;
    const withUsers = (change: object) => ({ ...base, tables: { users: { ...table, ...change } } });
    const choice = (values: object) =>
      withUsers({ columns: { ...table.columns, c: { generator: 'choice', values } } });
    const texts = [
      base,
      { ...base, seed: 1 },
      { ...base, locale: 'de' },
      { ...base, referenceDate: '2025-01-02' },
      withUsers({ rows: 11 }),
      withUsers({ locale: 'de' }),
      withUsers({ key: 'b' }),
      withUsers({ unique: [['b']] }),
      withUsers({ columns: reversed(table.columns) }),
      withUsers({ columns: { id: 'uuid', b: { generator: 'uuid', nulls: 0.5 } } }),
      choice({ x: 1, y: 2 }),
      // The weights of a choice are cumulated in their order.
      choice({ y: 2, x: 1 }),
    ].map((input) => canonical(accepted(input)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('holds the imports that are read, with all that touches their data, and no others', () => {
    const imported = (seed: number) => accepted({ ...SMALLEST, seed });
    const input = {
      ...requestWith({ t: { rows: 1, columns: { u: { references: 'identity.users.id' } } } }),
      imports: { identity: './a.yaml', unused: './b.yaml' },
    };
    const text = (identity: number, unused: number) => {
      const imports = { identity: imported(identity), unused: imported(unused) };
      const resolved = Object.entries(imports).map(([name, request]) => [
        name,
        { request, imports: {} },
      ]);
      return canonicalRequest({
        request: accepted(input, imports),
        imports: Object.fromEntries(resolved),
      });
    };
    expect(text(1, 1)).toBe(text(1, 2));
    expect(text(1, 1)).not.toBe(text(2, 1));
  });

  it('leaves passwords out', () => {
    const of = (url: string) => {
      const source = { kind: 'postgres', url, table: 't' };
      return canonical(accepted(requestWith({ t: { source, columns: { id: 'keep' } } })));
    };
    const text = of('postgres://me:hunter2@host/db');
    expect(text).not.toContain('hunter2');
    expect(text).toBe(of('postgres://me:p@ss@host/db'));
    expect(text).not.toBe(of('postgres://me:hunter2@other/db'));
  });
});
