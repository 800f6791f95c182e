import { z } from 'zod';
import { type CharacterClass, knownClass } from '../character-classes.ts';
import { createBlockCipher } from '../cipher.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { maskEach } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';

/** Places with a substitution of their own; those behind them begin anew. */
const PLACES = 64;
const BLOCK = 16;
const BYTES_PER_DRAW = 4;

/**
 * Replaces every letter and digit by another one of its kind, at each place by a secret substitution of its own.
 *
 * Shape: length, case, blanks and punctuation stay. No character stays itself.
 * Unique: values of one shape get masks of that shape, each one of its own; who has the key can undo it.
 * Weak: equal characters at one place have equal masks, so that a few known pairs tell most of the rest. Where values
 * are long enough, fpe.ff1 does the same and tells nothing of the kind.
 *
 * @throws MaskError for a value with letters or accents of an alphabet that is not known here
 */
export const charMap = defineStrategy({
  name: 'char.map',
  summary:
    'Replaces characters place by place, by secret substitutions; can be undone with the key.',
  options: z.strictObject({}),
  properties: {
    family: 'keyed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'by key',
    keyed: true,
    nullSafe: true,
    permutes: true,
    reveals: 'equality',
    leaks: ['length', 'frequency', 'nulls', 'part'],
  },
  create: (_, context) => mapColumn(context, 'forward'),
  reverse: (_, context) => mapColumn(context, 'back'),
});

/** For each letter of a class its mask, and for each mask its letter. */
interface Substitution {
  readonly forward: ReadonlyMap<string, string>;
  readonly back: ReadonlyMap<string, string>;
}

function mapColumn(context: MaskContext, way: keyof Substitution) {
  const { key, table, column } = context;
  const digest = key.digest('char.map');
  const known = new Map<CharacterClass, (Substitution | undefined)[]>();
  const substitutionAt = (letters: CharacterClass, place: number): Substitution => {
    const places = known.get(letters) ?? new Array<Substitution | undefined>(PLACES);
    known.set(letters, places);
    const found = places[place] ?? substitute(letters, digest(`${place}:${letters[0]}`));
    places[place] = found;
    return found;
  };
  return maskEach((value) =>
    Array.from(value, (character, i) => {
      const letters = knownClass(character);
      if (letters !== undefined)
        return substitutionAt(letters, i % PLACES)[way].get(character) ?? character;
      if (!/^[\p{L}\p{M}\p{N}]$/u.test(character)) return character;
      throw new MaskError(
        table,
        column,
        'char.map found a value with letters of an alphabet that it does not know - use char.scramble or hash.hmac',
      );
    }).join(''),
  );
}

/** One circle of all letters (Sattolo 1986), so that none stays itself. */
function substitute(letters: CharacterClass, key: Uint8Array): Substitution {
  const order = [...letters];
  const draws = drawWords(key, order.length);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(((draws[last] as number) / 2 ** 32) * last);
    const held = order[last] as string;
    order[last] = order[other] as string;
    order[other] = held;
  }
  const pairs = letters.map((letter, i) => [letter, order[i] as string] as const);
  return {
    forward: new Map(pairs),
    back: new Map(pairs.map(([letter, mask]) => [mask, letter])),
  };
}

/** Words of 32 bits: AES in counter mode. */
function drawWords(key: Uint8Array, count: number): Uint32Array {
  const blocks = new Uint8Array(BLOCK * Math.ceil((BYTES_PER_DRAW * count) / BLOCK));
  const counters = new DataView(blocks.buffer);
  for (let at = 0; at < blocks.length; at += BLOCK) counters.setUint32(at, at);
  const bytes = Uint8Array.from(createBlockCipher(key)(blocks));
  return new Uint32Array(bytes.buffer).subarray(0, count);
}
