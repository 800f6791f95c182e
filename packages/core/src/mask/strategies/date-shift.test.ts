import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateCell } from '../date-cell.ts';
import { timestamps } from '../testing/dates.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { dateShift } from './date-shift.ts';

const dayOf = (text: string | null | undefined): number =>
  readDateCell(text ?? '')?.day ?? Number.NaN;
const tail = (text: string): string => text.slice(10);

const accepts =
  (maxDays: number) =>
  (mask: string, value: string): void => {
    expect(tail(mask)).toBe(tail(value));
    const distance = Math.abs(dayOf(mask) - dayOf(value));
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThanOrEqual(maxDays);
  };

describeStrategy(dateShift, {
  'default options': { values: timestamps, accepts: accepts(365) },
  'of a subject': {
    options: { by: 'owner', maxDays: 10 },
    values: timestamps,
    accepts: accepts(10),
  },
  'by whole weeks': {
    options: { keepWeekday: true, maxDays: 100 },
    values: timestamps,
    accepts: (mask, value) => {
      accepts(100)(mask, value);
      expect(Math.abs(dayOf(mask) - dayOf(value)) % 7).toBe(0);
    },
  },
});

describe('date.shift', () => {
  it('keeps the intervals of a subject in every form, column and table', () => {
    fc.assert(
      fc.property(timestamps, timestamps, fc.string({ minLength: 1 }), (one, other, subject) => {
        const mask = (value: string, table: string) =>
          maskWith(dateShift, [value], {
            options: { by: 'id' },
            columns: { id: [subject] },
            context: testContext({ table, column: table }),
          })[0];
        fc.pre(subject.trim() !== '');
        expect(dayOf(mask(other, 'b')) - dayOf(mask(one, 'a'))).toBe(dayOf(other) - dayOf(one));
      }),
    );
  });

  it('moves subjects by different offsets, which fill the range and never are 0', () => {
    const subjects = Array.from({ length: 400 }, (_, index) => `patient ${index}`);
    const masks = maskWith(
      dateShift,
      subjects.map(() => '2020-06-15'),
      {
        options: { by: 'id', maxDays: 3 },
        columns: { id: subjects },
      },
    );
    const offsets = new Set(masks.map((mask) => dayOf(mask) - dayOf('2020-06-15')));
    expect([...offsets].sort((a, b) => a - b)).toEqual([-3, -2, -1, 1, 2, 3]);
  });

  it('leaves no birth in the future when told so, and the future where it was', () => {
    const values = Array.from({ length: 60 }, () => '2026-01-10');
    const columns = { id: values.map((_, index) => `${index}`) };
    const options = { by: 'id', clampToday: true };
    const births = maskWith(dateShift, values, { options, columns });
    expect(births).toContain('2026-01-15');
    expect(births.filter((mask) => (mask ?? '') > '2026-01-15')).toEqual([]);
    const future = maskWith(
      dateShift,
      values.map(() => '2031-01-10'),
      { options, columns },
    );
    expect(future).not.toContain('2026-01-15');
  });

  it('leaves what is no date of anybody, and stays among the years of four digits', () => {
    const values = ['infinity', '-infinity', '0000-00-00', '0000-00-00 00:00:00', '', ' '];
    expect(maskWith(dateShift, values)).toEqual(values);
    const ends = maskWith(dateShift, ['0001-01-01', '9999-12-31'], { options: { maxDays: 3000 } });
    for (const mask of ends) expect(mask).toMatch(/^(?:000\d|999\d)-\d{2}-\d{2}$/);
  });

  it.each([
    '31.01.2025',
    '2025-02-30',
    '2025-13-01',
    'yesterday',
    '0044-03-15 BC',
    '2025-01-31 25:00',
  ])('refuses "%s" without a word of it', (value) => {
    const mask = (): unknown => maskWith(dateShift, [value]);
    expect(mask).toThrow('people.value: a value is no date');
    expect(mask).not.toThrow(value);
  });

  it('asks for a week at least where weekdays stay', () => {
    expect(dateShift.options.safeParse({ keepWeekday: true, maxDays: 6 }).success).toBe(false);
    expect(dateShift.options.safeParse({ keepWeekday: true, maxDays: 7 }).success).toBe(true);
  });

  it('fits columns of dates', () => {
    expect(dateShift.fits({}, 'timestamp without time zone')).toBe(true);
    expect(dateShift.fits({}, 'date')).toBe(true);
    expect(dateShift.fits({}, 'daterange')).toBe(false);
    expect(dateShift.fits({}, 'date[]')).toBe(false);
  });
});
