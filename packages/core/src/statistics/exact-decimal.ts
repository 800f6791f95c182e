/** A number in decimal digits, exact: `units / 10 ** scale`. */
export interface ExactDecimal {
  readonly units: bigint;
  readonly scale: number;
}

export const ZERO: ExactDecimal = { units: 0n, scale: 0 };

/** More digits than that behind an exponent are no amount of anything. */
const LARGEST_EXPONENT = 400;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** Reads `12.50`, `-3` and `1e-7`; undefined for everything else. */
export function readDecimal(text: string): ExactDecimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text.trim()) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const shift = Number(exponent);
  if (Math.abs(shift) > LARGEST_EXPONENT) return undefined;
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const scale = fraction.length - shift;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function addDecimals(one: ExactDecimal, other: ExactDecimal): ExactDecimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: unitsAt(one, scale) + unitsAt(other, scale), scale };
}

export const negateDecimal = ({ units, scale }: ExactDecimal): ExactDecimal => ({
  units: -units,
  scale,
});

/** Below, at or above 0 as the first number is less than, equal to or greater than the second. */
export function compareDecimals(one: ExactDecimal, other: ExactDecimal): number {
  const { units } = addDecimals(one, negateDecimal(other));
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** The double that is nearest. */
export const decimalAsNumber = (decimal: ExactDecimal): number => Number(writeDecimal(decimal));

export function writeDecimal({ units, scale }: ExactDecimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const unitsAt = ({ units, scale }: ExactDecimal, wanted: number): bigint =>
  units * 10n ** BigInt(wanted - scale);

/** The same number with so many digits behind the point; undefined where it has more of them that are not 0. */
export function decimalAtScale(
  { units, scale }: ExactDecimal,
  wanted: number,
): ExactDecimal | undefined {
  if (scale <= wanted) return { units: unitsAt({ units, scale }, wanted), scale: wanted };
  const factor = 10n ** BigInt(scale - wanted);
  return units % factor === 0n ? { units: units / factor, scale: wanted } : undefined;
}
