import type { RandomSource } from '../random-source.ts';
import { refuseSurplus, wholeNumber } from './argument-errors.ts';

/**
 * `$random(seed)`: a number, at least 0 and below 1. Without a seed it follows from the seed of the evaluation.
 *
 * @throws T0410 for a seed that is no number
 */
export function random(source: RandomSource, seed: unknown, surplus?: unknown): number {
  refuseSurplus(surplus, 2);
  return seed === undefined ? source.fraction() : seededFraction(wholeNumber(seed, 1));
}

const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;

/**
 * The first number of a seed. The service takes it from Java: these are the numbers of
 * `new java.util.Random(seed).nextDouble()`.
 */
function seededFraction(seed: number): number {
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint) => {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return Number(state >> (48n - bits));
  };
  return (next(26n) * 2 ** 27 + next(27n)) / 2 ** 53;
}
