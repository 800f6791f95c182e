import type { FigureMeasure } from './define.ts';
import { columnOf, isHidden, numberSql } from './figure-sql.ts';
import { writeNumber } from './figure-words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const measureAgeOfNewest: FigureMeasure = {
  name: 'age-of-newest',
  async measure({ figure: { columns, options }, maximum }, { database, table }) {
    const [column = ''] = columns;
    const [row] = await database.query(
      `SELECT max(${numberSql(column, columnOf(column, table))}) FROM ${table.view}`,
    );
    const newest = row?.[0];
    const asOf = String(options.asOf);
    const expected = `at most ${writeAge(maximum)} before ${asOf}`;
    if (newest === null || newest === undefined)
      return { value: undefined, observed: 'no value', expected };
    const value = Date.parse(asOf) - Number(newest);
    // The age would give the newest of the hidden values away.
    const age = value > maximum ? 'older than that' : 'not older than that';
    return { value, observed: isHidden(columns, table) ? age : describeAge(value), expected };
  },
};

const describeAge = (age: number): string =>
  age < 0 ? `${writeAge(-age)} after that` : `${writeAge(age)} old`;

function writeAge(age: number): string {
  const [amount, unit] =
    age >= DAY_MS
      ? [age / DAY_MS, 'day']
      : age >= HOUR_MS
        ? [age / HOUR_MS, 'hour']
        : [age / 60_000, 'minute'];
  const rounded = Math.round(amount * 10) / 10;
  return `${writeNumber(rounded)} ${unit}${rounded === 1 ? '' : 's'}`;
}
