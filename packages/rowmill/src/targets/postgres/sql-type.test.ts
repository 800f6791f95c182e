import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column } from '../../testing/shapes.ts';
import { sqlTypeOf } from './sql-type.ts';

describe('type of a column', () => {
  it.each([
    'text); DROP TABLE users; --',
    'integer DEFAULT 1',
    'numeric(5,2) NOT NULL',
    'text COLLATE "x"',
    'mood',
    'public.citext',
    'text[',
    'integer (3)',
    'numeric(a)',
    'interval year; SELECT',
  ])('becomes text when the source says %s', (sourceType) => {
    const { sql, note } = sqlTypeOf(column('c', 'string', { sourceType }));
    expect(sql).toBe('text');
    expect(note).toContain(sourceType);
  });

  it('never takes over anything but words, numbers, commas and brackets', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'text(1,2) []intger;-\'"') }),
        (sourceType) => {
          const { sql } = sqlTypeOf(column('c', 'string', { sourceType }));
          expect(sql).toMatch(/^("char"|[a-z0-9 ]+(\(\d+(,-?\d+)?\))?[a-z ]*(\[\])*)$/);
        },
      ),
    );
  });
});

describePostgres('types of a server', () => {
  const postgres = usePostgres();

  it('are all known, but for those that only the server itself uses', async () => {
    const rows = await postgres.sql<{ name: string }>(
      `SELECT format_type(oid, NULL) AS name FROM pg_type
       WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typelem = 0
         AND typname !~ '^(reg|pg_|_|aclitem|cid$|tid$|xid|gtsvector|int2vector|oidvector|refcursor|txid)'`,
    );
    const unknown = rows
      .map(({ name }) => name)
      .filter((name) => sqlTypeOf(column('c', 'string', { sourceType: name })).note !== undefined);
    expect(unknown).toEqual([]);
    expect(rows.length).toBeGreaterThan(40);
  });
});
