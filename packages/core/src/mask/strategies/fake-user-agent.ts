import { z } from 'zod';
import { userAgents } from '../../locales/user-agents.ts';
import { defineStrategy } from '../define.ts';
import {
  adjustBy,
  BY_OPTION,
  DRAWN_PROPERTIES,
  OVERFLOW_OPTION,
  readsBy,
} from '../drawn-options.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { choicesOf } from '../write-phrase.ts';

const exactly = (value: string): string => value.trim();

/**
 * Replaces what a browser says of itself by what a common one says.
 *
 * Shape: header of a recent Chrome, Edge, Firefox or Safari in one of its usual forms, which thousands of people share.
 * Consistent: a pure function of the key and of who it is: the value of the column `by`, else the header itself.
 * Unique: no; there are some 400.
 */
export const fakeUserAgent = defineStrategy({
  name: 'fake.userAgent',
  summary: 'Replaces identifications of browsers by common ones, which many people share.',
  options: z.strictObject({ ...BY_OPTION, ...OVERFLOW_OPTION }),
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  capacity: () => userAgents().length,
  create: ({ by }, context) =>
    maskEachDrawn(context, {
      use: 'fake.userAgent',
      by,
      identify: exactly,
      write: (draw) => choicesOf(draw).pick(userAgents()) ?? '',
    }),
});
