import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/**
 * Instants, in UTC, at which clocks and counters change. Gaps are the first instant after clocks went forward, overlaps
 * the first after they went back.
 *
 * Source: IANA time zone database (changes of clocks); IERS Bulletin C 52 (leap second); POSIX.1-2017 section 4.16.
 */
const INSTANTS: readonly (readonly [string, string])[] = [
  ['epoch', '1970-01-01T00:00:00.000Z'],
  ['before-epoch', '1969-12-31T23:59:59.999Z'],
  ['leap-day', '2024-02-29T12:00:00.000Z'],
  ['leap-day-of-2000', '2000-02-29T00:00:00.000Z'],
  ['end-of-february-1900', '1900-02-28T23:59:59.999Z'],
  ['last-millisecond-of-year', '2023-12-31T23:59:59.999Z'],
  ['first-millisecond-of-year', '2024-01-01T00:00:00.000Z'],
  ['last-millisecond-of-month', '2024-04-30T23:59:59.999Z'],
  ['noon', '2024-06-15T12:00:00.000Z'],
  ['one-millisecond', '2024-06-15T00:00:00.001Z'],
  ['new-york-gap', '2024-03-10T07:00:00.000Z'],
  ['new-york-overlap', '2024-11-03T06:00:00.000Z'],
  ['berlin-gap', '2024-03-31T01:00:00.000Z'],
  ['berlin-overlap', '2024-10-27T01:00:00.000Z'],
  // Midnight did not exist there on that day.
  ['sao-paulo-gap-at-midnight', '2018-11-04T03:00:00.000Z'],
  // Half an hour.
  ['lord-howe-gap', '2024-10-05T15:30:00.000Z'],
  ['lord-howe-overlap', '2024-04-06T15:00:00.000Z'],
  // 30 December 2011 did not exist there.
  ['apia-skipped-day', '2011-12-30T10:00:00.000Z'],
  ['before-leap-second', '2016-12-31T23:59:59.999Z'],
  ['after-leap-second', '2017-01-01T00:00:00.000Z'],
  ['week-53', '2021-01-03T23:59:59.999Z'],
  ['end-of-1999', '1999-12-31T23:59:59.999Z'],
  ['last-second-of-32-bits', '2038-01-19T03:14:07.000Z'],
  ['beyond-32-bits', '2038-01-19T03:14:08.000Z'],
  ['beyond-unsigned-32-bits', '2106-02-07T06:28:16.000Z'],
  ['ten-digits-of-seconds', '2001-09-09T01:46:40.000Z'],
  ['first-instant', '0001-01-01T00:00:00.000Z'],
  ['last-instant', '9999-12-31T23:59:59.999Z'],
];

/** Texts that are no instant of RFC 3339. */
const NO_INSTANTS: readonly (readonly [string, string])[] = [
  ['no-leap-year', '2023-02-29T00:00:00.000Z'],
  ['hour-25', '2024-01-01T25:00:00.000Z'],
  ['minute-60', '2024-01-01T00:60:00.000Z'],
  ['without-zone', '2024-01-01T00:00:00.000'],
  ['day-alone', '2024-01-01'],
  ['seconds-since-epoch', '1704067200'],
];

/** Instants, and texts in the form of one. */
export function instantCases(domain: ColumnDomain): EdgeCase[] {
  const isText = domain.type.kind === 'string' && domain.format === 'date-time';
  if (domain.type.kind !== 'timestamp' && !isText) return [];
  const valid = domain.values === undefined ? INSTANTS : [];
  return [
    ...valid
      .map(([name, value]) => validCase(domain, isText ? 'format' : 'type', { name, value }))
      .filter(({ value }) => allows(domain, value)),
    ...NO_INSTANTS.flatMap(([name, value]) => invalidCase(domain, 'format', { name, value })),
  ];
}
