import type { EdgeRow, EdgeValue } from '../edge-cases/edge-case.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import { planTables, type TablePlan } from '../plan/plan.ts';
import { per, reference } from './plans.ts';
import { column, generatedTable, requestOf } from './requests.ts';

export const USERS = 9000;

/** A column of every kind of register, with and without nulls; a reference; children; a key of two references. */
export const tables = {
  users: generatedTable(
    USERS,
    {
      id: column('sequence', { start: 100 }),
      token: column('uuid', {}, { nulls: 0.1 }),
      name: column('person.fullName'),
      email: column('internet.email', {}, { unique: true }),
      seen: column('date.recent', { days: 30 }, { nulls: 0.5 }),
      born: column('person.birthDate'),
      score: column('number.float', { min: -5, max: 5 }),
      balance: column('number.decimal', { min: -100, max: 1000, scale: 2 }),
      doubled: column('derive', { expression: 'score * 2' }),
      large: column('number.bigint', {}),
      active: column('boolean', {}, { nulls: 0.3 }),
      plan: column('choice', { values: ['free', 'pro'] }),
      friend: reference('users', { nulls: 0.2 }),
    },
    { key: ['id'] },
  ),
  orders: generatedTable(
    per('users', { kind: 'uniform', min: 0, max: 3 }),
    {
      user: reference('users', { pick: { kind: 'parent' } }),
      line: column('sequence', { restart: 'parent' }),
      note: column('text.sentence'),
    },
    { key: ['user', 'line'] },
  ),
  tags: generatedTable(20, { id: column('sequence') }, { key: ['id'] }),
  tagged: generatedTable(
    per('tags', { kind: 'fixed', count: 2 }),
    {
      tag: reference('tags', { link: 'tag', pick: { kind: 'parent' } }),
      other: reference('tags', { link: 'other' }),
    },
    { key: ['tag', 'other'] },
  ),
};

export const edgeRow = (cells: Record<string, EdgeValue>): EdgeRow => ({
  cells,
  cases: Object.entries(cells).map(([name, value], i) => ({
    column: name,
    name: `case ${i}`,
    rule: 'type',
    verdict: 'valid',
    value,
  })),
  verdict: 'valid',
});

const LONG = 'é'.repeat(4000);
export const NIL = '00000000-0000-0000-0000-000000000000';

export const ROWS: readonly EdgeRow[] = [
  edgeRow({ name: '' }),
  edgeRow({ name: LONG, score: 5e-324, active: null }),
  edgeRow({ token: NIL, large: 2n ** 63n - 1n, active: true }),
  edgeRow({ seen: '1970-01-01T00:00:00.000Z', born: '2000-02-29', balance: '-0.01' }),
  edgeRow({ seen: null, email: '"a,b\'\\"@example.com', name: '=1+1;"x"\\\n' }),
  edgeRow({ large: -(2n ** 63n), active: false, plan: 'pro', born: '9999-12-31' }),
  edgeRow({ name: '\u202eabc e\u0301 👨‍👩‍👧', score: -0, balance: '999.99' }),
];

export async function planWithEdges(
  rows: Readonly<Record<string, readonly EdgeRow[]>>,
  share = 0,
): Promise<Map<string, TablePlan>> {
  const edgeRows = new Map(Object.entries(rows).map(([name, own]) => [name, { rows: own, share }]));
  const { tables: planned } = await planTables(
    { request: requestOf(tables), imports: {} },
    GENERATORS,
    { edgeRows },
  );
  return new Map(planned.map((table) => [table.name, table]));
}

export const get = (plans: ReadonlyMap<string, TablePlan>, name: string): TablePlan => {
  const found = plans.get(name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};

export const allRows = ({ program, rowCount }: TablePlan): Promise<Row[]> =>
  programRows(program, 0, rowCount);

export const EVERY = { users: ROWS, orders: [edgeRow({ note: '' }), edgeRow({ note: 'NULL' })] };
