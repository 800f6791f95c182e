import type { EdgeValue } from '../edge-cases/edge-case.ts';
import type { ValueType } from '../model/value-type.ts';

type Present = Exclude<EdgeValue, null>;

const DAY_MS = 86_400_000;
const UUID_WORD = /[0-9a-f]{8}/g;

/**
 * The value of a cell as a register of numbers holds it: decimals as whole numbers, instants as milliseconds, dates as
 * days since 1970.
 *
 * @throws RangeError when no cell of the type can hold the value.
 */
export function numberOfCell(value: Present, type: ValueType): number {
  const number = toNumber(value, type);
  const isWhole = type.kind !== 'float';
  if (!Number.isFinite(number) || (isWhole && !Number.isSafeInteger(number)))
    throw new RangeError(`a cell of ${type.kind} cannot hold ${String(value)}`);
  return number;
}

function toNumber(value: Present, type: ValueType): number {
  switch (type.kind) {
    case 'decimal':
      return scaled(String(value), type.scale);
    case 'timestamp':
      return typeof value === 'string' ? Date.parse(value) : Number(value);
    case 'date':
      return typeof value === 'string' ? Date.parse(value) / DAY_MS : Number(value);
    default:
      return Number(value);
  }
}

/** A decimal without its point. */
function scaled(text: string, scale: number): number {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  const kept = fraction.replace(/0+$/, '');
  if (whole === '' || kept.length > scale) return Number.NaN;
  const digits = Number(whole + kept.padEnd(scale, '0'));
  // Zero has no sign in a decimal.
  return sign === '-' && digits !== 0 ? -digits : digits;
}

/** @throws RangeError when the value is no whole number of 64 bits. */
export function bigintOfCell(value: Present): bigint {
  const number = typeof value === 'boolean' ? undefined : BigInt(value);
  if (number === undefined || BigInt.asIntN(64, number) !== number)
    throw new RangeError(`a cell of bigint cannot hold ${String(value)}`);
  return number;
}

/** Four words, most significant first. @throws RangeError when the value is no UUID. */
export function uuidOfCell(value: Present): number[] {
  const words = String(value).toLowerCase().replaceAll('-', '').match(UUID_WORD);
  if (words?.length !== 4) throw new RangeError(`a cell of uuid cannot hold ${String(value)}`);
  return words.map((word) => Number.parseInt(word, 16) | 0);
}
