import { expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { column, table } from '../../testing/shapes.ts';
import { areaRows, areas, loadRows, nodeRows, nodes, useTargets } from '../../testing/target.ts';

describePostgres('tables after their load', () => {
  const postgres = usePostgres();
  const { openTarget } = useTargets(postgres);

  it('loads tables that refer to each other, to themselves and by several columns', async () => {
    const { target, database } = await openTarget();
    const tables = [nodes, areas];
    await target.provision(tables);
    const sent = [await loadRows(target, nodes, nodeRows), await loadRows(target, areas, areaRows)];
    await target.finish(tables);
    await target.finish(tables);
    const constraints = await postgres.sql<{ kind: string; valid: boolean; number: number }>(
      `SELECT contype AS kind, bool_and(convalidated) AS valid, count(*)::int AS number
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
       GROUP BY contype ORDER BY contype`,
      database,
    );
    expect(constraints).toEqual([
      { kind: 'f', valid: true, number: 3 },
      { kind: 'p', valid: true, number: 2 },
      { kind: 'u', valid: true, number: 1 },
    ]);
    expect((await target.verify(sent)).map(({ matches }) => matches)).toEqual([true, true]);
    await target.remove();
  });

  it('indexes every reference once', async () => {
    const { target, database } = await openTarget();
    await target.provision([nodes, areas]);
    await target.finish([nodes, areas]);
    const indexes = await postgres.sql<{ columns: string }>(
      `SELECT indrelid::regclass || regexp_replace(pg_get_indexdef(indexrelid), '.*(\\(.*\\))', ' \\1') AS columns
       FROM pg_index WHERE indrelid IN ('nodes'::regclass, 'areas'::regclass) ORDER BY 1`,
      database,
    );
    expect(indexes.map(({ columns }) => columns)).toEqual([
      'areas (area, place)',
      'areas (main)',
      'nodes (area, place)',
      'nodes (id)',
      'nodes (parent)',
    ]);
    await target.remove();
  });

  it('lets the next insert take the next number', async () => {
    const { target, database } = await openTarget();
    const empty = table('empty', [column('id', 'integer', { counter: true })], { key: ['id'] });
    await target.provision([nodes, areas, empty]);
    await loadRows(target, nodes, nodeRows);
    await loadRows(target, areas, areaRows);
    await target.finish([nodes, areas, empty]);
    await postgres.sql("INSERT INTO areas VALUES (4, 'd', 1)", database);
    const next = "INSERT INTO nodes (area, place) VALUES (4, 'd') RETURNING id::int";
    expect(await postgres.sql(next, database)).toEqual([{ id: 4 }]);
    const first = 'INSERT INTO empty DEFAULT VALUES RETURNING id::int';
    expect(await postgres.sql(first, database)).toEqual([{ id: 1 }]);
    await target.remove();
  });

  it('leaves out references that its tables cannot hold, and says so', async () => {
    const { target } = await openTarget();
    await target.provision([areas]);
    await target.finish([areas]);
    expect(target.notes()).toEqual([
      'reference areas (main) to nodes is left out: this target does not hold nodes',
    ]);
    await target.remove();
  });
});
