import { z } from 'zod';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { digitParts, maskedParts, wordPart } from '../digit-text.ts';
import { decimalBetween } from '../number-between.ts';

const STRING = { kind: 'string' } as const;

/**
 * Price of an article; every amount is as likely.
 *
 * Shape: decimal.
 * Unique: as many prices as lie from `min` to `max`.
 */
export const price = defineGenerator({
  name: 'commerce.price',
  summary: 'Price of an article.',
  options: z.strictObject({
    min: z.number().default(1).describe('Least price.'),
    max: z.number().default(1000).describe('Greatest price.'),
    scale: z.number().int().min(0).max(9).default(2).describe('Digits after the point.'),
  }),
  unique: 'choices',
  compile: (cells, options) => decimalBetween(cells, 'commerce.price', options),
});

/**
 * Stock keeping unit: a shop's own number for an article.
 *
 * Shape: `pattern`, in which `#` is a digit, `?` a letter A to Z and `*` either.
 * Unique: as many as the pattern allows.
 */
export const sku = defineGenerator({
  name: 'commerce.sku',
  summary: 'Article number of a shop, by a pattern.',
  options: z.strictObject({
    pattern: z
      .string()
      .min(1)
      .max(200)
      .default('???-######')
      .describe('# is a digit, ? a letter A to Z, * either; the rest stands as it is.'),
  }),
  unique: 'choices',
  compile: (cells, { pattern }) => ({
    type: STRING,
    register: concat(cells.program, ...maskedParts(cells, 'sku', pattern)),
  }),
});

/** GS1 prefixes that a shop may use inside its own walls: no article in trade has one. */
const RESTRICTED_PREFIXES = Array.from({ length: 10 }, (_, i) => String(20 + i));

/**
 * Bar code number with a right check digit that no article in trade has.
 *
 * Shape: 13 digits, the first two from 20 to 29.
 * Unique: 10^11.
 * Source: GS1 General Specifications 1.4.3 (restricted circulation numbers), 7.9 (check digit).
 */
export const ean13 = defineGenerator({
  name: 'commerce.ean13',
  summary: 'EAN-13 bar code number of no real article.',
  options: z.strictObject({}),
  unique: 'choices',
  compile(cells) {
    const { program } = cells;
    const prefix = wordPart(cells, 'prefix', RESTRICTED_PREFIXES);
    const value = concat(program, prefix, ...digitParts(cells, 'article', 10));
    return {
      type: STRING,
      register: program.add('text', (out) => ({
        kernel: 'check-digits',
        out,
        value,
        scheme: 'ean13',
      })),
    };
  },
});
