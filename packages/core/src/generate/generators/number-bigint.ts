import { z } from 'zod';
import { checkParameters, DISTRIBUTION_OPTIONS } from '../../statistics/distribution-options.ts';
import type { CellBuilder } from '../define.ts';
import { defineGenerator } from '../define.ts';
import { gridBetween, sampleGrid } from '../sample-numbers.ts';

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const integer = z.union([
  z.number().int(),
  z.string().regex(/^-?\d{1,19}$/, 'must be a whole number'),
]);

/**
 * 64-bit whole number.
 *
 * Shape: bigint from `min` to `max`, both included. Distributions other than uniform reach to 2^53 either way.
 * Unique: every value once, with distribution uniform; of ranges beyond 2^53 values, the lowest 2^53.
 */
export const numberBigint = defineGenerator({
  name: 'number.bigint',
  summary: 'Whole number of up to 64 bits.',
  options: z.strictObject({
    min: integer
      .optional()
      .describe('Least value, included; in quotes beyond 2^53. Default 0 for uniform and zipf.'),
    max: integer
      .optional()
      .describe(
        'Greatest value, included; in quotes beyond 2^53. Default 9223372036854775807 for uniform.',
      ),
    ...DISTRIBUTION_OPTIONS,
  }),
  unique: 'choices',
  compile(cells, options) {
    checkParameters('number.bigint', options);
    const min = bigintOf(options.min);
    const max = bigintOf(options.max);
    if (min !== undefined && max !== undefined && min > max) {
      throw new RangeError(`number.bigint: min ${min} exceeds max ${max}; swap the two`);
    }
    if (options.distribution === 'uniform') return uniformBigint(cells, min ?? 0n, max ?? LARGEST);
    const isZipf = options.distribution === 'zipf';
    const bounds = {
      min: min === undefined ? (isZipf ? 0 : undefined) : exactNumber(min),
      max:
        max === undefined ? (isZipf ? Number.MAX_SAFE_INTEGER - 1 : undefined) : exactNumber(max),
    };
    const value = sampleGrid(
      cells,
      'number.bigint',
      { ...options, ...bounds },
      gridBetween('number.bigint', bounds, 1),
    );
    const register = cells.program.add('bigint', (out) => ({
      kernel: 'bigint-from-number',
      out,
      value,
      min: 0n,
    }));
    return { type: { kind: 'bigint' }, register };
  },
});

function bigintOf(value: number | string | undefined): bigint | undefined {
  if (value === undefined) return undefined;
  const number = BigInt(value);
  if (number < SMALLEST || number > LARGEST)
    throw new RangeError(`number.bigint: ${value} does not fit into 64 bits; use a smaller one`);
  return number;
}

function exactNumber(value: bigint): number {
  if (value > EXACT || value < -EXACT) {
    throw new RangeError(
      `number.bigint: ${value} lies beyond 2^53, which only distribution uniform reaches`,
    );
  }
  return Number(value);
}

function uniformBigint(cells: CellBuilder, min: bigint, max: bigint) {
  const { program, rows } = cells;
  const type = { kind: 'bigint' } as const;
  const size = max - min + 1n;
  if (cells.unique || size <= EXACT) {
    const value = cells.chooseNumber('value', Number(size < EXACT ? size : EXACT));
    return {
      type,
      register: program.add('bigint', (out) => ({ kernel: 'bigint-from-number', out, value, min })),
    };
  }
  const [high, low] = [cells.key('high'), cells.key('low')];
  return {
    type,
    register: program.add('bigint', (out) => ({
      kernel: 'bigint-between',
      out,
      rows,
      high,
      low,
      min,
      size,
    })),
  };
}
