import { z } from 'zod';
import { vinDigit } from '../../locales/check-digits.ts';
import { defineStrategy } from '../define.ts';
import {
  adjustBy,
  BY_OPTION,
  DRAWN_PROPERTIES,
  OVERFLOW_OPTION,
  readsBy,
} from '../drawn-options.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { type Draw, drawnDigits } from '../prf-words.ts';
import { unpunctuated } from '../shape-of-value.ts';
import { choicesOf } from '../write-phrase.ts';

/** Letters and digits of a VIN: all but I, O and Q (ISO 3779). */
const CHARACTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

/** Free characters behind the maker's code, and free digits of the serial number. */
const [DESCRIPTION, SERIAL] = [5, 6];

/** Given to no region of the world (ISO 3780), so no maker's code begins so. */
const NO_REGION = '0';

/** Never the code of a model year (49 CFR 565.15, table VII). */
const NO_YEAR = '0';

const LENGTH = 17;

const OPTIONS = z.strictObject({ ...BY_OPTION, ...UNIQUE_OPTION, ...OVERFLOW_OPTION });

/**
 * Replaces the identification number of a vehicle by one that no vehicle has.
 *
 * Shape: 17 capital letters and digits with the right check digit. It begins with 0, which stands for no region of the
 * world, and tells a model year that there is not.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the number itself,
 * regardless of blanks, hyphens and case.
 * Unique: with `unique`, where the whole column is looked at first; else not; of 10^15 numbers two of a million are equal with odds of 1 to 1,200.
 * Source: ISO 3779 and 3780; 49 CFR 565.15.
 */
export const fakeVin = defineStrategy({
  name: 'fake.vin',
  summary: 'Replaces identification numbers of vehicles by such as no vehicle has.',
  options: OPTIONS,
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  width: () => LENGTH,
  capacity: () => CHARACTERS.length ** DESCRIPTION * CHARACTERS.length * 10 ** SERIAL,
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options)),
  create: (options, context) => maskApart(context, { ...ruleOf(options), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ by }: Options): DrawRule & DrawWrite {
  return { use: 'fake.vin', by, identify: unpunctuated, write: writeVin };
}

function writeVin(draw: Draw): string {
  const choices = choicesOf(draw);
  const characters = (count: number): string =>
    Array.from({ length: count }, () => choices.pick([...CHARACTERS])).join('');
  const start = NO_REGION + characters(2) + characters(DESCRIPTION);
  const end = NO_YEAR + characters(1) + drawnDigits(draw, SERIAL, 1);
  return start + vinDigit(`${start}0${end}`) + end;
}
