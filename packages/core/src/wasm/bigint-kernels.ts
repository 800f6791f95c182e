import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, halvesOf, rowsAt, valuesOf } from './values-module.ts';

const bigintBetween: FastKernel<'bigint-between'> = (step, frame) => {
  if (step.size < 1n || step.size > 1n << 64n) return undefined;
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = columnAt(frame, step.out, 'bigint');
  const high = halvesOf(step.high);
  const low = halvesOf(step.low);
  const { min, size } = step;
  return (count) => kernels.bigintBetween(...rows, out, count, ...high, ...low, min, size);
};

const bigintFromNumber: FastKernel<'bigint-from-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = frame.buffer(step.value, 'number');
  const out = columnAt(frame, step.out, 'bigint');
  return (count) => {
    const done = kernels.bigintFromNumber(value.byteOffset, out, count, step.min);
    // BigInt throws what it throws in TypeScript.
    if (done < count) BigInt(value[done] as number);
  };
};

export const BIGINT_KERNELS = {
  'bigint-between': bigintBetween,
  'bigint-from-number': bigintFromNumber,
} satisfies FastKernels;
