/** Kernels that make sentences: dictionary entries by random draws, each of its own. */
import { copyText } from '../shared/copy';
import { wordAt } from '../shared/mix';
import { fit, placeCell } from './cells';
import { drawsOf, scaleWord } from './draws';
import { writeEntries } from './entries';

const LINE_FEED: u8 = 10;
const SPACE: u8 = 32;
const FULL_STOP: u8 = 46;
const LETTER_A: u8 = 97;
const LETTERS: u8 = 26;
/** What a small letter has more than its capital. */
const CASE: u8 = 32;

/**
 * Text of `counts[i]` dictionary entries.
 *
 * @param low,high halves of the row numbers, i32[count]
 * @param counts i32[count]
 * @param entryAddress,entryLength i32[choices]
 * @param most bytes of the longest entry
 * @param capitalize 1 to make the first letter of each cell a capital, if it is one of ASCII
 */
export function words(
  low: usize,
  high: usize,
  counts: usize,
  address: usize,
  length: usize,
  count: i32,
  inner: u32,
  outer: u32,
  entryAddress: usize,
  entryLength: usize,
  choices: u32,
  most: u32,
  separator: usize,
  separatorLength: u32,
  ending: usize,
  endingLength: u32,
  capitalize: i32,
  at: usize,
  limit: usize,
): usize {
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    const first = wordAt(inner, outer, load<u32>(low + row), load<u32>(high + row));
    const size = load<i32>(counts + row);
    if (size > 0) {
      next = writeEntries(
        start, limit, first, outer, size, entryAddress, entryLength, entryAddress, entryLength, choices, separator,
        separatorLength, most,
      );
      if (next == 0) return 0;
      // What separates is behind the last entry too.
      next -= <usize>separatorLength;
      if (capitalize != 0) capitalizeLetter(start);
    }
    if (!fit(next, 1, endingLength, limit)) return 0;
    next = copyText(next, ending, endingLength);
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** Only ASCII: the lists of other scripts hold capitals where they need them, or have none. */
// @ts-ignore: decorator
@inline
function capitalizeLetter(at: usize): void {
  const letter = load<u8>(at);
  store<u8>(at, letter - (<u8>(letter - LETTER_A) < LETTERS ? CASE : 0));
}

/**
 * Paragraphs of sentences of words, each count and each word a draw of its own: one line per paragraph.
 *
 * @param ranges for words, sentences and paragraphs: the least, and how many numbers there are from it on
 * @param entryAddress,entryLength,capitalAddress,capitalLength i32[choices]
 * @param most bytes of the longest entry of both
 * @param blank where a blank lies
 */
export function prose(
  low: usize,
  high: usize,
  address: usize,
  length: usize,
  count: i32,
  inner: u32,
  outer: u32,
  ranges: usize,
  entryAddress: usize,
  entryLength: usize,
  capitalAddress: usize,
  capitalLength: usize,
  choices: u32,
  most: u32,
  blank: usize,
  at: usize,
  limit: usize,
): usize {
  const wordRange = load<u64>(ranges);
  const sentenceRange = load<u64>(ranges + 8);
  const paragraphRange = load<u64>(ranges + 16);
  let next = at;
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const start = next;
    const first = wordAt(inner, outer, load<u32>(low + row), load<u32>(high + row));
    let draw = outer;
    const paragraphs = countOf(paragraphRange, first, draw);
    draw += drawsFor(paragraphRange);
    for (let p: u32 = 0; p < paragraphs; p++) {
      const sentences = countOf(sentenceRange, first, draw);
      draw += drawsFor(sentenceRange);
      for (let s: u32 = 0; s < sentences; s++) {
        const wordCount = <i32>max(1, countOf(wordRange, first, draw));
        draw += drawsFor(wordRange);
        // A blank between sentences, a line feed between paragraphs; nothing before the first.
        store<u8>(next, s > 0 ? SPACE : LINE_FEED);
        next += <usize>(s + p > 0);
        next = writeEntries(
          next, limit, first, draw, wordCount, capitalAddress, capitalLength, entryAddress, entryLength, choices, blank,
          1, most,
        );
        if (next == 0) return 0;
        // In the place of the last blank.
        store<u8>(next - 1, FULL_STOP);
        draw += wordCount;
      }
    }
    placeCell(address, length, row, start, <u32>(next - start));
  }
  return next;
}

/** A count within a range: the least of it in the lower half of `range`, how many there are in the upper half. */
// @ts-ignore: decorator
@inline
function countOf(range: u64, first: u32, draw: u32): u32 {
  const least = <u32>range;
  const choices = <u32>(range >> 32);
  if (choices == 1) return least;
  return least + scaleWord(<u32>i32x4.extract_lane(drawsOf(first, draw), 0), choices);
}

/** A count that is no choice takes no draw. */
// @ts-ignore: decorator
@inline
function drawsFor(range: u64): u32 {
  return range >> 32 == 1 ? 0 : 1;
}

