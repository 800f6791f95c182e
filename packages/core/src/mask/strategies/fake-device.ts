import { z } from 'zod';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, readsBy } from '../drawn-options.ts';
import { encodeText } from '../encode-text.ts';
import { maskEachDrawn } from '../mask-drawn.ts';
import { type Draw, drawnBytes, drawnDigits } from '../prf-words.ts';
import { fillShape, unpunctuated } from '../shape-of-value.ts';
import { choicesOf } from '../write-phrase.ts';

/** Reporting body 00 stands for equipment under test (GSMA TS.06, "Test IMEI"). */
const TEST_BODY = '00';

const IMEI_LENGTH = 15;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

const KINDS = ['auto', 'imei', 'uuid', 'serial'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Replaces what identifies a device.
 *
 * Shape: `imei`: 15 digits of the range for equipment under test, with the right check digit, punctuated like the value;
 * `uuid`: a UUID of version 8, in the case of the value; `serial`: letters for letters and digits for digits. `auto`
 * decides by the value.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the value itself,
 * regardless of case and punctuation.
 * Unique: UUIDs, of which two of a million are equal with odds of 10^-25. Others are not, and serial numbers have no
 * range that no maker uses.
 * Source: GSMA TS.06 (reporting body 00); RFC 9562 section 5.8 (UUID).
 */
export const fakeDevice = defineStrategy({
  name: 'fake.device',
  summary: 'Replaces numbers of devices: IMEI, UUID or serial number.',
  options: z.strictObject({
    kind: z
      .enum(KINDS)
      .default('auto')
      .describe('What the column holds; each value tells by default.'),
    ...BY_OPTION,
  }),
  properties: { ...DRAWN_PROPERTIES, leaks: [...DRAWN_PROPERTIES.leaks, 'length'] },
  adjust: ({ by, kind }) => ({
    ...adjustBy({ by }),
    ...(kind === 'imei' || kind === 'uuid' ? { leaks: DRAWN_PROPERTIES.leaks } : {}),
    injective: kind === 'uuid' && by === undefined,
  }),
  reads: readsBy,
  width: ({ kind }) => ({ auto: 1, imei: IMEI_LENGTH, uuid: 36, serial: 1 })[kind],
  fits: ({ kind }, sourceType) => kind === 'uuid' && /^uuid$/i.test(sourceType.trim()),
  create: ({ kind, by }, context) =>
    maskEachDrawn(context, {
      use: 'fake.device',
      by,
      identify: unpunctuated,
      write: (draw, value) => WRITERS[kind === 'auto' ? kindOf(value) : kind](draw, value),
    }),
});

function kindOf(value: string): Exclude<Kind, 'auto'> {
  if (UUID.test(value.trim())) return 'uuid';
  return /^\d{15}$/.test(unpunctuated(value)) ? 'imei' : 'serial';
}

const WRITERS: Readonly<Record<Exclude<Kind, 'auto'>, (draw: Draw, value: string) => string>> = {
  imei(draw, value) {
    const digits = TEST_BODY + drawnDigits(draw, IMEI_LENGTH - 1 - TEST_BODY.length);
    const imei = digits + luhnDigit(digits);
    return fillShape(value, imei) ?? imei;
  },
  uuid(draw, value) {
    const bytes = Uint8Array.from(drawnBytes(draw));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = encodeText(bytes, 'hex', 32);
    const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return /[A-F]/.test(value) ? uuid.toUpperCase() : uuid;
  },
  serial(draw, value) {
    const choices = choicesOf(draw);
    return value.replace(/[\p{L}\p{N}]/gu, (one) => {
      if (/\p{N}/u.test(one)) return `${choices.number(10)}`;
      const letter = String.fromCharCode(97 + choices.number(26));
      return one === one.toUpperCase() ? letter.toUpperCase() : letter;
    });
  },
};
