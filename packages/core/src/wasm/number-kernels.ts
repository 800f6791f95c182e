import type { Frame } from '../kernels/frame.ts';
import { MAX_TABLE_BYTES } from '../kernels/step-tables.ts';
import type { ArithmeticOperator, Register, UnaryOperator } from '../program/register.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, halvesOf, rowsAt, textsAt, valuesOf } from './values-module.ts';

const numberAt = (frame: Frame, register: Register<'number'>): number =>
  columnAt(frame, register, 'number');

const rowNumber: FastKernel<'row-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = numberAt(frame, step.out);
  return (count) => kernels.rowNumber(...rows, out, count, step.start, step.step);
};

const digit: FastKernel<'digit'> = ({ value, out, divisor, modulus }, frame) => {
  const kernels = valuesOf(frame);
  const from = numberAt(frame, value);
  const to = numberAt(frame, out);
  return (count) => kernels.digit(from, to, count, divisor, modulus);
};

const uniform: FastKernel<'uniform'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = numberAt(frame, step.out);
  const key = halvesOf(step.key);
  const { min, size } = step;
  const whole = step.whole ? 1 : 0;
  return (count) => kernels.uniform(...rows, out, count, ...key, min, size, whole);
};

const numberFromFlag: FastKernel<'number-from-flag'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'flag');
  const out = numberAt(frame, step.out);
  return (count) => kernels.numberFromFlag(value, out, count);
};

const numberTable: FastKernel<'number-table'> = ({ value, out, table }, frame) => {
  if (table.byteLength > MAX_TABLE_BYTES) return undefined;
  const kernels = valuesOf(frame);
  const from = columnAt(frame, value, 'int');
  const to = numberAt(frame, out);
  const entries = frame.table(table);
  return (count) => kernels.numberTable(from, to, count, entries, table.length);
};

const constantNumber: FastKernel<'constant-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const out = numberAt(frame, step.out);
  return (count) => kernels.constantNumber(out, count, step.constant);
};

/** Codes of `kernels/values/arithmetic.ts`. */
const ARITHMETIC: Readonly<Record<ArithmeticOperator, number>> = {
  '+': 0,
  '-': 1,
  '*': 2,
  '/': 3,
  '%': 4,
  '**': 5,
  min: 6,
  max: 7,
};

const arithmetic: FastKernel<'arithmetic'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const left = numberAt(frame, step.left);
  const right = numberAt(frame, step.right);
  const out = numberAt(frame, step.out);
  const operator = ARITHMETIC[step.operator];
  return (count) => kernels.arithmetic(left, right, out, count, operator);
};

/** Codes of `kernels/values/arithmetic.ts`. */
const UNARY: Readonly<Record<UnaryOperator, number>> = {
  negate: 0,
  abs: 1,
  floor: 2,
  ceil: 3,
  round: 4,
  trunc: 5,
  sqrt: 6,
  exp: 7,
  log: 8,
};

const unary: FastKernel<'unary'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = numberAt(frame, step.value);
  const out = numberAt(frame, step.out);
  const operator = UNARY[step.operator];
  return (count) => kernels.unary(value, out, count, operator);
};

const snap: FastKernel<'snap'> = ({ value, out, factor, low, high }, frame) => {
  const kernels = valuesOf(frame);
  const from = numberAt(frame, value);
  const to = numberAt(frame, out);
  return (count) => kernels.snap(from, to, count, factor, low, high);
};

const round: FastKernel<'round'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = numberAt(frame, step.value);
  const out = numberAt(frame, step.out);
  const factor = 10 ** step.scale;
  return (count) => kernels.round(value, out, count, factor);
};

const selectNumber: FastKernel<'select-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const condition = columnAt(frame, step.condition, 'flag');
  const yes = numberAt(frame, step.yes);
  const no = numberAt(frame, step.no);
  const out = numberAt(frame, step.out);
  return (count) => kernels.selectNumber(condition, yes, no, out, count);
};

const textLength: FastKernel<'text-length'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = textsAt(frame, step.value);
  const out = numberAt(frame, step.out);
  return (count) => kernels.textLength(...value, out, count);
};

export const NUMBER_KERNELS = {
  arithmetic,
  'constant-number': constantNumber,
  digit,
  'number-from-flag': numberFromFlag,
  'number-table': numberTable,
  round,
  'row-number': rowNumber,
  'select-number': selectNumber,
  snap,
  'text-length': textLength,
  unary,
  uniform,
} satisfies FastKernels;
