import { EARLIEST, LATEST, parseInstant } from '../../kernels/instants.ts';
import { civilDate, DAY_MS } from '../../kernels/time.ts';
import type { ValueType } from '../../model/value-type.ts';
import type { OrderedValue } from '../edge-case.ts';

/**
 * Values of a type in their order, numbered without gaps: whole numbers by themselves, decimals by their digits without
 * the point, days since 1970, milliseconds since 1970. What holds for their numbers holds for all of them.
 */
export interface OrderedType {
  /** Numbers of the least and the greatest value that columns of the type hold exactly. */
  readonly least: bigint;
  readonly greatest: bigint;
  /** Number of the nearest value that is not less (`up`), or not greater. Undefined: the text or number has no place. */
  indexOf(value: OrderedValue, rounding: 'up' | 'down'): bigint | undefined;
  valueAt(index: bigint): OrderedValue;
}

const EXACT = BigInt(Number.MAX_SAFE_INTEGER);
const DAY = BigInt(DAY_MS);

/** The order of a type; undefined for types without one, and for floats, which are not evenly spaced. */
export function orderedType(type: ValueType): OrderedType | undefined {
  switch (type.kind) {
    case 'integer':
      return numbers(0, EXACT, Number);
    case 'bigint':
      return { ...numbers(0, 2n ** 63n - 1n, (index) => index), least: -(2n ** 63n) };
    case 'decimal':
      return numbers(type.scale, EXACT, (index) => decimalText(index, type.scale));
    case 'date':
      return times(DAY, (index) => civilDate(Number(index)));
    case 'timestamp':
      return times(1n, (index) => new Date(Number(index)).toISOString());
    default:
      return undefined;
  }
}

function numbers(
  scale: number,
  greatest: bigint,
  valueAt: (index: bigint) => OrderedValue,
): OrderedType {
  return {
    least: -greatest,
    greatest,
    indexOf: (value, rounding) => scaled(String(value), scale, rounding),
    valueAt,
  };
}

function times(unit: bigint, valueAt: (index: bigint) => OrderedValue): OrderedType {
  return {
    least: floorDivide(BigInt(EARLIEST), unit),
    greatest: floorDivide(BigInt(LATEST), unit),
    indexOf(value, rounding) {
      const time = parseInstant(String(value));
      if (time === undefined) return undefined;
      const index = floorDivide(BigInt(time), unit);
      return rounding === 'up' && index * unit < BigInt(time) ? index + 1n : index;
    },
    valueAt,
  };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** A number as text, times ten to the power of `scale`, as a whole number. */
function scaled(text: string, scale: number, rounding: 'up' | 'down'): bigint | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const index = floorDivide(digits, divisor);
  return rounding === 'up' && index * divisor < digits ? index + 1n : index;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return quotient * divisor > value ? quotient - 1n : quotient;
}

/** A whole number with a point before its last `scale` digits. */
export function decimalText(index: bigint, scale: number): string {
  const sign = index < 0n ? '-' : '';
  const digits = String(index < 0n ? -index : index).padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
