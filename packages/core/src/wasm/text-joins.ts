import type { Frame } from '../kernels/frame.ts';
import type { Register, TextPart } from '../program/register.ts';
import { advance, type FastKernel, type FastKernels } from './fast-kernel.ts';
import { literalAt, roomOf, textKernels, textsAt } from './text-module.ts';

/** Bits of a row number that lead to the cell of a part: all of them, or none where one text serves all rows. */
const EVERY_ROW = -1;
const NO_ROW = 0;
const PART_BYTES = 16;

const concat: FastKernel<'concat'> = (step, frame) => {
  const { heap } = frame;
  const out = frame.buffer(step.out, 'text');
  if (step.parts.every((part) => typeof part === 'string')) return constant(step.parts, out, frame);
  const parts = mergeLiterals(step.parts);
  const start = frame.words(parts.flatMap((part) => describe(part, frame)));
  const end = start + PART_BYTES * parts.length;
  const texts = textsAt(out);
  const kernels = textKernels(frame.memory);
  return (count) => advance(heap, kernels.concat(start, end, ...texts, count, ...roomOf(heap)));
};

/** The same view in every row. */
function constant(
  parts: readonly string[],
  out: ReturnType<Frame['dictionary']>,
  frame: Frame,
): (count: number) => void {
  const { address, length } = frame.literal(parts.join(''));
  return (count) => {
    out.address.fill(address, 0, count);
    out.length.fill(length, 0, count);
  };
}

/** Literals that stand side by side become one. */
function mergeLiterals(parts: readonly TextPart[]): TextPart[] {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

/** A part as `kernels/text/join.ts` reads it. */
function describe(part: TextPart, frame: Frame): readonly number[] {
  if (typeof part !== 'string') return [...textsAt(frame.buffer(part, 'text')), EVERY_ROW, 0];
  const { address, length } = frame.literal(part);
  const shared = frame.words([address, length]);
  return [shared, shared + 4, NO_ROW, 0];
}

const joinFirst: FastKernel<'join-first'> = (step, frame) => {
  const { heap } = frame;
  const counts = frame.buffer(step.counts, 'int').byteOffset;
  const items = placeItems(step.items, frame);
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => advance(heap, kernels.joinFirst(counts, items, ...out, count, ...roomOf(heap)));
};

const jsonArray: FastKernel<'json-array'> = (step, frame) => {
  const { heap } = frame;
  const counts = frame.buffer(step.counts, 'int').byteOffset;
  const items = placeItems(step.items, frame);
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => advance(heap, kernels.jsonArray(counts, items, ...out, count, ...roomOf(heap)));
};

function placeItems(items: readonly Register<'text'>[], frame: Frame): number {
  return frame.words(items.flatMap((item) => textsAt(frame.buffer(item, 'text'))));
}

const jsonText: FastKernel<'json-text'> = (step, frame) => {
  const { heap } = frame;
  const value = textsAt(frame.buffer(step.value, 'text'));
  const valid = step.valid === null ? 0 : frame.buffer(step.valid, 'flag').byteOffset;
  const nothing = literalAt(frame.literal('null'));
  const target = frame.buffer(step.out, 'text');
  const out = textsAt(target);
  const kernels = textKernels(frame.memory);
  if (step.quoted) {
    return (count) =>
      advance(heap, kernels.jsonText(...value, valid, ...nothing, ...out, count, ...roomOf(heap)));
  }
  if (step.valid !== null)
    return (count) => kernels.jsonValue(...value, valid, ...nothing, ...out, count);
  const source = frame.buffer(step.value, 'text');
  return (count) => {
    target.address.set(source.address.subarray(0, count));
    target.length.set(source.length.subarray(0, count));
  };
};

/** Kernels that put texts together. */
export const TEXT_JOINS = {
  concat,
  'join-first': joinFirst,
  'json-array': jsonArray,
  'json-text': jsonText,
} satisfies FastKernels;
