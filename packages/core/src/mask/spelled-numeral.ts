import { isSeparator } from './alphabets.ts';
import type { Numeral } from './ff1.ts';

/** A value as the numeral that its characters make, and what else it is written with. */
export interface SpelledNumeral {
  readonly digits: Numeral;
  /** The characters of the value; undefined where a digit stands. */
  readonly frame: readonly (string | undefined)[];
}

/** Reads and writes numerals in an alphabet, between separators that stay where they are. */
export interface NumeralSpelling {
  readonly radix: number;
  /** Undefined for a value with other characters. */
  read(value: string): SpelledNumeral | undefined;
  write(frame: SpelledNumeral['frame'], digits: Numeral): string;
}

/** @param keepSeparators false where a separator is as wrong as any other character */
export function createSpelling(alphabet: string, keepSeparators: boolean): NumeralSpelling {
  const characters = Array.from(alphabet);
  const digitOf = new Map(characters.map((character, digit) => [character, digit]));
  return {
    radix: characters.length,
    read(value) {
      const digits: number[] = [];
      const frame: (string | undefined)[] = [];
      for (const character of value) {
        const digit = digitOf.get(character);
        if (digit !== undefined) digits.push(digit);
        else if (!keepSeparators || !isSeparator(character)) return undefined;
        frame.push(digit === undefined ? character : undefined);
      }
      return { digits, frame };
    },
    write(frame, digits) {
      let next = 0;
      return frame
        .map((character) => character ?? characters[digits[next++] as number] ?? '')
        .join('');
    },
  };
}
