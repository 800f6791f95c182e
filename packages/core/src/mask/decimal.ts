/** A decimal number, exactly: `digits / 10 ** scale`. */
export interface Decimal {
  readonly digits: bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/;

/** Digits after the point and zeros before it that exponents may make: those of a double. */
const MOST_PLACES = 400;

/** Digits after the point of a quotient. */
const QUOTIENT_SCALE = 20;

/** The number of a text such as `-12.50` or `1e+20`; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MOST_PLACES) return undefined;
  const magnitude = BigInt(whole + fraction);
  const digits = sign === '-' ? -magnitude : magnitude;
  return scale >= 0 ? { digits, scale } : { digits: digits * power(-scale), scale: 0 };
}

/** The decimal number that JavaScript writes for a double. @throws RangeError when it is not finite */
export function decimalOf(value: number): Decimal {
  const decimal = parseDecimal(String(value));
  if (decimal === undefined) throw new RangeError('only finite numbers are decimals');
  return decimal;
}

/** As databases write it: `-12.50`, with all digits of the scale. */
export function writeDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = `${digits < 0n ? -digits : digits}`.padStart(scale + 1, '0');
  return scale === 0
    ? `${sign}${text}`
    : `${sign}${text.slice(0, -scale)}.${text.slice(text.length - scale)}`;
}

/** The same number without zeros at the end of its fraction: equal numbers become equal texts. */
export function trimmed({ digits, scale }: Decimal): Decimal {
  let [left, places] = [digits, scale];
  while (places > 0 && left % 10n === 0n) {
    left /= 10n;
    places -= 1;
  }
  return { digits: left, scale: places };
}

/** The nearest number with so many digits after the point; halves go away from zero. */
export function withScale({ digits, scale }: Decimal, places: number): Decimal {
  if (places >= scale) return { digits: digits * power(places - scale), scale: places };
  return { digits: divideToNearest(digits, power(scale - places)), scale: places };
}

/** The nearest multiple of a step above zero; halves go away from zero. */
export function roundToStep(value: Decimal, step: Decimal): Decimal {
  const [digits, stepDigits, scale] = alike(value, step);
  return { digits: divideToNearest(digits, stepDigits) * stepDigits, scale };
}

/** The greatest multiple of a step above zero that is not greater than the value. */
export function floorToStep(value: Decimal, step: Decimal): Decimal {
  const [digits, stepDigits, scale] = alike(value, step);
  const rest = ((digits % stepDigits) + stepDigits) % stepDigits;
  return { digits: digits - rest, scale };
}

/** Below, at or above zero as `one` is below, at or above `other`. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const [left, right] = alike(one, other);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const [left, right, scale] = alike(one, other);
  return { digits: left + right, scale };
}

export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale };
}

export function negateDecimal({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

/** To 20 digits after the point; undefined for a division by zero. */
export function divideDecimals(one: Decimal, other: Decimal): Decimal | undefined {
  const [left, right] = alike(one, other);
  if (right === 0n) return undefined;
  const digits = divideToNearest(left * power(QUOTIENT_SCALE), right);
  return trimmed({ digits, scale: QUOTIENT_SCALE });
}

/** What is left of a division, with the sign of the number that is divided; undefined for one by zero. */
export function remainderOf(one: Decimal, other: Decimal): Decimal | undefined {
  const [left, right, scale] = alike(one, other);
  return right === 0n ? undefined : { digits: left % right, scale };
}

/** The nearest double. */
export function toNumber(value: Decimal): number {
  return Number(writeDecimal(value));
}

/** Digits of both at one scale. */
function alike(one: Decimal, other: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(one.scale, other.scale);
  return [one.digits * power(scale - one.scale), other.digits * power(scale - other.scale), scale];
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function divideToNearest(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [magnitude(dividend), magnitude(divisor)];
  const quotient = (2n * top + bottom) / (2n * bottom);
  return isNegative ? -quotient : quotient;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
