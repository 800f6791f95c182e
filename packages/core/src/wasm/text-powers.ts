import { allocate, type Memory, regionSize } from '../kernels/memory.ts';

/** `kernels/shared/float-text.ts` repeats these numbers. */
const LEAST_POWER = -292;
const GREATEST_POWER = 324;
const POWER_BITS = 128n;
const BYTES = 16 * (GREATEST_POWER - LEAST_POWER + 1);

/** Bytes of memory that {@link placePowersOfTen} takes. */
export const POWERS_SIZE = regionSize(BYTES);

const placed = new WeakMap<Memory, number>();
let powers: BigUint64Array | undefined;

/**
 * Address of the powers of ten that writing a float as text needs: 617 entries of 128 bits, lower half first. Computed
 * once per thread and placed once per memory, when they are first asked for.
 */
export function placePowersOfTen(memory: Memory): number {
  const known = placed.get(memory);
  if (known !== undefined) return known;
  powers ??= powersOfTen();
  const address = allocate(memory, BYTES);
  new BigUint64Array(memory.buffer, address, powers.length).set(powers);
  placed.set(memory, address);
  return address;
}

/** `10^n` for n from -292 to 324, each times the power of two that gives it 128 bits, rounded up. */
export function powersOfTen(): BigUint64Array {
  const halves = new BigUint64Array(BYTES / 8);
  for (let n = LEAST_POWER; n <= GREATEST_POWER; n++) {
    const power = 10n ** BigInt(Math.abs(n));
    const scaled = n < 0 ? invert(power) : fitBits(power);
    const at = 2 * (n - LEAST_POWER);
    halves[at] = BigInt.asUintN(64, scaled);
    halves[at + 1] = scaled >> 64n;
  }
  return halves;
}

const bitLength = (n: bigint): bigint => BigInt(n.toString(2).length);

/** `1 / n` times `2^(127 + bits of n)`, rounded up. */
function invert(n: bigint): bigint {
  return (1n << (POWER_BITS - 1n + bitLength(n))) / n + 1n;
}

function fitBits(n: bigint): bigint {
  const bits = bitLength(n);
  if (bits <= POWER_BITS) return n << (POWER_BITS - bits);
  const lost = bits - POWER_BITS;
  return (n + (1n << lost) - 1n) >> lost;
}
