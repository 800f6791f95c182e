import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { birthDate, gender, jobTitle, prefix, sex } from './person-details.ts';

describeGenerator(gender, {
  'default options': { accepts: (value) => expect(['female', 'male']).toContain(value) },
  'in German': {
    locale: 'de',
    accepts: (value) => expect(['weiblich', 'männlich']).toContain(value),
  },
});

describeGenerator(sex, {
  "by Faker's name": { accepts: (value) => expect(['female', 'male']).toContain(value) },
});

describeGenerator(prefix, {
  'fits the sex': {
    columns: { gender: column('person.gender') },
    generators: [gender],
    accepts: (value, row) =>
      expect(row.gender === 'female' ? ['Dr.', 'Miss', 'Mrs.', 'Ms.'] : ['Dr.', 'Mr.']).toContain(
        value,
      ),
  },
  'a language without any': {
    locale: 'zh_CN',
    accepts: (value) => expect(['Dr.', 'Miss', 'Mrs.', 'Ms.', 'Mr.']).toContain(value),
  },
});

describeGenerator(jobTitle, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\S+ \S+ \S+$/),
  },
});

const ageOn = (day: string, born: string): number => {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
};

describeGenerator(birthDate, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const age = ageOn('2025-01-01', String(value));
      expect(age).toBeGreaterThanOrEqual(18);
      expect(age).toBeLessThanOrEqual(80);
    },
  },
  'one age': {
    options: { minAge: 30, maxAge: 30 },
    accepts: (value) => expect(ageOn('2025-01-01', String(value))).toBe(30),
  },
});

const birthDates = async (referenceDate: string, rows: number, options: object, unique = false) => {
  const cell = column('person.birthDate', { ...options }, { unique });
  const request = requestOf({ t: generatedTable(rows, { cell }) }, { referenceDate });
  const { tables } = await planTables({ request, imports: {} }, { [birthDate.name]: birthDate });
  return (await programRows(tables[0]!.program, 0, rows)).map((row) => String(row.cell)).sort();
};

describe('person.birthDate', () => {
  it('reaches the first and the last day of an age', async () => {
    const days = await birthDates('2025-06-15T00:00:00.000Z', 365, { minAge: 0, maxAge: 0 }, true);
    expect([days[0], days.at(-1)]).toEqual(['2024-06-16', '2025-06-15']);
  });

  it('counts birthdays of 29 February on 1 March of other years', async () => {
    const onLeapDay = await birthDates(
      '2024-02-29T00:00:00.000Z',
      366,
      { minAge: 0, maxAge: 0 },
      true,
    );
    expect([onLeapDay[0], onLeapDay.at(-1)]).toEqual(['2023-03-01', '2024-02-29']);
    const dayBefore = await birthDates(
      '2025-02-28T00:00:00.000Z',
      366,
      { minAge: 0, maxAge: 0 },
      true,
    );
    expect([dayBefore[0], dayBefore.at(-1)]).toEqual(['2024-02-29', '2025-02-28']);
  });

  it('refuses ages the wrong way round, at the column', async () => {
    await expect(
      birthDates('2025-01-01T00:00:00.000Z', 1, { minAge: 40, maxAge: 30 }),
    ).rejects.toThrow('minAge 40 exceeds maxAge 30');
  });
});
