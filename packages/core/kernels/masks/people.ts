/** Names of invented people: `src/mask-kernels/people.ts`. */
import { copyText } from '../shared/copy';
import { entryAddress, entryLength, LIST_BYTES, listSize, sameBytes, scaleWord } from './draws';

const DRAW: usize = 16;
/** Lists of one sex: names, and their folded forms. */
const FIRST: usize = 0;
const LAST: usize = LIST_BYTES;
const FOLDED_FIRST: usize = 2 * LIST_BYTES;
const FOLDED_LAST: usize = 3 * LIST_BYTES;
const SEX_BYTES: usize = 4 * LIST_BYTES;
const WITH_FIRST: i32 = 1;
const WITH_LAST: i32 = 2;
const LAST_AHEAD: i32 = 4;
const WITH_BLANK: i32 = 8;
const BLANK: u8 = 32;

/**
 * Writes a name for each draw, one behind the other.
 *
 * @param draws 16 bytes a row: the lowest bit of word 0 is the sex, word 1 the first name, word 2 the last
 * @param count rows
 * @param lists of both sexes, see `src/mask-kernels/people.ts`
 * @param parts sum of what is written
 * @param selfAddress,selfLength folded forms of the values; rows where it is empty get the empty text
 * @param heap where the names go; there is room for all of them
 * @param outAddress,outLength views of the names
 * @param left u8[count]: 1 where the name folds to what the value folds to
 * @returns the address behind the last name
 */
export function writePeople(
  draws: usize,
  count: i32,
  lists: usize,
  parts: i32,
  selfAddress: usize,
  selfLength: usize,
  heap: usize,
  outAddress: usize,
  outLength: usize,
  left: usize,
): usize {
  let at = heap;
  for (let i: usize = 0; i < <usize>count; i++) {
    const start = at;
    const self = load<u32>(selfLength + (i << 2));
    if (self != 0) {
      const draw = draws + i * DRAW;
      const sex = lists + <usize>(load<u32>(draw) & 1) * SEX_BYTES;
      const first = scaleWord(load<u32>(draw + 4), listSize(sex + FIRST));
      const last = scaleWord(load<u32>(draw + 8), listSize(sex + LAST));
      at = writeName(at, sex, first, last, parts);
      const value = <usize>load<u32>(selfAddress + (i << 2));
      if (isSame(value, self, sex, first, last, parts)) store<u8>(left + i, 1);
    }
    store<u32>(outAddress + (i << 2), <u32>start);
    store<u32>(outLength + (i << 2), <u32>(at - start));
  }
  return at;
}

// @ts-ignore: decorator
@inline
function writeName(to: usize, sex: usize, first: usize, last: usize, parts: i32): usize {
  let at = to;
  if ((parts & LAST_AHEAD) != 0) {
    at = copyEntry(at, sex + LAST, last);
    at = writeBlank(at, parts);
    return copyEntry(at, sex + FIRST, first);
  }
  if ((parts & WITH_FIRST) != 0) at = copyEntry(at, sex + FIRST, first);
  at = writeBlank(at, parts);
  if ((parts & WITH_LAST) != 0) at = copyEntry(at, sex + LAST, last);
  return at;
}

// @ts-ignore: decorator
@inline
function writeBlank(at: usize, parts: i32): usize {
  if ((parts & WITH_BLANK) == 0) return at;
  store<u8>(at, BLANK);
  return at + 1;
}

// @ts-ignore: decorator
@inline
function copyEntry(to: usize, list: usize, entry: usize): usize {
  return copyText(to, entryAddress(list, entry), entryLength(list, entry));
}

/** Whether the folded name is the folded value. Lengths settle nearly all. */
// @ts-ignore: decorator
@inline
function isSame(value: usize, length: u32, sex: usize, first: usize, last: usize, parts: i32): bool {
  const blank: u32 = (parts & WITH_BLANK) != 0 ? 1 : 0;
  const one = (parts & WITH_FIRST) != 0 ? entryLength(sex + FOLDED_FIRST, first) : 0;
  const other = (parts & WITH_LAST) != 0 ? entryLength(sex + FOLDED_LAST, last) : 0;
  if (one + blank + other != length) return false;
  const isTurned = (parts & LAST_AHEAD) != 0;
  const firstAt = isTurned ? value + <usize>(other + blank) : value;
  const lastAt = isTurned ? value : value + <usize>(one + blank);
  const blankAt = value + <usize>(isTurned ? other : one);
  return (
    (blank == 0 || load<u8>(blankAt) == BLANK) &&
    (one == 0 || sameBytes(firstAt, entryAddress(sex + FOLDED_FIRST, first), one)) &&
    (other == 0 || sameBytes(lastAt, entryAddress(sex + FOLDED_LAST, last), other))
  );
}
