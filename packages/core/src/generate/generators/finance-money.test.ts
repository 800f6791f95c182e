import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { CURRENCIES } from '../currencies.ts';
import { amount, currency, currencyCode, currencyName, currencySymbol } from './finance-money.ts';

describeGenerator(amount, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(String(value)).toMatch(/^\d+\.\d\d$/);
      expect(Number(value)).toBeLessThanOrEqual(1000);
    },
  },
});

const belongsToCode = (value: unknown, code: unknown, list: readonly string[]): void => {
  expect(list[CURRENCIES.code.indexOf(String(code))]).toBe(value);
};
const withCode = { columns: { code: column('finance.currencyCode') }, generators: [currencyCode] };

describeGenerator(currency, {
  'default options': { ...withCode, accepts: (value, row) => expect(value).toBe(row.code) },
  symbol: {
    ...withCode,
    options: { as: 'symbol' },
    accepts: (value, row) => belongsToCode(value, row.code, CURRENCIES.symbol),
  },
});
describeGenerator(currencyCode, {
  'default options': { accepts: (value) => expect(value).toMatch(/^[A-Z]{3}$/) },
});
describeGenerator(currencyName, {
  'of the code': {
    ...withCode,
    accepts: (value, row) => belongsToCode(value, row.code, CURRENCIES.name),
  },
});
describeGenerator(currencySymbol, {
  'of the code': {
    ...withCode,
    accepts: (value, row) => belongsToCode(value, row.code, CURRENCIES.symbol),
  },
});
