/** Hash of a tuple's bytes, as `src/format/copy-binary-hash.ts` defines it: eight lanes of 32 bits, 16 bytes a step. */

const FIRST: i32 = 0xcc9e2d51;
const SECOND: i32 = 0x1b873593;
const FIRST_START: i32 = 0x9747b28c;
const SECOND_START: i32 = 0x3c6ef372;
const LENGTH_SALT: u32 = 0x85ebca6b;
const BLOCK: usize = 16;

/** Hash of the bytes from `from` to `end`, as two halves of 64 bits. Reads up to 15 bytes behind the end. */
// @ts-ignore: decorator
@inline
export function hashTuple(from: usize, end: usize): u64 {
  let first = i32x4.splat(FIRST_START);
  let second = i32x4.splat(SECOND_START);
  const wholeEnd = end - ((end - from) & (BLOCK - 1));
  let at = from;
  for (; at < wholeEnd; at += BLOCK) {
    const block = v128.load(at);
    first = firstStep(first, block);
    second = secondStep(second, block);
  }
  if (at < end) {
    const rest = v128.and(v128.load(at), firstBytes(<i32>(end - at)));
    first = firstStep(first, rest);
    second = secondStep(second, rest);
  }
  return finish(first, second, <u32>(end - from));
}

// @ts-ignore: decorator
@inline
function firstStep(lanes: v128, block: v128): v128 {
  const mixed = i32x4.mul(v128.xor(lanes, block), i32x4.splat(FIRST));
  return v128.or(i32x4.shl(mixed, 15), i32x4.shr_u(mixed, 17));
}

// @ts-ignore: decorator
@inline
function secondStep(lanes: v128, block: v128): v128 {
  const turned = v128.or(i32x4.shl(lanes, 13), i32x4.shr_u(lanes, 19));
  return v128.xor(i32x4.mul(turned, i32x4.splat(SECOND)), block);
}

/** All bits set in the first `count` bytes. */
// @ts-ignore: decorator
@inline
function firstBytes(count: i32): v128 {
  return i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>count));
}

// @ts-ignore: decorator
@inline
function finish(first: v128, second: v128, length: u32): u64 {
  const low = avalanche(fold(first, FIRST) ^ length);
  const high = avalanche((fold(second, SECOND) + length * LENGTH_SALT) ^ low);
  return (<u64>high << 32) | <u64>low;
}

/** Joins four lanes so that a change of one of them always changes the result. */
// @ts-ignore: decorator
@inline
function fold(lanes: v128, factor: u32): u32 {
  let joined: u32 = i32x4.extract_lane(lanes, 0);
  joined = (rotl<u32>(joined, 15) * factor) ^ i32x4.extract_lane(lanes, 1);
  joined = (rotl<u32>(joined, 15) * factor) ^ i32x4.extract_lane(lanes, 2);
  return (rotl<u32>(joined, 15) * factor) ^ i32x4.extract_lane(lanes, 3);
}

// @ts-ignore: decorator
@inline
function avalanche(value: u32): u32 {
  let mixed = (value ^ (value >>> 16)) * 0x85ebca6b;
  mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
  return mixed ^ (mixed >>> 16);
}
