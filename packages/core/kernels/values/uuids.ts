import { storeColumns } from '../shared/lanes';
import { foldsOf, innerWords, mix32x4, outerWords } from '../shared/mix';
import { areSmall, lowWords, toInt32 } from './lanes';

/** Kernels of `src/kernels/uuids.ts`: identifiers are four words per row, i32[4 * count], four rows at a time. */

/** The upper 16 bits of a lane hide bits 32 to 47 of its row behind a function of the word that names the rest. */
// @ts-ignore: decorator
@inline
function hidden(word: v128, key: v128, high: v128): v128 {
  return v128.xor(mix32x4(i32x4.add(word, key)), high);
}

/** RFC 9562 version 4: the first word is a bijection of the low half of the row. */
export function uuidV4(
  low: usize, high: usize, out: usize, count: i32,
  inner1: i32, outer1: i32, inner2: i32, outer2: i32, inner3: i32, outer3: i32, inner4: i32, outer4: i32,
): void {
  const second = i32x4.splat(inner2);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const lower = v128.load(low + at);
    const upper = v128.load(high + at);
    const folds = foldsOf(upper);
    const a = outerWords(innerWords(i32x4.splat(inner1), lower), i32x4.splat(outer1), folds);
    const b = outerWords(innerWords(second, lower), i32x4.splat(outer2), folds);
    const c = outerWords(innerWords(i32x4.splat(inner3), lower), i32x4.splat(outer3), folds);
    const d = outerWords(innerWords(i32x4.splat(inner4), lower), i32x4.splat(outer4), folds);
    const version = v128.or(v128.and(b, i32x4.splat(0x0fff)), i32x4.splat(0x4000));
    const variant = v128.or(v128.and(c, i32x4.splat(0x3fffffff)), i32x4.splat(<i32>0x80000000));
    storeColumns(out + (at << 2), 16, a, v128.or(i32x4.shl(hidden(a, second, upper), 16), version), variant, d);
  }
}

const PER_TWO_16: f64 = 1.0 / 65536.0;

/**
 * RFC 9562 version 7: milliseconds since 1970 in the first 48 bits, the row in the last 48.
 *
 * @param time f64[count]
 */
export function uuidV7(
  low: usize, high: usize, time: usize, out: usize, count: i32,
  randomInner: i32, randomOuter: i32, uniqueInner: i32, uniqueOuter: i32,
): void {
  const random = i32x4.splat(randomInner);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const lower = v128.load(low + at);
    const upper = v128.load(high + at);
    const folds = foldsOf(upper);
    const bits = outerWords(innerWords(random, lower), i32x4.splat(randomOuter), folds);
    const scrambled = outerWords(innerWords(i32x4.splat(uniqueInner), lower), i32x4.splat(uniqueOuter), folds);
    const version = v128.or(v128.and(bits, i32x4.splat(0x0fff)), i32x4.splat(0x7000));
    const variant = v128.or(v128.and(i32x4.shl(bits, 4), i32x4.splat(0x3fff0000)), i32x4.splat(<i32>0x80000000));
    const row = v128.and(hidden(scrambled, random, upper), i32x4.splat(0xffff));
    const from = time + (at << 1);
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const scale = f64x2.splat(PER_TWO_16);
    const early = lowWords(f64x2.floor(f64x2.mul(first, scale)), f64x2.floor(f64x2.mul(second, scale)));
    const late = i32x4.shl(lowWords(f64x2.trunc(first), f64x2.trunc(second)), 16);
    storeColumns(out + (at << 2), 16, early, v128.or(late, version), v128.or(variant, row), scrambled);
    if (!areSmall(first, second)) storeTimes(out + (at << 2), from);
  }
}

/** Puts times of any size into the words of four rows, as an Int32Array keeps them. */
function storeTimes(out: usize, time: usize): void {
  for (let row: usize = 0; row < 4; row++) {
    const ms = load<f64>(time + (row << 3));
    const word = out + (row << 4);
    store<i32>(word, toInt32(floor(ms * PER_TWO_16)));
    store<u16>(word, <u16>toInt32(ms), 6);
  }
}
