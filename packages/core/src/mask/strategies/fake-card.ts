import { z } from 'zod';
import { luhnDigit, SAFE_CARD, TEST_CARDS } from '../../locales/safe-ranges.ts';
import { defineStrategy } from '../define.ts';
import { scaleWord } from '../digest-words.ts';
import { otherDigit } from '../draw-apart.ts';
import {
  adjustBy,
  BY_OPTION,
  DRAWN_PROPERTIES,
  OVERFLOW_OPTION,
  readsBy,
} from '../drawn-options.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { type Draw, drawnDigits, drawnNumber, drawnWord } from '../prf-words.ts';
import { fillShape, unpunctuated } from '../shape-of-value.ts';

/** Lengths of card numbers (ISO/IEC 7812-1). */
const [SHORTEST, LONGEST] = [12, 19];

const MADE_UP = 10 ** SAFE_CARD.freeDigits;

const OPTIONS = z.strictObject({
  kind: z
    .enum(['made-up', 'wrong-digit', 'test'])
    .default('made-up')
    .describe(
      'Numbers of no network, numbers with a wrong check digit, or published test numbers.',
    ),
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...OVERFLOW_OPTION,
});

/**
 * Replaces the number of a payment card by one that no bank has given out.
 *
 * Shape: 16 digits, punctuated like the value where that has as many. `made-up` numbers begin with 99, which is no
 * network's, and pass the Luhn test; `wrong-digit` numbers are as long as the value and fail it, so that they are no
 * numbers of cards; `test` takes the numbers that networks and payment providers publish for tests, of any length.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the number itself,
 * however it is punctuated.
 * Unique: with `unique`, where the whole column is looked at first; else not. There are 10^13 made-up numbers, of which two of a million are equal with odds of 1 to 20; 12 for tests.
 * Source: ISO/IEC 7812-1 (industry identifier 9, country numbers 900 to 999); test numbers of the networks.
 */
export const fakeCard = defineStrategy({
  name: 'fake.card',
  summary: 'Replaces numbers of payment cards by such as no bank has given out.',
  options: OPTIONS,
  properties: DRAWN_PROPERTIES,
  adjust: ({ by, unique, kind }) => ({
    ...adjustBy({ by, unique }),
    ...(kind === 'wrong-digit' ? { leaks: [...DRAWN_PROPERTIES.leaks, 'length'] } : {}),
  }),
  reads: readsBy,
  width: ({ kind }) => (kind === 'made-up' ? SAFE_CARD.length : SHORTEST),
  capacity: ({ kind }) =>
    ({ 'made-up': MADE_UP, 'wrong-digit': 9 * 10 ** (SHORTEST - 1), test: TEST_CARDS.length })[
      kind
    ],
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options)),
  create: (options, context) => maskApart(context, { ...ruleOf(options), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ kind, by }: Options): DrawRule & DrawWrite {
  return {
    use: 'fake.card',
    by,
    identify: unpunctuated,
    write(draw, value) {
      const digits = WRITERS[kind](draw, unpunctuated(value).length);
      return fillShape(value, digits) ?? digits;
    },
  };
}

const WRITERS = {
  'made-up': (draw: Draw): string => {
    const digits = SAFE_CARD.prefix + drawnDigits(draw, SAFE_CARD.freeDigits);
    return digits + luhnDigit(digits);
  },
  'wrong-digit': (draw: Draw, length: number): string => {
    const size = length < SHORTEST || length > LONGEST ? SAFE_CARD.length : length;
    const first = drawnDigits(draw, Math.min(size - 1, 15));
    const digits = first + drawnDigits(draw, size - 1 - first.length, 1);
    return digits + otherDigit(`${luhnDigit(digits)}`, scaleWord(drawnWord(draw, 2), 9));
  },
  test: (draw: Draw): string =>
    TEST_CARDS[Number(drawnNumber(draw, TEST_CARDS.length))]?.number ?? '',
} as const;
