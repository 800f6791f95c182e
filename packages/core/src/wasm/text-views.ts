import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { literalAt, textKernels, textsAt } from './text-module.ts';

const gather: FastKernel<'gather'> = (step, frame) => {
  const codes = frame.buffer(step.codes, 'int').byteOffset;
  const entries = textsAt(frame.dictionary(step.dictionary));
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => kernels.gather(codes, ...entries, ...out, count);
};

const selectText: FastKernel<'select-text'> = (step, frame) => {
  const codes = frame.buffer(step.codes, 'int').byteOffset;
  const options = frame.words(
    step.options.flatMap((option) => textsAt(frame.buffer(option, 'text'))),
  );
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => kernels.selectText(codes, options, ...out, count);
};

const flagText: FastKernel<'flag-text'> = (step, frame) => {
  const value = frame.buffer(step.value, 'flag').byteOffset;
  const no = literalAt(frame.literal('false'));
  const yes = literalAt(frame.literal('true'));
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => kernels.flagText(value, ...no, ...yes, ...out, count);
};

const substring: FastKernel<'substring'> = (step, frame) => {
  const value = textsAt(frame.buffer(step.value, 'text'));
  const from = frame.buffer(step.left, 'number').byteOffset;
  const size = frame.buffer(step.right, 'number').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => kernels.substring(...value, from, size, ...out, count);
};

/** Kernels whose cells are views of text that is there. */
export const TEXT_VIEWS = {
  gather,
  'select-text': selectText,
  'flag-text': flagText,
  substring,
} satisfies FastKernels;
