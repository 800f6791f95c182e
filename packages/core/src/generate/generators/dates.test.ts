import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { dateBetween, dateBirth, dateFuture, datePast, dateRecent, dateSoon } from './dates.ts';

const REFERENCE = '2025-01-01T00:00:00.000Z';
const within = (from: string, to: string) => (value: unknown) => {
  expect(value).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?$/);
  expect(String(value) >= from && String(value) <= to).toBe(true);
};

describeGenerator(dateBetween, {
  'one day of milliseconds': {
    options: { from: '2024-02-29T00:00:00Z', to: '2024-02-29T23:59:59.999Z' },
    uniqueRows: true,
    accepts: within('2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'),
  },
  'days, both bounds included': {
    options: { from: '2024-12-30', to: '2025-01-01', as: 'date' },
    accepts: (value) => expect(['2024-12-30', '2024-12-31', '2025-01-01']).toContain(value),
  },
  'before 1970, in another zone': {
    options: { from: '1900-01-01T00:00+02:00', to: '1910-01-01' },
    uniqueRows: true,
    accepts: within('1899-12-31T22:00:00.000Z', '1910-01-01T00:00:00.000Z'),
  },
});
describeGenerator(datePast, {
  'default options': {
    uniqueRows: true,
    accepts: within('2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'),
  },
});
describeGenerator(dateRecent, {
  'a year of days': {
    options: { days: 365 },
    uniqueRows: true,
    accepts: within('2024-01-02T00:00:00.000Z', '2024-12-31T23:59:59.999Z'),
  },
  'half a day': {
    options: { days: 0.5 },
    accepts: within('2024-12-31T12:00:00.000Z', '2024-12-31T23:59:59.999Z'),
  },
});
describeGenerator(dateFuture, {
  'two years': {
    options: { years: 2 },
    uniqueRows: true,
    accepts: within('2025-01-01T00:00:00.001Z', '2027-01-01T00:00:00.000Z'),
  },
});
describeGenerator(dateSoon, {
  'as days': { options: { days: 3, as: 'date' }, accepts: within('2025-01-01', '2025-01-04') },
});
describeGenerator(dateBirth, {
  'grown-ups': { options: { minAge: 18, maxAge: 18 }, accepts: within('2006-01-02', '2007-01-01') },
});

const valuesOf = async (options: Record<string, unknown>, referenceDate = REFERENCE) => {
  const request = requestOf(
    { t: generatedTable(200, { x: column('date.between', options) }) },
    { referenceDate },
  );
  const { tables } = await planTables(
    { request, imports: {} },
    { 'date.between': dateBetween as never },
  );
  return (await programRows(tables[0]!.program, 0, 200)).map(({ x }) => String(x));
};

describe('date.between', () => {
  it('reaches both of two neighbouring milliseconds', async () => {
    const values = await valuesOf({
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-01-01T00:00:00.001Z',
    });
    expect(new Set(values)).toEqual(
      new Set(['2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.001Z']),
    );
  });

  it('does not depend on the reference date', async () => {
    const options = { from: '2024-01-01', to: '2024-06-01' };
    expect(await valuesOf(options, '2030-01-01T00:00:00.000Z')).toEqual(await valuesOf(options));
  });

  it.each([
    [{ from: '2024-02-30', to: '2025-01-01' }, 'must be a date'],
    [{ from: '2023-02-29', to: '2025-01-01' }, 'must be a date'],
    [{ from: 'yesterday', to: '2025-01-01' }, 'must be a date'],
    [{ from: '2025-01-02', to: '2025-01-01' }, '"from" lies after "to"'],
    [{ from: '0000-01-01', to: '2025-01-01' }, 'must be a date'],
  ])('refuses %o', async (options, message) => {
    await expect(valuesOf(options)).rejects.toThrow(message);
  });
});
