import { describe, expect, it } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { maskWords } from '../mask-words.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { testContext } from '../testing/test-context.ts';
import { fakeCompany } from './fake-company.ts';

describeStrategy(fakeCompany, {
  'any text': { accepts: (mask) => expect(mask).toMatch(/^\p{L}.*\p{L}\.?$/u) },
  'by owner': {
    options: { by: 'owner' },
    accepts: (mask) => expect(mask).toMatch(/^\p{L}.*\p{L}\.?$/u),
  },
});

describe('fake.company', () => {
  it('knows a company however its name is written', () => {
    expect(
      new Set(maskTexts(fakeCompany, ['ACME Corp', 'acme  corp', ' Acme Corp '])),
    ).toHaveProperty('size', 1);
  });

  it('invents many', () => {
    const masks = maskTexts(fakeCompany, manyTexts('?????? ## Ltd', 2000));
    expect(new Set(masks).size).toBeGreaterThan(1800);
  });

  it('names companies as the locale does', async () => {
    const german = maskWords(await loadLocale('de'));
    const context = { ...testContext(), words: () => german };
    const masks = maskTexts(fakeCompany, manyTexts('??? ###', 300), { context });
    expect(masks.some((mask) => / (?:GmbH|AG|KG|OHG|GbR)/.test(mask))).toBe(true);
  });
});
