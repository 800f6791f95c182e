import { MAX_TABLE_BYTES } from '../kernels/step-tables.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { placeWordSearch, wordLevels } from './guided-search.ts';
import { columnAt, halvesOf, rowsAt, valuesOf } from './values-module.ts';
import { placeZipfLaw } from './zipf-law.ts';

const parentUniform: FastKernel<'parent-uniform'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = rowsAt(frame, step.out);
  const key = halvesOf(step.key);
  return (count) => kernels.parentUniform(...rows, ...out, count, ...key, step.count);
};

const parentZipf: FastKernel<'parent-zipf'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = rowsAt(frame, step.out);
  const key = halvesOf(step.key);
  const law = placeZipfLaw(frame, step.count, step.exponent);
  return (count) => kernels.parentZipf(...rows, ...out, count, ...key, step.count, ...law);
};

const parentEarlier: FastKernel<'parent-earlier'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = rowsAt(frame, step.out);
  const key = halvesOf(step.key);
  return (count) => kernels.parentEarlier(...rows, ...out, count, ...key);
};

const parentOfChild: FastKernel<'parent-of-child'> = (step, frame) => {
  const { before, blockRows, counts } = step.layout;
  if (before.byteLength > MAX_TABLE_BYTES) return undefined;
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = rowsAt(frame, step.out);
  const ordinal = columnAt(frame, step.ordinal, 'number');
  const blocks = [frame.table(before), before.length - 1, blockRows] as const;
  const key = halvesOf(counts.key);
  const search = placeWordSearch(frame, wordLevels(counts.thresholds));
  const values = frame.table(counts.values);
  // No family is at hand yet: the first row is always searched for.
  const family = frame.table(Float64Array.of(0, Number.POSITIVE_INFINITY, 0));
  return (count) => {
    const layout = [...blocks, ...key, ...search, values, family] as const;
    kernels.parentOfChild(...rows, ...out, ordinal, count, ...layout);
  };
};

const rowsFromNumber: FastKernel<'rows-from-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'number');
  const out = rowsAt(frame, step.out);
  return (count) => kernels.rowsFromNumber(value, ...out, count);
};

export const ROW_KERNELS = {
  'parent-earlier': parentEarlier,
  'parent-of-child': parentOfChild,
  'parent-uniform': parentUniform,
  'parent-zipf': parentZipf,
  'rows-from-number': rowsFromNumber,
} satisfies FastKernels;
