/**
 * Numbers of a JSON document whose text says more than a float holds: the text, by the object or array that they stand in
 * and their key there. Rules about them are decided by their digits.
 */
export type ExactNumbers = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** Stands for what is around a document: the document itself may be a number. */
export const AROUND: object = Object.freeze({});

/** `digits * 10^exponent`; digits hold no zero at their end, and 0 is `0 * 10^0`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A number as JSON writes it (RFC 8259 section 6), exactly. */
export function readDecimal(text: string): Decimal {
  const [, sign = '', whole = '0', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return { digits: 0n, exponent: 0 };
  const exponent = Number(power) - fraction.length + (digits.length - kept.length);
  return { digits: BigInt(`${sign}${kept}`), exponent };
}

/** Whether a float says all that the text says: `0.1` does, `9007199254740993` does not, nor does `1e400`. */
export function isFloat(text: string): boolean {
  const float = Number(text);
  if (!Number.isFinite(float)) return false;
  if (String(float) === text) return true;
  const [written, held] = [readDecimal(text), readDecimal(String(float))];
  return written.digits === held.digits && written.exponent === held.exponent;
}

/** Below 0 where `a` is less, above 0 where it is more. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signs = signOf(a) - signOf(b);
  if (signs !== 0 || a.digits === 0n) return signs;
  const magnitudes = magnitudeOf(a) - magnitudeOf(b);
  if (magnitudes !== 0) return magnitudes * signOf(a);
  // Of one magnitude: exponents differ by no more than there are digits.
  const least = Math.min(a.exponent, b.exponent);
  const [left, right] = [scaled(a, least), scaled(b, least)];
  return left < right ? -1 : Number(left > right);
}

export function isWhole({ exponent }: Decimal): boolean {
  return exponent >= 0;
}

/** Beyond it a number is not worked out, and counts as no multiple: 10^5000 has no use but to keep machines busy. */
const MOST_EXPONENT = 5000;

export function isMultiple(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === 0n) return true;
  if (divisor.digits === 0n) return false;
  const exponents = [value.exponent, divisor.exponent];
  if (exponents.some((exponent) => Math.abs(exponent) > MOST_EXPONENT)) return false;
  const least = Math.min(...exponents);
  return scaled(value, least) % scaled(divisor, least) === 0n;
}

function signOf({ digits }: Decimal): number {
  return digits < 0n ? -1 : Number(digits > 0n);
}

/** Digits before the point. */
function magnitudeOf({ digits, exponent }: Decimal): number {
  return String(digits).replace('-', '').length + exponent;
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}
