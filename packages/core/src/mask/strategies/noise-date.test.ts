import { describe, expect, it } from 'vitest';
import { readDateCell } from '../date-cell.ts';
import { dates, timestamps } from '../testing/dates.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { noiseDate } from './noise-date.ts';

const secondOf = (text: string): number => {
  const { day = Number.NaN, second = 0 } = readDateCell(text) ?? {};
  return 86_400 * day + second;
};

const within = (days: number) => (mask: string, value: string) =>
  expect(Math.abs(secondOf(mask) - secondOf(value))).toBeLessThanOrEqual(86_400 * days);

describeStrategy(noiseDate, {
  'default options': { values: timestamps, accepts: within(30) },
  'more of it': { options: { maxDays: 1000 }, values: dates, accepts: within(1000) },
});

describe('noise.date', () => {
  it('moves the time of day too, and writes it as it was written', () => {
    const values = Array.from({ length: 50 }, (_, index) => `2020-06-15 12:00:${index % 60}`);
    const padded = values.map((value) => value.replace(/:(\d)$/, ':0$1'));
    const masks = maskWith(noiseDate, padded);
    expect(new Set(masks.map((mask) => mask?.slice(11, 13))).size).toBeGreaterThan(5);
    expect(masks.filter((mask) => !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(mask ?? ''))).toEqual(
      [],
    );
  });

  it('gives a subject its own noise in each column', () => {
    const subjects = Array.from({ length: 50 }, (_, index) => `${index}`);
    const mask = (column: string): unknown =>
      maskWith(
        noiseDate,
        subjects.map(() => '2020-06-15'),
        {
          options: { by: 'id' },
          columns: { id: subjects },
          context: testContext({ column }),
        },
      );
    expect(mask('admitted')).toEqual(mask('admitted'));
    expect(mask('admitted')).not.toEqual(mask('discharged'));
  });

  it('uses the whole range', () => {
    const subjects = Array.from({ length: 200 }, (_, index) => `${index}`);
    const masks = maskWith(
      noiseDate,
      subjects.map(() => '2020-06-15'),
      {
        options: { by: 'id', maxDays: 1 },
        columns: { id: subjects },
      },
    );
    expect(new Set(masks)).toEqual(new Set(['2020-06-14', '2020-06-15', '2020-06-16']));
  });
});
