import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { phoneFormats } from '../../locales/safe-phones.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { phoneNumber } from './phone-number.ts';

/** The number lies in a range that the country keeps free. */
const isFree = (value: unknown, country: string, format: 'national' | 'e164'): void => {
  const number = String(value);
  const free = phoneFormats(country).ranges.some(({ national, e164Prefix, digits }) => {
    const shape = format === 'national' ? national : e164Prefix + '#'.repeat(digits);
    return (
      shape.length === number.length &&
      [...shape].every((sign, i) =>
        sign === '#' ? /\d/.test(number[i] ?? '') : sign === number[i],
      )
    );
  });
  expect(free, number).toBe(true);
};

describeGenerator(phoneNumber, {
  'default options': { uniqueRows: true, accepts: (value) => isFree(value, 'US', 'national') },
  'E.164': {
    options: { format: 'e164' },
    uniqueRows: true,
    accepts: (value) => isFree(value, 'US', 'e164'),
  },
  British: {
    locale: 'en_GB',
    uniqueRows: true,
    accepts: (value) => isFree(value, 'GB', 'national'),
  },
  French: { locale: 'fr', uniqueRows: true, accepts: (value) => isFree(value, 'FR', 'national') },
  Irish: { locale: 'en_IE', uniqueRows: true, accepts: (value) => isFree(value, 'IE', 'national') },
  Swedish: { locale: 'sv', accepts: (value) => isFree(value, 'SE', 'national') },
  'German by option': {
    options: { country: 'DE', format: 'e164' },
    accepts: (value) => isFree(value, 'DE', 'e164'),
  },
  'a country that keeps none free': {
    locale: 'ja',
    accepts: (value) => isFree(value, 'US', 'e164'),
  },
});

describe('phone.number', () => {
  const plan = (rows: number, options: Record<string, unknown>, unique = false) => {
    const cell = column('phone.number', options, { unique });
    const request = requestOf({ t: generatedTable(rows, { cell }) });
    return planTables({ request, imports: {} }, { [phoneNumber.name]: phoneNumber });
  };

  it('uses every number of a country once before it refuses', async () => {
    const { tables } = await plan(100_000, { country: 'IE', format: 'e164' }, true);
    const rows = await programRows(tables[0]!.program, 0, 100_000);
    expect(new Set(rows.map((row) => row.cell)).size).toBe(100_000);
    await expect(plan(100_001, { country: 'IE' }, true)).rejects.toThrow(
      /100,000 different values.*needs 100,001/,
    );
  });

  it('refuses a country that keeps no numbers free', async () => {
    await expect(plan(1, { country: 'JP' })).rejects.toThrow(/JP keeps no numbers free; use AU/);
  });
});
