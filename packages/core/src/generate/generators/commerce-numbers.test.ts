import { describe, expect, it } from 'vitest';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { ean13, price, sku } from './commerce-numbers.ts';

const isWithin = (value: unknown, min: number, max: number): void => {
  expect(Number(value)).toBeGreaterThanOrEqual(min);
  expect(Number(value)).toBeLessThanOrEqual(max);
};

describeGenerator(price, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(String(value)).toMatch(/^\d+\.\d\d$/);
      isWithin(value, 1, 1000);
    },
  },
  'below zero, three decimals': {
    options: { min: -0.5, max: 0.5, scale: 3 },
    uniqueRows: true,
    accepts: (value) => isWithin(value, -0.5, 0.5),
  },
  'whole amounts': {
    options: { min: 19.99, max: 25, scale: 0 },
    accepts: (value) => isWithin(value, 20, 25),
  },
});

describe('commerce.price', () => {
  const plan = (options: Record<string, unknown>, rows: number, unique = false) => {
    const request = requestOf({
      t: generatedTable(rows, { cell: column('commerce.price', options, { unique }) }),
    });
    return planTables({ request, imports: {} }, { [price.name]: price });
  };

  it('counts both ends of its range', async () => {
    await expect(plan({ min: 19.97, max: 19.99 }, 3, true)).resolves.toBeDefined();
    await expect(plan({ min: 19.97, max: 19.99 }, 4, true)).rejects.toThrow(/3 different values/);
  });

  it('refuses an empty range and one that is not exact', async () => {
    await expect(plan({ min: 5, max: 1 }, 1)).rejects.toThrow(
      /commerce.price: no number of 2 decimals lies from 5 to 1/,
    );
    await expect(plan({ min: 0, max: 1e15 }, 1)).rejects.toThrow(/exceeds 2\^53/);
  });
});

describeGenerator(sku, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^[A-Z]{3}-\d{6}$/),
  },
  'own pattern': {
    options: { pattern: 'A/*#.#####' },
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^A\/[A-Z0-9]\d\.\d{5}$/),
  },
});

describeGenerator(ean13, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(value).toMatch(/^2\d{12}$/);
      const sum = [...String(value)].reduce(
        (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3),
        0,
      );
      expect(sum % 10).toBe(0);
    },
  },
});
