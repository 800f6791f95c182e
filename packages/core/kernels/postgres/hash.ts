/** Hash of a tuple's bytes, as `src/format/copy-binary-hash.ts` defines it: eight lanes of 32 bits, 32 bytes a step. */

const FIRST: i32 = 0xcc9e2d51;
const SECOND: i32 = 0x1b873593;
const FIRST_START: i32 = 0x9747b28c;
const SECOND_START: i32 = 0x3c6ef372;
const LENGTH_SALT: u32 = 0x85ebca6b;
const HALF: usize = 16;
const BLOCK: usize = 32;

/** Hash of the bytes from `from` to `end`, as two halves of 64 bits. Reads up to 31 bytes behind the end. */
// @ts-ignore: decorator
@inline
export function hashTuple(from: usize, end: usize): u64 {
  let first = i32x4.splat(FIRST_START);
  let second = i32x4.splat(SECOND_START);
  let at = from;
  for (const wholeEnd = end - BLOCK; at <= wholeEnd; at += BLOCK) {
    first = step(first, v128.load(at));
    second = step(second, v128.load(at, HALF));
  }
  const rest = <i32>(end - at);
  first = step(first, v128.and(v128.load(at), bytesBelow(rest, 0)));
  second = step(second, v128.and(v128.load(at, HALF), bytesBelow(rest, <i32>HALF)));
  return finish(first, second, <u32>(end - from));
}

// @ts-ignore: decorator
@inline
function step(lanes: v128, block: v128): v128 {
  return turn(i32x4.mul(v128.xor(lanes, block), i32x4.splat(FIRST)));
}

/** Exchanges the halves of each lane. */
// @ts-ignore: decorator
@inline
function turn(lanes: v128): v128 {
  return i8x16.shuffle(lanes, lanes, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
}

/** All bits set in those bytes of half a block whose number in the block is below `count`. */
// @ts-ignore: decorator
@inline
function bytesBelow(count: i32, base: i32): v128 {
  const numbers = i8x16.add(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>base));
  return i8x16.lt_s(numbers, i8x16.splat(<i8>count));
}

// @ts-ignore: decorator
@inline
function finish(first: v128, second: v128, length: u32): u64 {
  const one = v128.xor(i32x4.mul(first, i32x4.splat(SECOND)), turn(second));
  const other = v128.xor(i32x4.mul(second, i32x4.splat(SECOND)), turn(first));
  const low = avalanche(fold(one) ^ length);
  const high = avalanche((fold(other) + length * LENGTH_SALT) ^ low);
  return (<u64>high << 32) | <u64>low;
}

/** Joins four lanes so that a change of one of them always changes the result. */
// @ts-ignore: decorator
@inline
function fold(lanes: v128): u32 {
  let joined: u32 = i32x4.extract_lane(lanes, 0);
  joined = (rotl<u32>(joined, 15) * FIRST) ^ i32x4.extract_lane(lanes, 1);
  joined = (rotl<u32>(joined, 15) * FIRST) ^ i32x4.extract_lane(lanes, 2);
  return (rotl<u32>(joined, 15) * FIRST) ^ i32x4.extract_lane(lanes, 3);
}

/** Finaliser of MurmurHash3 (Austin Appleby, public domain). */
// @ts-ignore: decorator
@inline
function avalanche(value: u32): u32 {
  let mixed = (value ^ (value >>> 16)) * 0x85ebca6b;
  mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
  return mixed ^ (mixed >>> 16);
}
