import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnDigit, TEST_CARDS } from '../../locales/safe-ranges.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeCard } from './fake-card.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const passes = (digits: string): boolean =>
  Number(digits.at(-1)) === luhnDigit(digits.slice(0, -1));
const cards = fc.stringMatching(/^(?:4\d{15}|5\d{3} \d{4} \d{4} \d{4}|3\d{3}-\d{6}-\d{5})$/);

const madeUp = (mask: string): void => {
  if (mask === '') return;
  expect(digitsOf(mask)).toMatch(/^99\d{14}$/);
  expect(passes(digitsOf(mask))).toBe(true);
};

describeStrategy(fakeCard, {
  'made up': { values: cards, accepts: madeUp },
  'any text': { accepts: madeUp },
  'by owner': { options: { by: 'owner' }, values: cards, accepts: madeUp },
  'wrong digit': {
    options: { kind: 'wrong-digit' },
    values: cards,
    accepts(mask, value) {
      expect(digitsOf(mask)).toHaveLength(digitsOf(value).length);
      expect(passes(digitsOf(mask))).toBe(false);
    },
  },
  'for tests': {
    options: { kind: 'test' },
    values: cards,
    accepts: (mask) => expect(TEST_CARDS.map(({ number }) => number)).toContain(digitsOf(mask)),
  },
});

describe('fake.card', () => {
  it('keeps the punctuation of a number of sixteen digits', () => {
    const [spaced, bare] = maskTexts(fakeCard, ['4111 2222 3333 4444', '4111222233334444']);
    expect(spaced).toMatch(/^99\d\d \d{4} \d{4} \d{4}$/);
    expect(spaced?.replaceAll(' ', '')).toBe(bare);
  });

  it('has no live number among ten thousand', () => {
    const masks = maskTexts(fakeCard, manyTexts('4#### #### #### ###'));
    for (const mask of masks) madeUp(mask);
    const wrong = maskTexts(fakeCard, manyTexts('5###############'), {
      options: { kind: 'wrong-digit' },
    });
    expect(wrong.filter((mask) => passes(mask))).toEqual([]);
    expect(fakeCard.capacity({ kind: 'test' }, 'en')).toBe(TEST_CARDS.length);
  });
});
