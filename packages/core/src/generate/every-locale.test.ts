import { describe, expect, it } from 'vitest';
import { programRows } from '../format/program-rows.ts';
import { LOCALE_CODES } from '../locales/load-locale.ts';
import { planTables } from '../plan/plan.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { GENERATORS } from './catalog.generated.ts';

const ROWS = 20;
/** May be empty: a country without post codes, a street address of a locale that writes none. */
const MAY_BE_EMPTY = new Set(['location.postcode', 'location.zipCode']);

/** Generators that need no options; the others draw nothing from a locale that these do not. */
const names = Object.values(GENERATORS)
  .filter(({ options }) => options.safeParse({}).success)
  .map(({ name }) => name)
  .sort();

describe.each(LOCALE_CODES)('locale %s', (locale) => {
  it('has cells for every generator', async () => {
    const columns = Object.fromEntries(names.map((name) => [name, column(name)]));
    const request = requestOf({ t: generatedTable(ROWS, columns) }, { locale });
    const { tables } = await planTables({ request, imports: {} }, GENERATORS);
    const rows = await programRows(tables[0]!.program, 0, ROWS);
    expect(rows).toHaveLength(ROWS);
    for (const row of rows) {
      for (const name of names) {
        const cell = row[name];
        expect(cell, name).not.toBeNull();
        expect(String(cell), name).not.toMatch(/undefined|NaN|\{\{|\}\}/);
        if (typeof cell === 'string' && !MAY_BE_EMPTY.has(name)) {
          expect(cell, name).not.toBe('');
          expect(cell.isWellFormed?.() ?? true, name).toBe(true);
        }
      }
    }
  });
});

it('covers generators of every family', () => {
  const families = new Set(names.map((name) => name.split('.')[0]));
  for (const family of [
    'person',
    'internet',
    'phone',
    'location',
    'company',
    'commerce',
    'finance',
  ]) {
    expect(families).toContain(family);
  }
});
