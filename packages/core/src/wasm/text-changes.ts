import { createReader, createStringWriter } from '../kernels/text.ts';
import { advance, type FastKernel, type FastKernels } from './fast-kernel.ts';
import { roomOf, textKernels, textsAt } from './text-module.ts';

const checkDigits: FastKernel<'check-digits'> = (step, frame) => {
  const { heap } = frame;
  const value = textsAt(frame.buffer(step.value, 'text'));
  const out = textsAt(frame.buffer(step.out, 'text'));
  const change = textKernels(frame.memory)[step.scheme];
  return (count) => advance(heap, change(...value, ...out, count, ...roomOf(heap)));
};

const CAPITAL_A = 65;
const SMALL_A = 97;

const textCase: FastKernel<'text-case'> = (step, frame) => {
  const { heap, memory } = frame;
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'text');
  const isLower = step.to === 'lower';
  const firstLetter = isLower ? CAPITAL_A : SMALL_A;
  const kernels = textKernels(memory);
  const read = createReader(memory.bytes);
  const write = createStringWriter(frame);
  const length = out.length.byteOffset;
  const from = textsAt(value);
  const to = textsAt(out);
  return (count) => {
    advance(heap, kernels.textCase(...from, ...to, count, firstLetter, ...roomOf(heap)));
    let row = kernels.leftOut(length, 0, count);
    while (row < count) {
      const text = read(value, row);
      write(isLower ? text.toLowerCase() : text.toUpperCase(), out, row);
      row = kernels.leftOut(length, row + 1, count);
    }
  };
};

/** Kernels that change texts. */
export const TEXT_CHANGES = {
  'check-digits': checkDigits,
  'text-case': textCase,
} satisfies FastKernels;
