import { z } from 'zod';
import { type CharacterClass, classOf } from '../character-classes.ts';
import { defineStrategy } from '../define.ts';
import { KEYED } from '../family-properties.ts';
import { createKeyedStream, type KeyedStream } from '../keyed-stream.ts';
import { maskDistinct } from '../mask-each.ts';

/** Bytes that pick one character: among 30 letters none is likelier than another by more than one in 2,000. */
const BYTES = 2;
/** Draws before a mask may be the value itself, which only a value without letters and digits needs. */
const MOST_DRAWS = 64;
/** Accents: what they stand on is drawn, so they would only tell where they were. */
const ACCENT = /\p{M}/gu;

/**
 * Replaces every letter by a letter and every digit by a digit: `Zoë-12` becomes something like `Qha-80`.
 *
 * Shape: length, case, blanks and punctuation stay. Letters of Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Han,
 * Hangul and Kana become letters of the same alphabet, all others Latin ones. Accents that are characters of their own
 * (after NFC) are left out.
 * Consistent: all characters follow from the key and the whole value, exactly as it is in NFC.
 * Unique: no. Short values collide.
 * A value without a letter or digit stays as it is.
 */
export const charScramble = defineStrategy({
  name: 'char.scramble',
  summary: 'Replaces letters by letters and digits by digits; case and punctuation stay.',
  options: z.strictObject({
    keepFirst: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('Letters and digits to leave readable at the start.'),
    keepLast: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('Letters and digits to leave readable at the end.'),
  }),
  properties: { ...KEYED, leaks: ['length', 'frequency', 'nulls'] },
  adjust: ({ keepFirst, keepLast }) =>
    keepFirst + keepLast > 0
      ? { family: 'partial', reveals: 'value', leaks: ['length', 'part', 'frequency', 'nulls'] }
      : {},
  create({ keepFirst, keepLast }, context) {
    const stream = createKeyedStream(context.key, 'char.scramble');
    return maskDistinct((values) => {
      const plain = values.map((value) => value.normalize('NFC').replace(ACCENT, ''));
      const cells = plain.map((value) => kept(Array.from(value, toSlot), keepFirst, keepLast));
      const bytes = stream(
        values.map((value) => value.normalize('NFC')),
        cells.map(({ length }) => BYTES * length),
      );
      return cells.map((slots, i) =>
        differentFrom(values[i] as string, slots, {
          stream,
          first: bytes[i] ?? new Uint8Array(),
        }),
      );
    });
  },
});

/** A character, and those that may stand for it; none where it stays. */
interface Slot {
  readonly character: string;
  readonly letters?: CharacterClass | undefined;
}

const toSlot = (character: string): Slot => ({ character, letters: classOf(character) });

/** The slots with the first and last letters and digits as they are, unless that would be all of them. */
function kept(slots: readonly Slot[], first: number, last: number): readonly Slot[] {
  const places = slots.flatMap(({ letters }, place) => (letters === undefined ? [] : [place]));
  if (places.length <= first + last) return slots;
  const stays = new Set([...places.slice(0, first), ...places.slice(places.length - last)]);
  return slots.map(({ character, letters }, place) =>
    stays.has(place) ? { character } : { character, letters },
  );
}

function differentFrom(
  value: string,
  slots: readonly Slot[],
  { stream, first }: { readonly stream: KeyedStream; readonly first: Uint8Array },
): string {
  let mask = draw(slots, first);
  if (slots.every(({ letters }) => letters === undefined)) return mask;
  for (let attempt = 1; mask === value && attempt < MOST_DRAWS; attempt++) {
    const [more = first] = stream([`${attempt}:${value.normalize('NFC')}`], [first.length]);
    mask = draw(slots, more);
  }
  return mask;
}

function draw(slots: readonly Slot[], bytes: Uint8Array): string {
  return slots
    .map(({ character, letters }, i) => {
      if (letters === undefined) return character;
      const word = ((bytes[BYTES * i] ?? 0) << 8) | (bytes[BYTES * i + 1] ?? 0);
      return letters[Math.floor((word * letters.length) / 2 ** 16)] ?? character;
    })
    .join('');
}
