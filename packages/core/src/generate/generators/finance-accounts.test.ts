import { expect } from 'vitest';
import { isIbanValid, SAFE_IBANS, safeIban } from '../../locales/safe-ibans.ts';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { describeGenerator, type GeneratorCase } from '../../testing/describe-generator.ts';
import { accountNumber, bic, cardNumber, creditCardNumber, iban } from './finance-accounts.ts';

const isAccountOf = (value: unknown, code: string): void => {
  const { country, length, prefix } = safeIban(code);
  expect(value).toHaveLength(length);
  expect(String(value).slice(0, 2)).toBe(country);
  expect(String(value).slice(4).startsWith(prefix)).toBe(true);
  expect(isIbanValid(String(value))).toBe(true);
};

const byCountry = ({ country }: { readonly country: string }): [string, GeneratorCase] => [
  `of ${country}`,
  { options: { country }, accepts: (value) => isAccountOf(value, country) },
];

describeGenerator(iban, {
  'default options': { accepts: (value) => isAccountOf(value, 'GB') },
  'in Germany': { locale: 'de', uniqueRows: true, accepts: (value) => isAccountOf(value, 'DE') },
  ...Object.fromEntries(SAFE_IBANS.map(byCountry)),
});

const isMadeUpCard = (value: unknown): void => {
  expect(value).toMatch(/^99\d{14}$/);
  expect(String(value).at(-1)).toBe(String(luhnDigit(String(value).slice(0, -1))));
};
describeGenerator(cardNumber, { 'default options': { uniqueRows: true, accepts: isMadeUpCard } });
describeGenerator(creditCardNumber, { "by Faker's name": { accepts: isMadeUpCard } });

describeGenerator(bic, {
  'default options': { accepts: (value) => expect(value).toMatch(/^(TEST|ZZZZ)US[A-NP-Z]0$/) },
  'with a branch': {
    options: { branch: true },
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^(TEST|ZZZZ)US[A-NP-Z]0[A-WYZ0-9][A-Z0-9]{2}$/),
  },
});

describeGenerator(accountNumber, {
  'default options': { uniqueRows: true, accepts: (value) => expect(value).toMatch(/^000\d{7}$/) },
  'another length': {
    options: { length: 8 },
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^000\d{5}$/),
  },
});
