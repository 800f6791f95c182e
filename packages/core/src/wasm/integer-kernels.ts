import type { Frame } from '../kernels/frame.ts';
import { MAX_TABLE_BYTES } from '../kernels/step-tables.ts';
import type { Register } from '../program/register.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { placeWordSearch, wordLevels } from './guided-search.ts';
import { columnAt, halvesOf, rowsAt, valuesOf } from './values-module.ts';

/** Levels up to which comparing with every level is faster than a search. */
const FEW_LEVELS = 6;

const intAt = (frame: Frame, register: Register<'int'>): number => columnAt(frame, register, 'int');

const pick: FastKernel<'pick'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = intAt(frame, step.out);
  const key = halvesOf(step.key);
  return (count) => kernels.pick(...rows, out, count, ...key, step.count);
};

const pickWithin: FastKernel<'pick-within'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const counts = intAt(frame, step.counts);
  const out = intAt(frame, step.out);
  const key = halvesOf(step.key);
  return (count) => kernels.pickWithin(...rows, out, count, ...key, counts);
};

const weightedPick: FastKernel<'weighted-pick'> = (step, frame) => {
  if (step.thresholds.byteLength > MAX_TABLE_BYTES) return undefined;
  const kernels = valuesOf(frame);
  const rows = rowsAt(frame, step.rows);
  const out = intAt(frame, step.out);
  const key = halvesOf(step.key);
  const levels = wordLevels(step.thresholds);
  if (levels.length <= FEW_LEVELS) {
    const at = frame.table(levels);
    return (count) => kernels.weightedPickFew(...rows, out, count, ...key, at, levels.length);
  }
  const search = placeWordSearch(frame, levels);
  return (count) => kernels.weightedPick(...rows, out, count, ...key, ...search);
};

const mapInt: FastKernel<'map-int'> = ({ value, out, table }, frame) => {
  if (table.byteLength > MAX_TABLE_BYTES) return undefined;
  const kernels = valuesOf(frame);
  const from = intAt(frame, value);
  const to = intAt(frame, out);
  const entries = frame.table(table);
  return (count) => kernels.mapInt(from, to, count, entries, table.length);
};

const offsetInt: FastKernel<'offset-int'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = intAt(frame, step.value);
  const offsets = intAt(frame, step.offsets);
  const out = intAt(frame, step.out);
  return (count) => kernels.offsetInt(value, offsets, out, count);
};

const intFromNumber: FastKernel<'int-from-number'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'number');
  const out = intAt(frame, step.out);
  return (count) => kernels.intFromNumber(value, out, count);
};

export const INTEGER_KERNELS = {
  'int-from-number': intFromNumber,
  'map-int': mapInt,
  'offset-int': offsetInt,
  pick,
  'pick-within': pickWithin,
  'weighted-pick': weightedPick,
} satisfies FastKernels;
