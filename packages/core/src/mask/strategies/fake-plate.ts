import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { unpunctuated } from '../shape-of-value.ts';
import { choicesOf } from '../write-phrase.ts';

/** Letters that most registers leave out, as they look like 1 and 0. */
const UNUSED_LETTERS = ['I', 'O', 'Q'] as const;

/**
 * Replaces the registration of a vehicle by one that is hardly given out.
 *
 * Shape: that of the value: digits for digits, and of letters only I, O and Q, which most registers leave out because
 * they are taken for 1 and 0. Where the value has no letters, its first digit becomes one.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the plate itself,
 * regardless of blanks, hyphens and case.
 * Unique: no. No register keeps plates free: a mask can be a real plate where the letters are in use.
 */
export const fakePlate = defineStrategy({
  name: 'fake.plate',
  summary: 'Replaces registrations of vehicles by letters and digits of the same shape.',
  options: z.strictObject({ ...BY_OPTION }),
  properties: { ...DRAWN_PROPERTIES, leaks: [...DRAWN_PROPERTIES.leaks, 'length'] },
  adjust: adjustBy,
  reads: readsBy,
  create: ({ by }, context) =>
    maskEachDrawn(context, {
      use: 'fake.plate',
      by,
      identify: unpunctuated,
      write(draw, value) {
        const choices = choicesOf(draw);
        const letter = (): string => choices.pick(UNUSED_LETTERS) ?? 'Q';
        const mask = value
          .trim()
          .replace(/\p{L}|\p{N}/gu, (one) =>
            /\p{L}/u.test(one) ? letter() : `${choices.number(10)}`,
          );
        return /\p{L}/u.test(mask) ? mask : mask.replace(/\p{N}/u, letter);
      },
    }),
});
