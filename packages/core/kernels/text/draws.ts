import { highHalves } from '../shared/lanes';
import { mix32x4 } from '../shared/mix';

/** Largest count for which a word times the count is exact as a float, so that integers give the same result. */
const EXACT_COUNT: u32 = 1 << 21;

/** Scales a random word to a whole number below `count`: `scaleWord` of `src/random/mix.ts`. */
// @ts-ignore: decorator
@inline
export function scaleWord(word: u32, count: u32): u32 {
  if (count <= EXACT_COUNT) return <u32>((<u64>word * <u64>count) >> 32);
  return <u32>((<f64>word * <f64>count) / 4294967296.0);
}

/** {@link scaleWord} of four words. */
// @ts-ignore: decorator
@inline
export function scaleWords(words: v128, count: u32): v128 {
  if (count > EXACT_COUNT) {
    return i32x4(
      scaleWord(i32x4.extract_lane(words, 0), count),
      scaleWord(i32x4.extract_lane(words, 1), count),
      scaleWord(i32x4.extract_lane(words, 2), count),
      scaleWord(i32x4.extract_lane(words, 3), count),
    );
  }
  const counts = i32x4.splat(count);
  const even = i64x2.extmul_low_i32x4_u(words, counts);
  const odd = i64x2.extmul_high_i32x4_u(words, counts);
  return highHalves(even, odd);
}

/** Draws number `draw` to `draw + 3` of the row whose random word is `first`; `draw` counts from the outer key. */
// @ts-ignore: decorator
@inline
export function drawsOf(first: u32, draw: u32): v128 {
  const numbers = i32x4.add(i32x4.splat(draw), i32x4(0, 1, 2, 3));
  return mix32x4(v128.xor(i32x4.splat(first), mix32x4(numbers)));
}
