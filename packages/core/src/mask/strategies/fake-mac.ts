import { z } from 'zod';
import { LOCAL_MAC_SECOND_DIGITS, SAFE_MAC } from '../../locales/safe-ranges.ts';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, overflowInto, readsBy } from '../drawn-options.ts';
import { encodeText } from '../encode-text.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { type Draw, drawnBytes, drawnWord } from '../prf-words.ts';
import { fillShape, unpunctuated } from '../shape-of-value.ts';

const DIGITS = 12;

const OPTIONS = z.strictObject({
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...overflowInto('locally administered addresses, which no maker gives a device'),
});

/**
 * Replaces a MAC address by one that no maker gives a device.
 *
 * Shape: punctuated like the value and in its case where that has twelve digits, else `00:00:5e:00:53:2a`.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the address itself,
 * however it is punctuated.
 * Unique: with `unique`, where the whole column is looked at first; else not. There are 256 for documentation, and 2^46 with `overflow: widen`, of which a million collide with odds of
 * 1 to 140.
 * Source: RFC 9542 section 2.1.2 (00-00-5E-00-53); IEEE 802 section 8 (locally administered addresses).
 */
export const fakeMac = defineStrategy({
  name: 'fake.mac',
  summary: 'Replaces MAC addresses by those kept for documentation, which no device has.',
  options: OPTIONS,
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  width: () => DIGITS,
  fits: (_options, sourceType) => /^macaddr$/i.test(sourceType.trim()),
  capacity: ({ overflow }) => (overflow === 'widen' ? 2 ** 46 : 2 ** (8 * SAFE_MAC.freeOctets)),
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options)),
  create: (options, context) => maskApart(context, { ...ruleOf(options), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ by, overflow }: Options): DrawRule & DrawWrite {
  const digitsOf = overflow === 'widen' ? localDigits : documentationDigits;
  return {
    use: 'fake.mac',
    by,
    identify: unpunctuated,
    write: (draw, value) => punctuate(digitsOf(draw), value),
  };
}

function documentationDigits(draw: Draw): string {
  const free = encodeText(drawnBytes(draw), 'hex', 2 * SAFE_MAC.freeOctets);
  return SAFE_MAC.prefix.replaceAll(':', '') + free;
}

function localDigits(draw: Draw): string {
  const digits = encodeText(drawnBytes(draw), 'hex', DIGITS);
  const second =
    LOCAL_MAC_SECOND_DIGITS[drawnWord(draw, 3) % LOCAL_MAC_SECOND_DIGITS.length] ?? '2';
  return digits.slice(0, 1) + second + digits.slice(2);
}

function punctuate(digits: string, value: string): string {
  const like = fillShape(value, /[A-F]/.test(value) ? digits.toUpperCase() : digits);
  return like ?? (digits.match(/../g) ?? []).join(':');
}
