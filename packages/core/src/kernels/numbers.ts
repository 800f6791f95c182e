import type { StepOf } from '../program/steps.ts';
import { foldHigh, mix32, unitFloat, unitKey, wordAt } from '../random/mix.ts';
import { createPermutation } from '../random/permutation.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { rowAt } from './rows.ts';

export function rowNumber(step: StepOf<'row-number'>, frame: Frame): RunKernel {
  const rows = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'number');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = step.start + rowAt(rows, i) * step.step;
  };
}

/** A bijection of the row number within `[0, domain)`. */
export function permute(step: StepOf<'permute'>, frame: Frame): RunKernel {
  const rows = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'number');
  const permutation = createPermutation(step.key, step.domain);
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = permutation(rowAt(rows, i));
  };
}

/** A bijection of the ordinal within `[0, domain)`, another one for each group: siblings never share a value. */
export function permuteWithin(step: StepOf<'permute-within'>, frame: Frame): RunKernel {
  const group = frame.buffer(step.group, 'rows');
  const ordinal = frame.buffer(step.ordinal, 'number');
  const out = frame.buffer(step.out, 'number');
  const { key, domain } = step;
  let current = -1;
  let permutation = createPermutation(key, domain);
  return (count) => {
    for (let i = 0; i < count; i++) {
      const row = rowAt(group, i);
      if (row !== current) {
        const low = group.low[i]!;
        permutation = createPermutation(
          { inner: mix32(key.inner ^ low), outer: mix32(key.outer + low) },
          domain,
        );
        current = row;
      }
      out[i] = permutation(ordinal[i]!);
    }
  };
}

/** One digit of a number in a mixed radix: `floor(value / divisor) mod modulus`. */
export function digit(step: StepOf<'digit'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const { divisor, modulus } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = Math.floor(value[i]! / divisor) % modulus;
  };
}

/** A float in `[min, min + size)`, or with `whole` an integer in it. 53 random bits. */
export function uniform(step: StepOf<'uniform'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'number');
  const { min, size, whole } = step;
  const { inner, outer, secondOuter } = unitKey(step.key);
  return (count) => {
    for (let i = 0; i < count; i++) {
      const h = high[i]!;
      const mixed = mix32((low[i]! + inner) | 0);
      const first = mix32(mixed ^ foldHigh(outer, h));
      const second = mix32(mixed ^ foldHigh(secondOuter, h));
      const offset = unitFloat(first, second) * size;
      out[i] = min + (whole ? Math.floor(offset) : offset);
    }
  };
}

export function numberFromFlag(step: StepOf<'number-from-flag'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'flag');
  const out = frame.buffer(step.out, 'number');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = value[i]!;
  };
}

export function numberTable(step: StepOf<'number-table'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'int');
  const out = frame.buffer(step.out, 'number');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = table[value[i]!]!;
  };
}

export function constantNumber(step: StepOf<'constant-number'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'number');
  return (count) => {
    out.fill(step.constant, 0, count);
  };
}

const ARITHMETIC = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  '**': (a: number, b: number) => a ** b,
  min: Math.min,
  max: Math.max,
} as const;

export function arithmetic(step: StepOf<'arithmetic'>, frame: Frame): RunKernel {
  const left = frame.buffer(step.left, 'number');
  const right = frame.buffer(step.right, 'number');
  const out = frame.buffer(step.out, 'number');
  const apply = ARITHMETIC[step.operator];
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = apply(left[i]!, right[i]!);
  };
}

const UNARY = {
  negate: (a: number) => -a,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
} as const;

export function unary(step: StepOf<'unary'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const apply = UNARY[step.operator];
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = apply(value[i]!);
  };
}

/** Rounds half away from zero to `scale` digits after the point. */
export function round(step: StepOf<'round'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const factor = 10 ** step.scale;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = roundHalfAway(value[i]! * factor) / factor;
  };
}

/** Numbers that lie a rounding error below a half (1.005 * 100) count as the half they were meant to be. */
function roundHalfAway(x: number): number {
  return Math.sign(x) * Math.floor(Math.abs(x) * (1 + Number.EPSILON) + 0.5);
}

/** The nearest whole number of `1 / factor`, no lower than `low` and no higher than `high`. */
export function snap(step: StepOf<'snap'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const { factor, low, high } = step;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const nearest = Math.floor(value[i]! * factor + 0.5);
      out[i] = nearest < low ? low : Math.min(nearest, high);
    }
  };
}

export function selectNumber(step: StepOf<'select-number'>, frame: Frame): RunKernel {
  const condition = frame.buffer(step.condition, 'flag');
  const yes = frame.buffer(step.yes, 'number');
  const no = frame.buffer(step.no, 'number');
  const out = frame.buffer(step.out, 'number');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = condition[i] === 1 ? yes[i]! : no[i]!;
  };
}

export function bigintBetween(step: StepOf<'bigint-between'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'bigint');
  const draw = (key: typeof step.high, i: number): bigint =>
    BigInt(wordAt(key, low[i]!, high[i]!) >>> 0);
  return (count) => {
    for (let i = 0; i < count; i++) {
      const word = (draw(step.high, i) << 32n) | draw(step.low, i);
      out[i] = step.min + ((word * step.size) >> 64n);
    }
  };
}

export function bigintFromNumber(step: StepOf<'bigint-from-number'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'bigint');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = step.min + BigInt(value[i]!);
  };
}
