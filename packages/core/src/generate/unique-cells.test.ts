import { describe, expect, it } from 'vitest';
import { programRows } from '../format/program-rows.ts';
import { planTables } from '../plan/plan.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { GENERATORS } from './catalog.generated.ts';

/** More rows than any of these columns has values. */
const TOO_MANY = 2 ** 52;
const MOST_ROWS = 20_000;

const plan = async (generator: string, locale: string, rows: number) => {
  const cell = column(generator, {}, { unique: true });
  const request = requestOf({ t: generatedTable(rows, { cell }) }, { locale });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  return tables[0]!.program;
};

/** What the planner says that a unique column has. */
const capacityOf = async (generator: string, locale: string): Promise<number> => {
  const error = await plan(generator, locale, TOO_MANY).catch((thrown: unknown) => thrown);
  const found = /has ([\d,]+) different values/.exec(String(error))?.[1];
  return Number(found?.replaceAll(',', ''));
};

const WORDED = [
  'person.firstName',
  'person.lastName',
  'person.fullName',
  'person.jobTitle',
  'location.city',
  'location.state',
  'location.street',
  'company.name',
  'company.catchPhrase',
  'company.buzzPhrase',
  'commerce.product',
  'commerce.productMaterial',
  'commerce.department',
  'color.human',
];

/** Short lists, names without blanks between, names by sex, family name first, several forms. */
const LOCALES = ['ur', 'nl_BE', 'zh_TW', 'ko', 'az', 'ru', 'es', 'pt_BR', 'hu', 'id_ID'];

describe.each(LOCALES)('unique cells of %s', (locale) => {
  it.each(WORDED)('%s: as many as the planner promises, all different', async (generator) => {
    const capacity = await capacityOf(generator, locale);
    expect(capacity).toBeGreaterThan(1);
    const count = Math.min(capacity, MOST_ROWS);
    const rows = await programRows(await plan(generator, locale, capacity), 0, count);
    expect(new Set(rows.map((row) => row.cell)).size).toBe(count);
  });
});
