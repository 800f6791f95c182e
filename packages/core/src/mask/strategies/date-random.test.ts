import { describe, expect, it } from 'vitest';
import { timestamps } from '../testing/dates.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { dateRandom } from './date-random.ts';

const between = { min: '1950-01-01', max: '2005-12-31' };

const accepts = (mask: string, value: string): void => {
  expect(mask.slice(0, 10) >= between.min && mask.slice(0, 10) <= between.max).toBe(true);
  expect(mask.replace(/\d/g, '9').slice(0, 19)).toBe(value.replace(/\d/g, '9').slice(0, 19));
  expect(mask).toHaveLength(value.length);
};

describeStrategy(dateRandom, {
  'between two days': { options: between, values: timestamps, accepts },
  'of a subject': { options: { ...between, by: 'owner' }, values: timestamps, accepts },
});

describe('date.random', () => {
  it('draws every day, the two at the ends included, but never the value', () => {
    const options = { min: '2020-01-01', max: '2020-01-03' };
    const subjects = Array.from({ length: 100 }, (_, index) => `${index}`);
    const masks = maskWith(
      dateRandom,
      subjects.map(() => '2020-01-02'),
      {
        options: { ...options, by: 'id' },
        columns: { id: subjects },
      },
    );
    expect(new Set(masks)).toEqual(new Set(['2020-01-01', '2020-01-03']));
    expect(dateRandom.capacity(options, 'en')).toBe(3);
  });

  it('gives dates of one person, whose form differs, the same day', () => {
    const masks = maskWith(dateRandom, ['1999-01-01', '2001-07-07 10:00:00'], {
      options: { ...between, by: 'id' },
      columns: { id: ['7', '7'] },
    });
    expect(masks[0]).toBe(masks[1]?.slice(0, 10));
  });

  it('refuses a range without two days', () => {
    const parse = (min: string, max: string): boolean =>
      dateRandom.options.safeParse({ min, max }).success;
    expect(parse('2020-01-01', '2020-01-01T23:00:00Z')).toBe(false);
    expect(parse('2020-01-02', '2020-01-01')).toBe(false);
    expect(parse('soon', '2020-01-01')).toBe(false);
    expect(parse('2020-01-01', '2020-01-02')).toBe(true);
  });
});
