import type { Frame } from '../kernels/frame.ts';
import type { ComparisonOperator, Register } from '../program/register.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, halvesOf, rowsAt, textsAt, valuesOf } from './values-module.ts';

const flagAt = (frame: Frame, register: Register<'flag'>): number =>
  columnAt(frame, register, 'flag');

const numberAt = (frame: Frame, register: Register<'number'>): number =>
  columnAt(frame, register, 'number');

const nullMask: FastKernel<'null-mask'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = flagAt(frame, step.out);
  const key = halvesOf(step.key);
  const level = Math.ceil(step.share * 2 ** 32);
  // No word reaches it: all rows are null.
  if (level >= 2 ** 32) return (count) => kernels.constantFlag(out, count, 0);
  return (count) => kernels.nullMask(...rows, out, count, ...key, level);
};

/** Codes of `kernels/values/flags.ts`: what is asked of a difference. */
const BELOW_ZERO = 0;
const AT_MOST_ZERO = 1;
const ZERO = 2;
const NOT_ZERO = 3;

/** The question for each operator, and whether the right side comes first. */
const QUESTIONS: Readonly<Record<ComparisonOperator, readonly [number, boolean]>> = {
  '<': [BELOW_ZERO, false],
  '<=': [AT_MOST_ZERO, false],
  '>': [BELOW_ZERO, true],
  '>=': [AT_MOST_ZERO, true],
  '==': [ZERO, false],
  '!=': [NOT_ZERO, false],
};

const compareNumber: FastKernel<'compare-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const left = numberAt(frame, step.left);
  const right = numberAt(frame, step.right);
  const out = flagAt(frame, step.out);
  const [question, swapped] = QUESTIONS[step.operator];
  const [a, b] = swapped ? [right, left] : [left, right];
  return (count) => kernels.compareNumber(a, b, out, count, question);
};

/** What each operator says of a left side that is less than, equal to and greater than the right one. */
const ANSWERS: Readonly<Record<ComparisonOperator, readonly [number, number, number]>> = {
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '>': [0, 0, 1],
  '>=': [0, 1, 1],
  '==': [0, 1, 0],
  '!=': [1, 0, 1],
};

const compareText: FastKernel<'compare-text'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const left = textsAt(frame, step.left);
  const right = textsAt(frame, step.right);
  const out = flagAt(frame, step.out);
  const answers = ANSWERS[step.operator];
  return (count) => kernels.compareText(...left, ...right, out, count, ...answers);
};

/** Codes of `kernels/values/flags.ts`. */
const LOGIC = { and: 0, or: 1, xor: 2, not: 3 } as const;

const logic: FastKernel<'logic'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const left = flagAt(frame, step.left);
  const right = flagAt(frame, step.right);
  const out = flagAt(frame, step.out);
  const operator = LOGIC[step.operator];
  return (count) => kernels.logic(left, right, out, count, operator);
};

const flagFromInt: FastKernel<'flag-from-int'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'int');
  const out = flagAt(frame, step.out);
  return (count) => kernels.flagFromInt(value, out, count);
};

const constantFlag: FastKernel<'constant-flag'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const out = flagAt(frame, step.out);
  const constant = step.constant ? 1 : 0;
  return (count) => kernels.constantFlag(out, count, constant);
};

const within: FastKernel<'within'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = numberAt(frame, step.value);
  const out = flagAt(frame, step.out);
  return (count) => kernels.within(value, out, count, step.low, step.high);
};

export const FLAG_KERNELS = {
  'compare-number': compareNumber,
  'compare-text': compareText,
  'constant-flag': constantFlag,
  'flag-from-int': flagFromInt,
  logic,
  'null-mask': nullMask,
  within,
} satisfies FastKernels;
