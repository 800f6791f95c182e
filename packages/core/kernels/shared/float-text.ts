/**
 * Floats as JavaScript writes them (ECMA-262 6.1.6.1.20, Number::toString): the shortest decimal that reads back equal,
 * and the closest to the float among those.
 *
 * The digits come from the Schubfach algorithm (Raffaello Giulietti, "The Schubfach way to render doubles", 2020) with
 * the constants of 128 bits that Alexander Bolz's edition uses. A float is `c * 2^q`; whatever lies closer to it than
 * to its neighbours rounds to it. Scaled by a power of ten so that this interval is between one and ten wide, it holds
 * at least one whole number, and at most one multiple of ten, which is then shorter than all the others.
 */
import { MINUS, PLUS, POINT } from './characters';
import { DIGIT_VALUES, EIGHT_PLACES, eightDigits, writeInteger } from './digits';

const FRACTION_BITS: u64 = 52;
const FRACTION: u64 = (1 << FRACTION_BITS) - 1;
const HIDDEN_BIT: u64 = 1 << FRACTION_BITS;
const SPECIAL_EXPONENT: i32 = 0x7ff;
const LEAST_EXPONENT: i32 = -1074;
/** Every whole number below is a float, and the float of no other one. */
const SAFE_INTEGERS: f64 = 9007199254740992.0;

/** The table of powers: `10^n`, `n` from -292 to 324, rounded up to 128 bits; lower half first. */
const LEAST_POWER: i32 = -292;

const LETTER_E: u8 = 101;

/** The least number of 17 digits. */
const SEVENTEEN_DIGITS: u64 = 10_000_000_000_000_000;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/**
 * Writes a float: at most 25 bytes, overwrites less than 16 behind them.
 *
 * @param powers address of 617 entries of 16 bytes, which `src/wasm/text-powers.ts` fills
 */
export function writeFloat(at: usize, x: f64, powers: usize): usize {
  if (Math.abs(x) < SAFE_INTEGERS && Math.trunc(x) == x) return writeInteger(at, <i64>x);
  const bits = reinterpret<u64>(x);
  store<u8>(at, MINUS);
  const start = at + <usize>(bits >> 63);
  const biased = <i32>(bits >> FRACTION_BITS) & SPECIAL_EXPONENT;
  const fraction = bits & FRACTION;
  if (biased == SPECIAL_EXPONENT) return fraction != 0 ? writeNaN(at) : writeInfinity(start);
  if (biased == 0) return writeShortest(start, fraction, LEAST_EXPONENT, false, powers);
  // Below a power of two, floats lie closer than above, except where the exponent is the least there is.
  const isPower = fraction == 0 && biased > 1;
  return writeShortest(start, fraction | HIDDEN_BIT, biased - 1 + LEAST_EXPONENT, isPower, powers);
}

/** Writes the shortest decimal that rounds to `c * 2^q`. */
function writeShortest(at: usize, c: u64, q: i32, isPower: bool, powers: usize): usize {
  const k = powerOfTen(q, isPower);
  const entry = powers + (<usize>(-k - LEAST_POWER) << 4);
  const low = load<u64>(entry);
  const high = load<u64>(entry + 8);
  const shift = <u64>(q + exponentOfTwo(-k) + 1);

  // The product of 4c and the power, scaled: 192 bits, of which the upper 64 are whole numbers.
  const scaled = (c << 2) << shift;
  const product0 = low * scaled;
  const carried = highProduct(low, scaled);
  const product1 = high * scaled + carried;
  const product2 = highProduct(high, scaled) + u64(product1 < carried);

  // Half the distance to the neighbour above: twice the power, scaled.
  const half0 = low << (shift + 1);
  const half1 = (high << (shift + 1)) | (low >> (63 - shift));
  const half2 = high >> (63 - shift);
  const value = odd(product2, product1);

  const upper0 = product0 + half0;
  const upperCarry = u64(upper0 < half0);
  const upperSum = product1 + half1;
  const upper1 = upperSum + upperCarry;
  const upper = odd(product2 + half2 + u64(upperSum < half1) + u64(upper1 < upperCarry), upper1);

  // The neighbour below a power of two is half as far.
  const by = u64(isPower);
  const less0 = isPower ? (half0 >> 1) | (half1 << 63) : half0;
  const less1 = isPower ? (half1 >> 1) | (half2 << 63) : half1;
  const less2 = half2 >> by;
  const lowerBorrow = u64(product0 < less0);
  const lowerDifference = product1 - less1;
  const lower1 = lowerDifference - lowerBorrow;
  const lower2 = product2 - less2 - u64(product1 < less1) - u64(lowerDifference < lowerBorrow);
  const lower = odd(lower2, lower1);

  return writeDecimalFloat(at, shortestWithin(lower, value, upper, c & 1), k);
}

/**
 * The shortest whole number within the interval, or the closest to the value of those that are equally short.
 *
 * @param lower,value,upper four times the number they stand for, with the lowest bit set when that is not exact
 * @param isOdd 1 when the borders are outside the interval: they round to the even neighbour
 */
// @ts-ignore: decorator
@inline
function shortestWithin(lower: u64, value: u64, upper: u64, isOdd: u64): u64 {
  const below = value >> 2;
  const least = lower + isOdd;
  const greatest = upper - isOdd;
  if (below >= 10) {
    const ten = below / 10 * 10;
    if (least <= ten << 2) return ten;
    if ((ten + 10) << 2 <= greatest) return ten + 10;
  }
  const isBelowIn = least <= below << 2;
  const isAboveIn = (below + 1) << 2 <= greatest;
  if (isBelowIn != isAboveIn) return below + u64(isAboveIn);
  const middle = (below << 2) + 2;
  return below + u64(value > middle || (value == middle && (below & 1) == 1));
}

/** The power of ten that the interval around `c * 2^q` is at least as wide as: floor(log10(2^q)), or of 3/4 of it. */
// @ts-ignore: decorator
@inline
function powerOfTen(q: i32, isPower: bool): i32 {
  return (q * 1_262_611 - (isPower ? 524_031 : 0)) >> 22;
}

/** floor(log2(10^n)). */
// @ts-ignore: decorator
@inline
function exponentOfTwo(n: i32): i32 {
  return (n * 1_741_647) >> 19;
}

/**
 * A number rounded down, with the lowest bit set when something was lost. The powers are rounded up by less than one,
 * so the product is too large by less than 2^64 of its lowest bits: they are no loss, and are not looked at.
 */
// @ts-ignore: decorator
@inline
function odd(whole: u64, lost: u64): u64 {
  return whole | u64(lost != 0);
}

/** The upper half of the product of 64-bit numbers. */
// @ts-ignore: decorator
@inline
function highProduct(a: u64, b: u64): u64 {
  const a0 = a & 0xffff_ffff;
  const a1 = a >> 32;
  const b0 = b & 0xffff_ffff;
  const b1 = b >> 32;
  const cross = a1 * b0 + ((a0 * b0) >> 32);
  return a1 * b1 + (cross >> 32) + ((a0 * b1 + (cross & 0xffff_ffff)) >> 32);
}

/** Writes `digits * 10^exponent` in the form that ECMA-262 chooses by size. `digits` has at most 17 digits. */
// @ts-ignore: decorator
@inline
function writeDecimalFloat(at: usize, shortest: u64, exponent: i32): usize {
  let digits = shortest;
  let point = exponent + 17;
  while (digits < SEVENTEEN_DIGITS) {
    digits *= 10;
    point--;
  }
  const upper = digits / EIGHT_PLACES;
  const head = <u32>upper / <u32>EIGHT_PLACES;
  const middle = eightDigits(<u32>upper - head * <u32>EIGHT_PLACES);
  const tail = eightDigits(<u32>(digits - upper * EIGHT_PLACES));
  const lead = <u8>(head + 48);
  const rest = i64x2.replace_lane(i64x2.splat(middle), 1, tail);
  const size = 17 - endingZeros(middle, tail);
  if (point > 0 && point <= 21) return writePoint(at, lead, rest, size, point);
  if (point > -6 && point <= 0) return writeFraction(at, lead, rest, size, <usize>-point);
  return writeScientific(at, lead, rest, size, point - 1);
}

/** Zeros at the end of sixteen digits. */
// @ts-ignore: decorator
@inline
function endingZeros(middle: u64, tail: u64): i32 {
  const inTail = <i32>(clz(tail & DIGIT_VALUES) >> 3);
  return inTail < 8 ? inTail : 8 + <i32>(clz(middle & DIGIT_VALUES) >> 3);
}

/** `12.34`, `1200000000000000000000`. */
// @ts-ignore: decorator
@inline
function writePoint(at: usize, lead: u8, rest: v128, size: i32, point: i32): usize {
  store<u8>(at, lead);
  if (size <= point) {
    v128.store(at + 1, rest);
    store<u64>(at + 17, ZEROS);
    return at + <usize>point;
  }
  // The digits before the point stay, those behind it move up by one.
  const lanes = i8x16(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const points = i8x16.splat(<u8>point);
  const moved = i8x16.shuffle(rest, rest, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
  const behind = v128.bitselect(i8x16.splat(POINT), moved, i8x16.eq(lanes, points));
  v128.store(at + 1, v128.bitselect(rest, behind, i8x16.lt_u(lanes, points)));
  store<u8>(at + 17, i8x16.extract_lane_u(rest, 15));
  return at + 1 + <usize>size;
}

/** `0.001234`. */
// @ts-ignore: decorator
@inline
function writeFraction(at: usize, lead: u8, rest: v128, size: i32, zeros: usize): usize {
  store<u64>(at, ZEROS);
  store<u8>(at + 1, POINT);
  const start = at + 2 + zeros;
  store<u8>(start, lead);
  v128.store(start + 1, rest);
  return start + <usize>size;
}

/** `1.234e+56`, `1e-7`. */
function writeScientific(at: usize, lead: u8, rest: v128, size: i32, exponent: i32): usize {
  store<u8>(at, lead);
  store<u8>(at + 1, POINT);
  v128.store(at + 2, rest);
  const behind = at + <usize>(size == 1 ? 1 : size + 1);
  store<u8>(behind, LETTER_E);
  store<u8>(behind + 1, exponent < 0 ? MINUS : PLUS);
  return writeInteger(behind + 2, <i64>abs(exponent));
}

function writeNaN(at: usize): usize {
  // N, a, N.
  store<u32>(at, 0x004e_614e);
  return at + 3;
}

function writeInfinity(at: usize): usize {
  // I, n, f, i, n, i, t, y.
  store<u64>(at, 0x7974_696e_6966_6e49);
  return at + 8;
}
