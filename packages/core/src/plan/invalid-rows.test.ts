import { describe, expect, it } from 'vitest';
import { createRowCheck } from '../edge-cases/plan/row-check.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import type { EdgeCaseSettings } from '../request/types-edge-cases.ts';
import { per, reference } from '../testing/plans.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import type { Expectation } from '../validate/define.ts';
import { concludeState, mergeStates, observeRows } from '../validate/evaluate.ts';
import { impliedExpectations } from '../validate/implied.ts';
import { type ResolvedExpectation, resolveExpectations } from '../validate/resolve.ts';
import { caseLabels } from './case-labels.ts';
import { planWithEdgeCases } from './plan-with-edge-cases.ts';

const edgeCases: EdgeCaseSettings = {
  share: 0,
  strength: 2,
  kinds: ['boundaries', 'text', 'combinations'],
  invalid: true,
};

const tables = {
  users: generatedTable(
    40,
    {
      id: column('sequence'),
      email: column('internet.email', {}, { unique: true }),
      name: column('person.fullName', {}, { nulls: 0.1 }),
      age: column('number.int', { min: 18, max: 99 }),
    },
    { key: ['id'], edgeCases },
  ),
  stays: generatedTable(
    per('users', { kind: 'uniform', min: 1, max: 3 }),
    {
      guest: reference('users', { pick: { kind: 'parent' } }),
      night: column('sequence', {}),
      referrer: reference('users', { nulls: 0.2, link: 'referrer' }),
      rate: column('number.decimal', { min: 10, max: 500 }),
      secret: column('number.int', { min: 0, max: 9 }, { edgeCases: false }),
    },
    { key: ['guest', 'night'], edgeCases },
  ),
  quiet: generatedTable(
    10,
    { id: column('sequence') },
    { key: ['id'], edgeCases: { ...edgeCases, invalid: false } },
  ),
};

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: ['string', 'null'], maxLength: 40 },
    age: { type: 'integer', minimum: 18, maximum: 99 },
  },
};

const EXPECTATIONS: readonly Expectation[] = [
  { expect: 'valuesAreBetween', table: 'stays', columns: ['rate'], options: { min: 10, max: 500 } },
];

const planned = (share = 0) =>
  planWithEdgeCases(
    {
      request: requestOf(
        { ...tables, users: { ...tables.users, edgeCases: { ...edgeCases, share } } },
        { validation: { schemas: {}, expectations: EXPECTATIONS } },
      ),
      imports: {},
    },
    GENERATORS,
    { schemas: new Map([['users', { root: SCHEMA }]]) },
  );

/** All that is wrong with a dataset that has one row more. */
function brokenWith(
  expectations: readonly ResolvedExpectation[],
  data: ReadonlyMap<string, readonly Row[]>,
  { table, row }: { readonly table: string; readonly row: Row },
): string[] {
  return expectations.flatMap((expectation) => {
    if (expectation.table !== table) return [];
    const states = [...data].map(([name, rows]) =>
      observeRows(expectation, { table: name, firstRow: 0, rows }),
    );
    const firstRow = data.get(table)?.length ?? 0;
    const own = observeRows(expectation, { table, firstRow, rows: [row] });
    const state = states.reduce((a, b) => mergeStates(expectation, [a, b]), own);
    const { failingRows } = concludeState(expectation, state);
    return failingRows.includes(firstRow) ? [expectation.expect] : [];
  });
}

describe('invalid rows', () => {
  it('break exactly the rule that they name, in the dataset that they are not in', async () => {
    const made = await planned();
    const shapes = made.tables.map(({ shape }) => shape);
    const expectations = [
      ...resolveExpectations(impliedExpectations(shapes, {}), shapes),
      ...resolveExpectations(EXPECTATIONS, shapes),
    ];
    const data = new Map<string, readonly Row[]>();
    for (const { name, program, rowCount } of made.tables)
      data.set(name, await programRows(program, 0, rowCount));
    const invalid = await made.invalidRows();
    expect([...invalid.keys()]).toEqual(['users', 'stays']);
    for (const [table, { rows }] of invalid) {
      const shape = shapes.find(({ name }) => name === table);
      if (shape === undefined) throw new Error(`there is no ${table}`);
      const schema = table === 'users' ? { schema: { root: SCHEMA } } : {};
      const checkRow = createRowCheck({ shape, ...schema, expectations });
      for (const { row, rule, id } of rows) {
        const alone = checkRow(row).map((broken) => broken.rule);
        const among = brokenWith(expectations, data, { table, row });
        expect([id, ...new Set([...alone, ...among.filter((name) => !alone.includes(name))])])
          // A null that a schema has told is not told twice.
          .toEqual([
            id,
            rule,
            ...(among.includes('valuesAreNotNull') && rule === 'type' ? ['valuesAreNotNull'] : []),
          ]);
      }
    }
  });

  it('repeat keys, lead to no parent and lack what has to be there', async () => {
    const invalid = await (await planned()).invalidRows();
    const casesOf = (table: string) =>
      (invalid.get(table)?.rows ?? []).map(({ column, name, rule }) => `${column} ${name} ${rule}`);
    expect(casesOf('users')).toEqual(
      expect.arrayContaining([
        'id repeated valuesAreUnique',
        'email repeated valuesAreUnique',
        'id null valuesAreNotNull',
        'age below-least minimum',
      ]),
    );
    expect(casesOf('stays')).toEqual(
      expect.arrayContaining([
        'guest, night repeated valuesAreUnique',
        'guest no-parent valuesReference',
        'referrer no-parent valuesReference',
      ]),
    );
    expect(casesOf('stays').filter((text) => text.startsWith('secret'))).toEqual([]);
  });

  it('have numbers and keys that are nobody else’s, whatever share of edge rows there is', async () => {
    for (const share of [0, 0.6]) {
      const made = await planned(share);
      const users = made.tables.find(({ name }) => name === 'users');
      if (users === undefined) throw new Error('there are no users');
      const there = new Set(
        (await programRows(users.program, 0, users.rowCount)).map(({ id }) => id),
      );
      const rows = (await made.invalidRows()).get('users')?.rows ?? [];
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const { number, row, column: set } of rows) {
        expect(number).toBeGreaterThanOrEqual(users.rowCount);
        if (set !== 'id') expect(there).not.toContain(row.id);
      }
    }
  });

  it('are the same every time, and change nothing of the plan', async () => {
    const [one, other] = [await planned(), await planned()];
    const tablesBefore = JSON.stringify(one.tables.map(({ rowCount }) => rowCount));
    const first = await one.invalidRows();
    expect(await other.invalidRows()).toEqual(first);
    expect(await one.invalidRows()).toBe(first);
    expect(JSON.stringify(one.tables.map(({ rowCount }) => rowCount))).toBe(tablesBefore);
  });

  it('are labelled beside the edge rows', async () => {
    const made = await planned();
    const users = made.tables.find(({ name }) => name === 'users');
    if (users === undefined) throw new Error('there are no users');
    const invalid = (await made.invalidRows()).get('users')?.rows ?? [];
    const labels = caseLabels(users, invalid);
    const idsOf = (verdict: string) =>
      new Set(labels.filter((label) => label.verdict === verdict).map(({ id }) => id));
    expect(idsOf('valid').size).toBe(users.edge?.cycle.length);
    expect(idsOf('invalid').size).toBe(invalid.length);
    expect(new Set([...idsOf('valid'), ...idsOf('invalid')]).size).toBe(
      idsOf('valid').size + invalid.length,
    );
  });

  it('are none where a table cannot have more rows, and say so', async () => {
    const made = await planWithEdgeCases(
      {
        request: requestOf({
          full: generatedTable(
            2,
            { on: column('choice', { values: ['a', 'b'] }, { unique: true }) },
            { key: ['on'], edgeCases },
          ),
        }),
        imports: {},
      },
      GENERATORS,
    );
    const full = (await made.invalidRows()).get('full');
    expect(full?.rows).toEqual([]);
    expect(full?.dropped.map(({ reason }) => reason).join()).toContain('different values');
  });
});
