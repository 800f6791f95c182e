import type { Register } from '../program/register.ts';
import type { CellBuilder } from './define.ts';

/** Consecutive integers: `min`, `min + 1`, ... */
export interface NumberRange {
  readonly min: number;
  /** How many; up to 2^53. */
  readonly count: number;
}

/** An integer of a range, each as likely; every integer is one choice. */
export function numberBetween(
  cells: CellBuilder,
  label: string,
  { min, count }: NumberRange,
): Register<'number'> {
  const { program, rows } = cells;
  if (!cells.unique) {
    const key = cells.key(label);
    return program.add('number', (out) => ({
      kernel: 'uniform',
      out,
      rows,
      key,
      min,
      size: count,
      whole: true,
    }));
  }
  const left = cells.chooseNumber(label, count);
  if (min === 0) return left;
  const right = program.add('number', (out) => ({ kernel: 'constant-number', out, constant: min }));
  return program.add('number', (out) => ({
    kernel: 'arithmetic',
    out,
    operator: '+',
    left,
    right,
  }));
}

/** Options of amounts of money and other fixed-point numbers. */
export interface DecimalRange {
  readonly min: number;
  readonly max: number;
  /** Digits after the point. */
  readonly scale: number;
}

/**
 * A fixed-point number from `min` to `max`, both included, as a column of type decimal.
 *
 * @throws RangeError when the range is empty or too wide to be exact; `name` says whose it is.
 */
export function decimalBetween(
  cells: CellBuilder,
  name: string,
  { min, max, scale }: DecimalRange,
) {
  const factor = 10 ** scale;
  // Plus 0, since Math.ceil(-0.4) is -0.
  const first = Math.ceil(scaled(min, factor)) + 0;
  const last = Math.floor(scaled(max, factor));
  if (first > last) {
    throw new RangeError(
      `${name}: no number of ${scale} decimals lies from ${min} to ${max}; widen min and max`,
    );
  }
  if (
    !Number.isSafeInteger(first) ||
    !Number.isSafeInteger(last) ||
    !Number.isSafeInteger(last - first + 1)
  ) {
    throw new RangeError(
      `${name}: ${min} to ${max} in steps of 1/${factor} exceeds 2^53 numbers; narrow it or lower scale`,
    );
  }
  return {
    type: { kind: 'decimal', scale } as const,
    register: numberBetween(cells, 'amount', { min: first, count: last - first + 1 }),
  };
}

/** The product, freed of the error that 19.99 * 100 brings. */
function scaled(value: number, factor: number): number {
  const product = value * factor;
  const nearest = Math.round(product);
  return Math.abs(product - nearest) < 1e-6 ? nearest : product;
}
