/** HMAC-SHA-256 of columns of text, four values at a time, one in each lane: `src/keys/sha256.ts`. */
import { firstBytes, storeColumns, turnedBytes } from '../shared/lanes';

const BLOCK: usize = 64;
const LANE_STATE: usize = 128;
/** Bits that the outer hash takes: the padded key and the inner hash. */
const OUTER_BITS: i32 = 768;

/** Scratch: blocks of four values, their words by lane, the state by lane. */
const BLOCKS: usize = 0;
const WORDS: usize = BLOCKS + 4 * BLOCK;
const STATE: usize = WORDS + 64 * 16;

// @ts-ignore: decorator
@inline
function rotr(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits));
}

/** T1 of FIPS 180-4: what a round adds to two of its variables. */
// @ts-ignore: decorator
@inline
function first(e: v128, f: v128, g: v128, h: v128, word: usize, constant: usize): v128 {
  const sum = v128.xor(v128.xor(rotr(e, 6), rotr(e, 11)), rotr(e, 25));
  const chosen = v128.bitselect(f, g, e);
  const known = i32x4.add(v128.load(word), v128.load32_splat(constant));
  return i32x4.add(i32x4.add(i32x4.add(h, known), sum), chosen);
}

/** T2 of FIPS 180-4. */
// @ts-ignore: decorator
@inline
function second(a: v128, b: v128, c: v128): v128 {
  const sum = v128.xor(v128.xor(rotr(a, 2), rotr(a, 13)), rotr(a, 22));
  return i32x4.add(sum, v128.bitselect(c, b, v128.xor(a, b)));
}

/** Words 16 to 63 of a block, out of those before them. */
function expandWords(words: usize): void {
  for (let at = words + 16 * 16, end = words + 64 * 16; at < end; at += 16) {
    const w15 = v128.load(at - 15 * 16);
    const w2 = v128.load(at - 2 * 16);
    const s0 = v128.xor(v128.xor(rotr(w15, 7), rotr(w15, 18)), i32x4.shr_u(w15, 3));
    const s1 = v128.xor(v128.xor(rotr(w2, 17), rotr(w2, 19)), i32x4.shr_u(w2, 10));
    const sum = i32x4.add(i32x4.add(v128.load(at - 16 * 16), s0), i32x4.add(v128.load(at - 7 * 16), s1));
    v128.store(at, sum);
  }
}

/** Adds to a word of the state, in the lanes of the mask. */
// @ts-ignore: decorator
@inline
function addTo(state: usize, value: v128, mask: v128): void {
  v128.store(state, i32x4.add(v128.load(state), v128.and(value, mask)));
}

/**
 * One block of each lane.
 *
 * @param state eight vectors
 * @param words sixteen vectors, with room for 64
 * @param constants u32[64] of FIPS 180-4
 * @param mask lanes that have such a block
 */
function compress(state: usize, words: usize, constants: usize, mask: v128): void {
  expandWords(words);
  let a = v128.load(state);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  let e = v128.load(state, 64);
  let f = v128.load(state, 80);
  let g = v128.load(state, 96);
  let h = v128.load(state, 112);
  // Four rounds at once, so that half as many variables move.
  for (let t: usize = 0; t < 64; t += 4) {
    const word = words + (t << 4);
    const constant = constants + (t << 2);
    let sum = first(e, f, g, h, word, constant);
    const a1 = i32x4.add(sum, second(a, b, c));
    const e1 = i32x4.add(d, sum);
    sum = first(e1, e, f, g, word + 16, constant + 4);
    const a2 = i32x4.add(sum, second(a1, a, b));
    const e2 = i32x4.add(c, sum);
    sum = first(e2, e1, e, f, word + 32, constant + 8);
    const a3 = i32x4.add(sum, second(a2, a1, a));
    const e3 = i32x4.add(b, sum);
    sum = first(e3, e2, e1, e, word + 48, constant + 12);
    const a4 = i32x4.add(sum, second(a3, a2, a1));
    h = e1;
    g = e2;
    f = e3;
    e = i32x4.add(a, sum);
    d = a1;
    c = a2;
    b = a3;
    a = a4;
  }
  addTo(state, a, mask);
  addTo(state + 16, b, mask);
  addTo(state + 32, c, mask);
  addTo(state + 48, d, mask);
  addTo(state + 64, e, mask);
  addTo(state + 80, f, mask);
  addTo(state + 96, g, mask);
  addTo(state + 112, h, mask);
}

/** Stores four vectors as the columns of what they were the rows of, bytes of words turned round. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const a = turnedBytes(v128.load(from));
  const b = turnedBytes(v128.load(from + fromStep));
  const c = turnedBytes(v128.load(from + 2 * fromStep));
  const d = turnedBytes(v128.load(from + 3 * fromStep));
  storeColumns(to, toStep, a, b, c, d);
}

/** Up to 16 bytes of text, zeros behind its end. */
// @ts-ignore: decorator
@inline
function piece(from: usize, left: i32): v128 {
  if (left <= 0) return i32x4.splat(0);
  return v128.and(v128.load(from), firstBytes(min(left, 16)));
}

/** Writes block `index` of a text, the padding of SHA-256 included; a block of the key went before. */
function writeBlock(text: usize, length: i32, index: i32, block: usize): void {
  const from = text + <usize>index * BLOCK;
  const left = length - index * <i32>BLOCK;
  for (let at: i32 = 0; at < <i32>BLOCK; at += 16) {
    v128.store(block + <usize>at, piece(from + <usize>at, left - at));
  }
  if (left >= 0 && left < <i32>BLOCK) store<u8>(block + <usize>left, 0x80);
  if (index + 1 == blocksOf(length)) store<u64>(block, bswap<u64>((<u64>length + BLOCK) << 3), BLOCK - 8);
}

/** Blocks of a text: a bit and eight bytes of length follow it. */
// @ts-ignore: decorator
@inline
function blocksOf(length: i32): i32 {
  return (length + 72) >> 6;
}

/** A vector of one word in every lane, for each of the eight words of a state. */
function splatState(from: usize, to: usize): void {
  for (let at: usize = 0; at < 8; at++) v128.store(to + (at << 4), v128.load32_splat(from + (at << 2)));
}

/**
 * @param address,length text views, i32[count]; up to 15 bytes behind a text are read
 * @param states u32[16]: the states behind the inner and the outer block of the key
 * @param constants u32[64] of FIPS 180-4
 * @param scratch 1,408 bytes
 * @param out 32 bytes a value, with room for a multiple of four values
 */
export function hmacSha256(
  address: usize,
  length: usize,
  count: i32,
  states: usize,
  constants: usize,
  scratch: usize,
  out: usize,
): void {
  const words = scratch + WORDS;
  const state = scratch + STATE;
  for (let row: i32 = 0; row < count; row += 4) {
    splatState(states, state);
    hashInner(address, length, row, count, constants, scratch);
    for (let at: usize = 0; at < LANE_STATE; at += 16) v128.store(words + at, v128.load(state + at));
    v128.store(words, i32x4.splat(<i32>0x80000000), 8 * 16);
    for (let at: usize = 9; at < 15; at++) v128.store(words + (at << 4), i32x4.splat(0));
    v128.store(words, i32x4.splat(OUTER_BITS), 15 * 16);
    splatState(states + 32, state);
    compress(state, words, constants, i32x4.splat(-1));
    const to = out + (<usize>row << 5);
    transpose(state, 16, to, 32);
    transpose(state + 64, 16, to + 16, 32);
  }
}

/** The inner hashes of four rows; where there are fewer, the last one stands in. */
function hashInner(address: usize, length: usize, row: i32, count: i32, constants: usize, scratch: usize): void {
  const words = scratch + WORDS;
  let blocks: i32 = 0;
  for (let lane: i32 = 0; lane < 4; lane++) {
    const at = <usize>min(row + lane, count - 1) << 2;
    blocks = max(blocks, blocksOf(load<i32>(length + at)));
  }
  for (let index: i32 = 0; index < blocks; index++) {
    let own = i32x4.splat(0);
    for (let lane: i32 = 0; lane < 4; lane++) {
      const at = <usize>min(row + lane, count - 1) << 2;
      const bytes = load<i32>(length + at);
      writeBlock(<usize>load<u32>(address + at), bytes, index, scratch + <usize>lane * BLOCK);
      store<i32>(words + (<usize>lane << 2), index < blocksOf(bytes) ? -1 : 0);
    }
    own = v128.load(words);
    for (let at: usize = 0; at < BLOCK; at += 16) transpose(scratch + at, BLOCK, words + (at << 2), 16);
    compress(scratch + STATE, words, constants, own);
  }
}
