import { z } from 'zod';
import { CURRENCIES } from '../currencies.ts';
import { type CellBuilder, defineGenerator } from '../define.ts';
import { wordPart } from '../digit-text.ts';
import { decimalBetween } from '../number-between.ts';

/**
 * Amount of money; every amount is as likely.
 *
 * Shape: decimal.
 * Unique: as many amounts as lie from `min` to `max`.
 */
export const amount = defineGenerator({
  name: 'finance.amount',
  summary: 'Amount of money.',
  options: z.strictObject({
    min: z.number().default(0).describe('Least amount.'),
    max: z.number().default(1000).describe('Greatest amount.'),
    scale: z.number().int().min(0).max(9).default(2).describe('Digits after the point.'),
  }),
  unique: 'choices',
  compile: (cells, options) => decimalBetween(cells, 'finance.amount', options),
});

const SAME_CURRENCY = {
  entity: z
    .string()
    .default('')
    .describe('Another currency of the same row; columns with the same name here agree.'),
};

function currencyText(cells: CellBuilder, entity: string, as: keyof typeof CURRENCIES) {
  const register = wordPart(cells.entity('currency', entity), 'currency', CURRENCIES[as]);
  return { type: { kind: 'string' } as const, register };
}

/**
 * Currency of the row.
 *
 * Shape: code `EUR`, English name `Euro` or symbol `€`.
 * Unique: every one of the currencies in wide use once.
 * Source: ISO 4217.
 */
export const currency = defineGenerator({
  name: 'finance.currency',
  summary: 'Currency of the row: its code, name or symbol.',
  options: z.strictObject({
    as: z
      .enum(['code', 'name', 'symbol'])
      .default('code')
      .describe('What to write of the currency.'),
    ...SAME_CURRENCY,
  }),
  unique: 'choices',
  compile: (cells, { as, entity }) => currencyText(cells, entity, as),
});

/** Code of the row's currency; as {@link currency}. */
export const currencyCode = defineGenerator({
  name: 'finance.currencyCode',
  summary: 'Code of the currency of the row.',
  options: z.strictObject({ ...SAME_CURRENCY }),
  unique: 'choices',
  compile: (cells, { entity }) => currencyText(cells, entity, 'code'),
});

/** English name of the row's currency; as {@link currency}. */
export const currencyName = defineGenerator({
  name: 'finance.currencyName',
  summary: 'Name of the currency of the row.',
  options: z.strictObject({ ...SAME_CURRENCY }),
  unique: 'choices',
  compile: (cells, { entity }) => currencyText(cells, entity, 'name'),
});

/** Symbol of the row's currency; as {@link currency}. */
export const currencySymbol = defineGenerator({
  name: 'finance.currencySymbol',
  summary: 'Symbol of the currency of the row.',
  options: z.strictObject({ ...SAME_CURRENCY }),
  unique: 'choices',
  compile: (cells, { entity }) => currencyText(cells, entity, 'symbol'),
});
