import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIbanValid, SAFE_IBANS } from '../../locales/safe-ibans.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeIban } from './fake-iban.ts';

const prefixes = new Map(SAFE_IBANS.map(({ country, prefix }) => [country, prefix]));
const ibans = fc.stringMatching(/^(?:DE\d{20}|GB\d\d [A-Z]{4} \d{4} \d{4} \d{4} \d\d|FR\d{25})$/);

const expectSafe = (mask: string): void => {
  const iban = mask.replace(/[^\dA-Z]/g, '');
  if (iban === '') return;
  expect(isIbanValid(iban)).toBe(true);
  expect(iban.slice(4).startsWith(prefixes.get(iban.slice(0, 2)) ?? '?')).toBe(true);
};

describeStrategy(fakeIban, {
  'any text': { accepts: expectSafe },
  IBANs: {
    values: ibans,
    accepts(mask, value) {
      expectSafe(mask);
      expect(mask.slice(0, 2)).toBe(value.slice(0, 2));
    },
  },
  'one country, by owner': {
    options: { country: 'NL', by: 'owner' },
    values: ibans,
    accepts(mask) {
      expectSafe(mask);
      expect(mask).toMatch(/^NL/);
    },
  },
});

describe('fake.iban', () => {
  it('is written like the value', () => {
    const [grouped, bare, lower] = maskTexts(fakeIban, [
      'DE89 3704 0044 0532 0130 00',
      'DE89370400440532013000',
      'de89370400440532013000',
    ]);
    expect(grouped).toMatch(/^DE\d\d 000\d( \d{4}){3} \d\d$/);
    expect(grouped?.replaceAll(' ', '')).toBe(bare);
    expect(lower).toBe(bare);
  });

  it('takes a British bank where a country has none to use', () => {
    const [mask = ''] = maskTexts(fakeIban, ['BR1500000000000010932840814P2']);
    expect(mask).toMatch(/^GB\d\dTEST\d{14}$/);
  });

  it('is safe ten thousand times', () => {
    for (const mask of maskTexts(fakeIban, manyTexts('NL##ABNA##########'))) expectSafe(mask);
    expect(fakeIban.capacity({ country: 'DE' }, 'en')).toBe(10 ** 15);
  });
});
