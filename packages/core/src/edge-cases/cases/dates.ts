import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/**
 * Days that calendars get wrong. Far dates are the first and the last with a year of four digits: what PostgreSQL,
 * MariaDB, Parquet and ISO 8601 have in common.
 *
 * Source: ISO 8601-1:2019 sections 4.2.2 (Gregorian calendar, week 1); POSIX.1-2017 section 4.16 (epoch).
 */
const DAYS: readonly (readonly [string, string])[] = [
  ['epoch', '1970-01-01'],
  ['before-epoch', '1969-12-31'],
  ['leap-day-of-2000', '2000-02-29'],
  ['leap-day', '2024-02-29'],
  ['after-leap-day', '2024-03-01'],
  ['last-day-before-leap-year', '2023-12-31'],
  ['day-366', '2024-12-31'],
  ['end-of-february', '2023-02-28'],
  // 1900 had no 29 February, and some spreadsheets believe that it had.
  ['end-of-february-1900', '1900-02-28'],
  ['march-1900', '1900-03-01'],
  ['end-of-short-month', '2024-04-30'],
  ['end-of-long-month', '2024-01-31'],
  ['week-53', '2020-12-31'],
  ['week-53-in-january', '2021-01-03'],
  ['week-1-in-december', '2024-12-30'],
  ['end-of-1999', '1999-12-31'],
  ['last-day-of-32-bits', '2038-01-19'],
  ['last-julian-day', '1582-10-04'],
  ['first-gregorian-day', '1582-10-15'],
  ['first-day', '0001-01-01'],
  ['last-day', '9999-12-31'],
];

/** Days that no calendar has, or that are written in other ways. */
const NO_DAYS: readonly (readonly [string, string])[] = [
  ['no-leap-year', '2023-02-29'],
  ['no-leap-year-1900', '1900-02-29'],
  ['day-31-of-short-month', '2024-04-31'],
  ['day-zero', '2024-01-00'],
  ['month-13', '2024-13-01'],
  ['slashes', '2024/02/29'],
  ['day-first', '29.02.2024'],
];

/** Calendar days, and texts in the form of one. */
export function dateCases(domain: ColumnDomain): EdgeCase[] {
  const isText = domain.type.kind === 'string' && domain.format === 'date';
  if (domain.type.kind !== 'date' && !isText) return [];
  const valid = domain.values === undefined ? DAYS : [];
  return [
    ...valid
      .map(([name, value]) => validCase(domain, isText ? 'format' : 'type', { name, value }))
      .filter(({ value }) => allows(domain, value)),
    ...NO_DAYS.flatMap(([name, value]) => invalidCase(domain, 'format', { name, value })),
  ];
}
