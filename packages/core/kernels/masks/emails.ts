/** Addresses of invented people: `src/mask-kernels/emails.ts`. */
import { POINT } from '../shared/characters';
import { copy16, copyText } from '../shared/copy';
import { entryAddress, entryLength, LIST_BYTES, listSize, sameBytes, scaleWord } from './draws';

const DRAW: usize = 16;
const FIRST: usize = 0;
const LAST: usize = LIST_BYTES;
const SEX_BYTES: usize = 2 * LIST_BYTES;
const AT_SIGN: u8 = 64;

/**
 * Writes an address for each row, one behind the other: names, token, `@` and domain.
 *
 * @param owners 16 bytes a row: whose names they are, as for `writePeople`
 * @param draws 16 bytes a row: the bits of the token, the most significant of each byte first, and in word 3 the domain
 * @param count rows
 * @param lists names of both sexes in `a-z0-9`
 * @param domains list of at most 16 bytes each
 * @param room most bytes of the names with the dot behind them
 * @param tokenLength characters of base32
 * @param selfAddress,selfLength,heap,outAddress,outLength,left as for `writePeople`
 * @returns the address behind the last one
 */
export function writeEmails(
  owners: usize,
  draws: usize,
  count: i32,
  lists: usize,
  domains: usize,
  room: i32,
  tokenLength: i32,
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
      at = writeLocal(at, owners + i * DRAW, lists, room);
      at = writeToken(at, draw, tokenLength);
      store<u8>(at, AT_SIGN);
      const domain = scaleWord(load<u32>(draw + 12), listSize(domains));
      copy16(at + 1, entryAddress(domains, domain));
      at += 1 + <usize>entryLength(domains, domain);
      const length = <u32>(at - start);
      const value = <usize>load<u32>(selfAddress + (i << 2));
      if (length == self && sameBytes(start, value, length)) store<u8>(left + i, 1);
    }
    store<u32>(outAddress + (i << 2), <u32>start);
    store<u32>(outLength + (i << 2), <u32>(at - start));
  }
  return at;
}

/** `first.last.` as far as there is room, or nothing. */
// @ts-ignore: decorator
@inline
function writeLocal(to: usize, owner: usize, lists: usize, room: i32): usize {
  const sex = lists + <usize>(load<u32>(owner) & 1) * SEX_BYTES;
  const first = scaleWord(load<u32>(owner + 4), listSize(sex + FIRST));
  const last = scaleWord(load<u32>(owner + 8), listSize(sex + LAST));
  let at = copyText(to, entryAddress(sex + FIRST, first), entryLength(sex + FIRST, first));
  store<u8>(at, POINT);
  at = copyText(at + 1, entryAddress(sex + LAST, last), entryLength(sex + LAST, last));
  if (<i32>(at - to) > room - 1) at = to + <usize>max(room - 1, 0);
  while (at > to && load<u8>(at - 1) == POINT) at--;
  if (at == to) return to;
  store<u8>(at, POINT);
  return at + 1;
}

/** Lower-case base32 (RFC 4648), at most 19 characters: those of 95 bits. */
// @ts-ignore: decorator
@inline
function writeToken(to: usize, draw: usize, length: i32): usize {
  const high = bswap<u64>(load<u64>(draw));
  const low = bswap<u64>(load<u64>(draw + 8));
  for (let i = 0; i < length; i++) {
    const bit = 5 * i;
    const bits =
      bit <= 59 ? high >> <u64>(59 - bit) : bit >= 64 ? low >> <u64>(123 - bit) : (high << <u64>(bit - 59)) | (low >> <u64>(123 - bit));
    const value = <u8>bits & 31;
    store<u8>(to + i, value < 26 ? 97 + value : 24 + value);
  }
  return to + <usize>length;
}
