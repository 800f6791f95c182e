import type { StepOf } from '../program/steps.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { columnAt, valuesOf } from './values-module.ts';

/** Codes of `kernels/values/time.ts`. */
const PARTS: Readonly<Record<StepOf<'date-part'>['part'], number>> = {
  year: 0,
  month: 1,
  day: 2,
  hour: 3,
  weekday: 4,
};

const datePart: FastKernel<'date-part'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'number');
  const out = columnAt(frame, step.out, 'number');
  const part = PARTS[step.part];
  return (count) => kernels.datePart(value, out, count, part);
};

const addMonths: FastKernel<'add-months'> = (step, frame) => {
  const kernels = valuesOf(frame);
  const value = columnAt(frame, step.value, 'number');
  const months = columnAt(frame, step.months, 'number');
  const out = columnAt(frame, step.out, 'number');
  return (count) => kernels.addMonths(value, months, out, count);
};

export const TIME_KERNELS = {
  'add-months': addMonths,
  'date-part': datePart,
} satisfies FastKernels;
