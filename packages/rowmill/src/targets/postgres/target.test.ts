import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TargetError } from '../../errors.ts';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column, table } from '../../testing/shapes.ts';
import { areaRows, areas, loadRows, nodeRows, nodes, useTargets } from '../../testing/target.ts';

describePostgres('postgres target', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);

  const everyKind = table('every kind', [
    column('id', 'integer'),
    column('text', 'string', { nullable: true }),
    column('big', 'bigint'),
    column('float', 'float'),
    { name: 'decimal', type: { kind: 'decimal', scale: 2 }, nullable: false },
    column('flag', 'boolean'),
    column('uuid', 'uuid'),
    column('instant', 'timestamp'),
    column('day', 'date'),
    column('document', 'json', { nullable: true }),
  ]);

  const cells = fc.tuple(
    fc.integer().map(String),
    fc.option(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
    ),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
    fc.integer({ min: 0, max: 1e9 }).map((cents) => (cents / 100).toFixed(2)),
    fc.boolean().map((flag) => (flag ? 't' : 'f')),
    fc.uuid(),
    fc
      .date({ min: new Date('1600-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc
      .date({ min: new Date('1600-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.option(fc.json().filter((text) => !/\\u0000|\\ud[89a-f]|[\ud800-\udfff\0]/i.test(text))),
  );

  it('holds what was loaded, whatever the cells', async () => {
    const { target, lease } = await openTarget();
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { maxLength: 60 }), async (rows) => {
        await target.provision([everyKind]);
        const sent = await loadRows(target, everyKind, rows);
        const [check] = await target.verify([sent]);
        expect(check).toMatchObject({ matches: true, rows: rows.length });
      }),
      { numRuns: 25 },
    );
    await target.remove();
    await lease.close();
  });

  it('notices a row that is missing, doubled or changed', async () => {
    const people = table('people', [column('id', 'integer'), column('name', 'string')]);
    const { target, database } = await openTarget();
    await target.provision([people]);
    const sent = await loadRows(target, people, [
      ['1', 'Ada'],
      ['2', 'Grace'],
      ['3', 'Edsger'],
    ]);
    const broken = [
      "UPDATE people SET name = 'Adb' WHERE id = 1",
      'DELETE FROM people WHERE id = 2',
      'INSERT INTO people SELECT * FROM people WHERE id = 3',
    ];
    for (const statement of broken) {
      expect((await target.verify([sent]))[0]?.matches).toBe(statement === broken[0]);
      await postgres.sql(statement, database);
      expect((await target.verify([sent]))[0]?.matches).toBe(false);
    }
    await target.remove();
  });

  it('takes any name', async () => {
    const awkward = table(
      'select',
      [
        column('a b', 'integer', { counter: true }),
        column('quo"te', 'string'),
        column("apo'strophe", 'string'),
        column('größe – 身長', 'integer'),
        column('back\\slash', 'timestamp'),
        column('A', 'integer'),
        column('a', 'integer'),
      ],
      { key: ['a b'], unique: [['quo"te']] },
    );
    const child = table('or"der; DROP', [column('a b', 'integer')], {
      references: [{ columns: ['a b'], parentTable: 'select', parentColumns: ['a b'] }],
    });
    const { target } = await openTarget();
    await target.provision([child, awkward]);
    const when = '2025-01-31T23:59:59.999Z';
    const sent = [
      await loadRows(target, awkward, [['1', 'x', 'y', '180', when, '2', '3']]),
      await loadRows(target, child, [['1'], ['1']]),
    ];
    await target.finish([child, awkward]);
    expect((await target.verify(sent)).every(({ matches }) => matches)).toBe(true);
    await target.remove();
  });

  it('refuses names that PostgreSQL would cut, all at once', async () => {
    const { target } = await openTarget();
    const long = table('t'.repeat(64), [column('ü'.repeat(32), 'integer')]);
    await expect(target.provision([long])).rejects.toThrow(/64 bytes.*\n.*64 bytes/);
  });

  it('starts from empty tables when it is provisioned again', async () => {
    for (const isolation of ['database', 'schema', 'none'] as const) {
      const { target } = await openTarget({ isolation });
      await target.provision([nodes, areas]);
      await loadRows(target, nodes, nodeRows);
      await loadRows(target, areas, areaRows);
      await target.finish([nodes, areas]);
      await target.provision([nodes, areas]);
      const sent = [
        await loadRows(target, nodes, nodeRows),
        await loadRows(target, areas, areaRows),
      ];
      expect((await target.verify(sent)).every(({ matches }) => matches)).toBe(true);
      await target.remove();
    }
  });

  it('refuses rows that were loaded twice', async () => {
    const { target } = await openTarget();
    await target.provision([nodes, areas]);
    await loadRows(target, areas, areaRows);
    const sent = await loadRows(target, nodes, nodeRows);
    await loadRows(target, nodes, nodeRows);
    expect((await target.verify([sent]))[0]).toMatchObject({ matches: false, rows: 6 });
    await expect(target.finish([nodes, areas])).rejects.toThrow(
      /could not create unique index "nodes_pkey" \(Key \(id\)\)/,
    );
    await target.remove();
  });

  it('keeps the types of the source, and says which it cannot keep', async () => {
    const sourceTypes = [
      'character varying(20)',
      'numeric(5,2)',
      'timestamp without time zone',
      'text[]',
      'bytea',
      'tsvector',
      'interval year to month',
      'integer[]',
      'timestamp(3) with time zone',
      'bit varying(5)',
    ];
    const columns = [...sourceTypes, 'mpaa_rating', 'text); DROP TABLE x; --'].map(
      (sourceType, index) => column(`c${index}`, 'string', { sourceType, nullable: true }),
    );
    const { target, database } = await openTarget();
    const kept = table('kept', columns);
    await target.provision([kept]);
    const cell = [
      'abc',
      '1.5',
      '2025-01-01 00:00:00',
      '{a,"b c"}',
      '\\x0a',
      "'a'",
      '1 year',
      '{1,2}',
      '2025-01-01 00:00:00+00',
      '101',
      'PG',
      'x',
    ];
    const sent = await loadRows(target, kept, [cell, cell.map(() => null)]);
    expect((await target.verify([sent]))[0]?.matches).toBe(true);
    const types = await postgres.sql<{ type: string }>(
      "SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'kept'::regclass AND attnum > 0 ORDER BY attnum",
      database,
    );
    expect(types.map(({ type }) => type)).toEqual([...sourceTypes, 'text', 'text']);
    expect(target.notes()).toEqual([
      expect.stringContaining('type mpaa_rating of the source is not built in'),
      expect.stringContaining('DROP TABLE'),
    ]);
    await target.remove();
  });

  it('hands out what a test command needs', async () => {
    for (const isolation of ['database', 'schema', 'none'] as const) {
      const { target } = await openTarget({ isolation });
      await target.provision([areas]);
      await loadRows(target, areas, areaRows);
      const { DATABASE_URL = '', PGPASSWORD = '' } = target.variables();
      const { parsePostgresUrl } = await import('../../postgres/address.ts');
      const { withSession } = await import('../../postgres/session.ts');
      const fail = (problem: string) => new TargetError('test', problem);
      const rows = await withSession(parsePostgresUrl(DATABASE_URL, fail), fail, (session) =>
        session.query('SELECT * FROM areas'),
      );
      expect(rows).toHaveLength(3);
      expect(target.describe()).not.toContain(PGPASSWORD);
      await target.remove();
    }
  });
});
