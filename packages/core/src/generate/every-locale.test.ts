import { describe, expect, it } from 'vitest';
import { programRows } from '../format/program-rows.ts';
import { LOCALE_CODES } from '../locales/load-locale.ts';
import { isSafeDomain } from '../locales/safe-ranges.ts';
import { escapesOf } from '../model/escapes.ts';
import { planTables } from '../plan/plan.ts';
import type { Register } from '../program/register.ts';
import type { Program } from '../program/steps.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { GENERATORS } from './catalog.generated.ts';

const ROWS = 20;
/** Countries without post codes. */
const MAY_BE_EMPTY = new Set(['location.postcode', 'location.zipCode']);

/** Generators that need no options; the others draw nothing from a locale that these do not. */
const names = Object.values(GENERATORS)
  .filter(({ options }) => options.safeParse({}).success)
  .map(({ name }) => name)
  .sort();

/** What is wrong with a text cell. */
function faultsOf(name: string, cell: string, declared: number): string[] {
  const faults: string[] = [];
  if (cell === '' && !MAY_BE_EMPTY.has(name)) faults.push('is empty');
  if (/undefined|NaN|\{\{|\}\}/.test(cell)) faults.push('was not filled in');
  if (/\p{Surrogate}/u.test(cell)) faults.push('is not well formed');
  if ((escapesOf(cell) & ~declared) !== 0) faults.push('holds characters that were not declared');
  const host = /^(?:https?:\/\/|.*@)([^/]+)\/?$/.exec(cell)?.[1];
  if (name.startsWith('internet.') && host !== undefined && !isSafeDomain(host)) {
    faults.push('may reach somebody');
  }
  return faults.map((fault) => `${name}: ${JSON.stringify(cell)} ${fault}`);
}

const escapesByName = ({ columns, registers, escapes }: Program): Map<string, number> =>
  new Map(
    columns
      .filter(({ register }: { readonly register: Register }) => registers[register] === 'text')
      .map(({ name, register }) => [name, escapes[register] ?? 0]),
  );

describe.each(LOCALE_CODES)('locale %s', (locale) => {
  it('has sound cells for every generator', async () => {
    const columns = Object.fromEntries(names.map((name) => [name, column(name)]));
    const request = requestOf({ t: generatedTable(ROWS, columns) }, { locale });
    const { tables } = await planTables({ request, imports: {} }, GENERATORS);
    const program = tables[0]!.program;
    const rows = await programRows(program, 0, ROWS);
    expect(rows).toHaveLength(ROWS);
    expect(rows.flatMap((row) => names.filter((name) => row[name] === null))).toEqual([]);
    const faults = [...escapesByName(program)].flatMap(([name, declared]) =>
      rows.flatMap((row) => faultsOf(name, textOf(row[name]), declared)),
    );
    expect(faults).toEqual([]);
  });
});

/** JSON columns are read back as values. */
function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

it('covers generators of every family', () => {
  const families = new Set(names.map((name) => name.split('.')[0]));
  for (const family of 'person internet phone location company commerce finance'.split(' ')) {
    expect(families).toContain(family);
  }
});
