import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, halvesOf, rowsAt, valuesOf } from './values-module.ts';

const uuidV4: FastKernel<'uuid-v4'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = columnAt(frame, step.out, 'uuid');
  const [first, second, third, fourth] = step.keys;
  const [a, b, c, d] = [halvesOf(first), halvesOf(second), halvesOf(third), halvesOf(fourth)];
  return (count) => kernels.uuidV4(...rows, out, count, ...a, ...b, ...c, ...d);
};

const uuidV7: FastKernel<'uuid-v7'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const milliseconds = columnAt(frame, step.milliseconds, 'number');
  const out = columnAt(frame, step.out, 'uuid');
  const random = halvesOf(step.keys[0]);
  const unique = halvesOf(step.keys[1]);
  return (count) => kernels.uuidV7(...rows, milliseconds, out, count, ...random, ...unique);
};

export const UUID_KERNELS = { 'uuid-v4': uuidV4, 'uuid-v7': uuidV7 } satisfies FastKernels;
