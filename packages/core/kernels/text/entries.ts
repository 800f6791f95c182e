import { copyText } from '../shared/copy';
import { drawsOf, scaleWords } from './draws';

/** Draws that are made together. */
const DRAWS: i32 = 4;
/** Longest separator that one store writes. */
const SHORT: u32 = 16;

/**
 * Writes `count` entries of dictionaries, each by a draw of its own and with a separator behind it, from draw number
 * `draw` on. Gives the address behind the last separator, or 0 when they do not fit.
 *
 * Where there is room for four, four are written whatever the count is, and only then the end is chosen: the count of
 * a sentence cannot be foretold, and a branch on it costs more than an entry.
 *
 * @param headAddress,headLength dictionary of the first entry, i32[choices]
 * @param restAddress,restLength that of the others
 * @param most bytes of the longest entry of both
 */
// @ts-ignore: decorator
@inline
export function writeEntries(
  at: usize,
  limit: usize,
  first: u32,
  draw: u32,
  count: i32,
  headAddress: usize,
  headLength: usize,
  restAddress: usize,
  restLength: usize,
  choices: u32,
  separator: usize,
  separatorLength: u32,
  most: u32,
): usize {
  const room = separatorLength > SHORT ? u64.MAX_VALUE : 4 * (<u64>most + <u64>separatorLength);
  const gap = v128.load(separator);
  let next = at;
  let addresses = headAddress;
  let lengths = headLength;
  for (let k: i32 = 0; k < count; k += DRAWS) {
    const entries = i32x4.shl(scaleWords(drawsOf(first, draw + k), choices), 2);
    const left = count - k;
    if (<u64>(limit - next) < room) {
      next = writeFew(
        next, limit, entries, min(left, DRAWS), addresses, lengths, restAddress, restLength, separator, separatorLength,
      );
      if (next == 0) return 0;
    } else if (count == 1) {
      next = writeEntry(next, i32x4.extract_lane(entries, 0), addresses, lengths, gap, separatorLength);
    } else {
      const end1 = writeEntry(next, i32x4.extract_lane(entries, 0), addresses, lengths, gap, separatorLength);
      const end2 = writeEntry(end1, i32x4.extract_lane(entries, 1), restAddress, restLength, gap, separatorLength);
      const end3 = writeEntry(end2, i32x4.extract_lane(entries, 2), restAddress, restLength, gap, separatorLength);
      const end4 = writeEntry(end3, i32x4.extract_lane(entries, 3), restAddress, restLength, gap, separatorLength);
      next = select(end4, select(end3, select(end2, end1, left >= 2), left >= 3), left >= 4);
    }
    addresses = restAddress;
    lengths = restLength;
  }
  return next;
}

/** Writes an entry, whose number is given times four, and a short separator. */
// @ts-ignore: decorator
@inline
function writeEntry(
  at: usize,
  entry: usize,
  addresses: usize,
  lengths: usize,
  separator: v128,
  separatorLength: u32,
): usize {
  const behind = copyText(at, <usize>load<u32>(addresses + entry), load<u32>(lengths + entry));
  v128.store(behind, separator);
  return behind + separatorLength;
}

/** Writes one to four entries and what separates them, however long; 0 when they do not fit. */
function writeFew(
  at: usize,
  limit: usize,
  entries: v128,
  count: i32,
  headAddress: usize,
  headLength: usize,
  restAddress: usize,
  restLength: usize,
  separator: usize,
  separatorLength: u32,
): usize {
  let rest = entries;
  let next = at;
  let addresses = headAddress;
  let lengths = headLength;
  for (let left = count; left > 0; left--) {
    const entry = <usize>i32x4.extract_lane(rest, 0);
    const size = load<u32>(lengths + entry);
    if (size + separatorLength > <u32>(limit - next)) return 0;
    next = copyText(next, <usize>load<u32>(addresses + entry), size);
    next = copyText(next, separator, separatorLength);
    rest = i8x16.shuffle(rest, rest, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
    addresses = restAddress;
    lengths = restLength;
  }
  return next;
}
