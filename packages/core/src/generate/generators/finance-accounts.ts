import { z } from 'zod';
import { countryOf } from '../../locales/country.ts';
import { SAFE_IBANS, safeIban } from '../../locales/safe-ibans.ts';
import { SAFE_BIC, SAFE_CARD } from '../../locales/safe-ranges.ts';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { digitParts, wordPart } from '../digit-text.ts';

const STRING = { kind: 'string' } as const;

/**
 * Account number of a bank that does not exist, with right check digits.
 *
 * Shape: as the country writes them, without blanks. A country without a form of its own gets the British one.
 * Unique: as many as the country's form has free digits, e.g. 10^8 in the United Kingdom.
 * Source: ISO 13616; check digits ISO/IEC 7064 MOD 97-10.
 */
export const iban = defineGenerator({
  name: 'finance.iban',
  summary: 'IBAN of a bank that does not exist.',
  options: z.strictObject({
    country: z
      .enum(SAFE_IBANS.map(({ country }) => country))
      .optional()
      .describe("Country code of the account, when it is not the locale's."),
  }),
  unique: 'choices',
  compile(cells, options) {
    const { program } = cells;
    const { country, prefix, freeDigits } = safeIban(
      options.country ?? countryOf(cells.locale.code).code,
    );
    const value = concat(program, country + prefix, ...digitParts(cells, 'account', freeDigits));
    return {
      type: STRING,
      register: program.add('text', (out) => ({
        kernel: 'check-digits',
        out,
        value,
        scheme: 'iban',
      })),
    };
  },
});

/**
 * Payment card number that no network issues, with a right check digit.
 *
 * Shape: 16 digits that start 99.
 * Unique: 10^13.
 * Source: ISO/IEC 7812-1 (ranges, Luhn check digit).
 */
export const cardNumber = defineGenerator({
  name: 'finance.cardNumber',
  summary: 'Payment card number that no network issues.',
  options: z.strictObject({}),
  unique: 'choices',
  compile(cells) {
    const { program } = cells;
    const value = concat(
      program,
      SAFE_CARD.prefix,
      ...digitParts(cells, 'card', SAFE_CARD.freeDigits),
    );
    return {
      type: STRING,
      register: program.add('text', (out) => ({
        kernel: 'check-digits',
        out,
        value,
        scheme: 'luhn',
      })),
    };
  },
});

/** Faker's name for it. */
export const creditCardNumber = defineGenerator({
  ...cardNumber,
  name: 'finance.creditCardNumber',
});

const LOCATIONS = [...SAFE_BIC.locationFirst].map((letter) => letter + SAFE_BIC.locationSecond);
const BRANCH_SIGNS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
/** Branches begin with X only in XXX, which means the head office. */
const BRANCH_STARTS = BRANCH_SIGNS.filter((sign) => sign !== 'X');

/**
 * Business identifier code of a bank that does not exist.
 *
 * Shape: 8 capitals and digits, the eighth 0, which marks test codes; with `branch` 11.
 * Unique: 50, with `branch` 2,268,000.
 * Source: ISO 9362.
 */
export const bic = defineGenerator({
  name: 'finance.bic',
  summary: 'BIC of a bank that does not exist.',
  options: z.strictObject({
    branch: z.boolean().default(false).describe('Whether three signs for a branch follow.'),
  }),
  unique: 'choices',
  compile(cells, { branch }) {
    const country = countryOf(cells.locale.code).code;
    const bank = wordPart(cells, 'bank', SAFE_BIC.bankCodes);
    const location = wordPart(cells, 'location', LOCATIONS);
    const office = branch
      ? [
          wordPart(cells, 'branch 0', BRANCH_STARTS),
          wordPart(cells, 'branch 1', BRANCH_SIGNS),
          wordPart(cells, 'branch 2', BRANCH_SIGNS),
        ]
      : [];
    return { type: STRING, register: concat(cells.program, bank, country, location, ...office) };
  },
});

/** Digits that a domestic account number begins with here; banks do not issue such numbers. */
const ACCOUNT_PREFIX = '000';

/**
 * Domestic account number: digits without a bank, so that no payment can reach it.
 *
 * Shape: `length` digits, the first three 0.
 * Unique: 10 to the power of the digits behind the zeros.
 */
export const accountNumber = defineGenerator({
  name: 'finance.accountNumber',
  summary: 'Domestic account number that no bank issues.',
  options: z.strictObject({
    length: z.number().int().min(6).max(18).default(10).describe('Digits in all.'),
  }),
  unique: 'choices',
  compile: (cells, { length }) => ({
    type: STRING,
    register: concat(
      cells.program,
      ACCOUNT_PREFIX,
      ...digitParts(cells, 'account', length - ACCOUNT_PREFIX.length),
    ),
  }),
});
