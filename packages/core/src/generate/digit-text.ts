import type { Register, TextPart } from '../program/register.ts';
import { gather } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';

/** Digits per draw: a thousand entries stay in the first-level cache. */
const CHUNK = 3;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const EITHER = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const padded = new Map<number, readonly string[]>();

/** All numbers of `width` digits, zeros in front: `00` to `99`; of no digits, the empty text. The same list every time. */
export function paddedNumbers(width: number): readonly string[] {
  const known = padded.get(width);
  if (known !== undefined) return known;
  const made =
    width === 0
      ? ['']
      : Array.from({ length: 10 ** width }, (_, i) => String(i).padStart(width, '0'));
  padded.set(width, made);
  return made;
}

/** `width` random digits as parts of a cell. Every sequence of digits is one choice. */
export function digitParts(cells: CellBuilder, label: string, width: number): Register<'text'>[] {
  const parts: Register<'text'>[] = [];
  for (let from = 0; from < width; from += CHUNK) {
    parts.push(wordPart(cells, `${label} ${from}`, paddedNumbers(Math.min(CHUNK, width - from))));
  }
  return parts;
}

/** One entry of a list. */
export function wordPart(
  cells: CellBuilder,
  label: string,
  words: readonly string[],
): Register<'text'> {
  return gather(cells.program, cells.choose(label, words.length), words);
}

/** Text in which `#` is a digit, `?` a letter A to Z and `*` either; the rest stands as it is. */
export function maskedParts(cells: CellBuilder, label: string, mask: string): TextPart[] {
  const parts: TextPart[] = [];
  for (const { 0: run, index } of mask.matchAll(/#+|\?|\*|[^#?*]+/g)) {
    const at = `${label} ${index}`;
    if (run.startsWith('#')) parts.push(...digitParts(cells, at, run.length));
    else if (run === '?') parts.push(wordPart(cells, at, LETTERS));
    else if (run === '*') parts.push(wordPart(cells, at, EITHER));
    else parts.push(run);
  }
  return parts;
}
