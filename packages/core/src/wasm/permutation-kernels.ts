import type { Frame } from '../kernels/frame.ts';
import { NOTES_BYTES } from '../kernels/step-tables.ts';
import { MAX_DOMAIN } from '../random/permutation.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, halvesOf, rowsAt, valuesOf } from './values-module.ts';

/** Memory for the keys of the rounds of a permutation. */
const roundKeys = (frame: Frame): number => frame.table(new Int32Array(NOTES_BYTES / 4));

/** The kernel in TypeScript says what is wrong with a domain. */
const isDomain = (domain: number): boolean =>
  Number.isInteger(domain) && domain >= 1 && domain <= MAX_DOMAIN;

const permute: FastKernel<'permute'> = (step, frame) => {
  if (!isDomain(step.domain)) return undefined;
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = columnAt(frame, step.out, 'number');
  const key = halvesOf(step.key);
  const keys = roundKeys(frame);
  return (count) => kernels.permute(...rows, out, count, ...key, step.domain, keys);
};

const permuteWithin: FastKernel<'permute-within'> = (step, frame) => {
  if (!isDomain(step.domain)) return undefined;
  const kernels = valuesOf(frame);
  const [group] = rowsAt(frame, step.group);
  const ordinal = columnAt(frame, step.ordinal, 'number');
  const out = columnAt(frame, step.out, 'number');
  const key = halvesOf(step.key);
  const keys = roundKeys(frame);
  return (count) => kernels.permuteWithin(group, ordinal, out, count, ...key, step.domain, keys);
};

export const PERMUTATION_KERNELS = {
  permute,
  'permute-within': permuteWithin,
} satisfies FastKernels;
