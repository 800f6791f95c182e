import type { ComparisonOperator } from '../program/register.ts';
import type { StepOf } from '../program/steps.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';

/** From the sign of `left - right` to the answer. */
const VERDICT: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

export function compareNumber(step: StepOf<'compare-number'>, frame: Frame): RunKernel {
  const left = frame.buffer(step.left, 'number');
  const right = frame.buffer(step.right, 'number');
  const out = frame.buffer(step.out, 'flag');
  const verdict = VERDICT[step.operator];
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = verdict(left[i]! - right[i]!) ? 1 : 0;
  };
}

/** Compares by code point, which is the order of UTF-8 bytes. */
export function compareText(step: StepOf<'compare-text'>, frame: Frame): RunKernel {
  const left = frame.buffer(step.left, 'text');
  const right = frame.buffer(step.right, 'text');
  const out = frame.buffer(step.out, 'flag');
  const verdict = VERDICT[step.operator];
  const { bytes } = frame.memory;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = verdict(order(bytes, left, right, i)) ? 1 : 0;
  };
}

function order(bytes: Uint8Array, left: TextBuffer, right: TextBuffer, i: number): number {
  const a = left.address[i]!;
  const b = right.address[i]!;
  const shared = Math.min(left.length[i]!, right.length[i]!);
  for (let k = 0; k < shared; k++) {
    const difference = bytes[a + k]! - bytes[b + k]!;
    if (difference !== 0) return difference;
  }
  return left.length[i]! - right.length[i]!;
}

const LOGIC = {
  and: (a: number, b: number) => a & b,
  or: (a: number, b: number) => a | b,
  xor: (a: number, b: number) => a ^ b,
  not: (a: number) => a ^ 1,
} as const;

export function logic(step: StepOf<'logic'>, frame: Frame): RunKernel {
  const left = frame.buffer(step.left, 'flag');
  const right = frame.buffer(step.right, 'flag');
  const out = frame.buffer(step.out, 'flag');
  const apply = LOGIC[step.operator];
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = apply(left[i]!, right[i]!);
  };
}

export function constantFlag(step: StepOf<'constant-flag'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'flag');
  return (count) => {
    out.fill(step.constant ? 1 : 0, 0, count);
  };
}

/** 1 where `low <= value <= high`; 0 for what is not a number. */
export function within(step: StepOf<'within'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'flag');
  const { low, high } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = value[i]! >= low && value[i]! <= high ? 1 : 0;
  };
}
