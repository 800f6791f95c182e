import type { Frame } from '../kernels/frame.ts';
import type { Register, TextPart } from '../program/register.ts';
import { advance, type FastKernel, type FastKernels } from './fast-kernel.ts';
import { literalAt, roomOf, textKernels, textsAt } from './text-module.ts';

const PIECE_BYTES = 16;

const concat: FastKernel<'concat'> = (step, frame) => {
  const { heap } = frame;
  const out = frame.buffer(step.out, 'text');
  const { pieces, ending } = piecesOf(step.parts);
  const last = frame.literal(ending);
  if (pieces.length === 0) {
    return (count) => {
      out.address.fill(last.address, 0, count);
      out.length.fill(last.length, 0, count);
    };
  }
  const start = frame.words(pieces.flatMap((piece) => describe(piece, frame)));
  const end = start + PIECE_BYTES * pieces.length;
  const tail = literalAt(last);
  const texts = textsAt(out);
  const kernels = textKernels(frame.memory);
  return (count) =>
    advance(heap, kernels.concat(start, end, ...tail, ...texts, count, ...roomOf(heap)));
};

/** A literal, empty or not, and the text of the row behind it. */
interface Piece {
  readonly literal: string;
  readonly text: Register<'text'>;
}

/** Parts two by two. Literals that stand side by side become one. */
function piecesOf(parts: readonly TextPart[]): { pieces: Piece[]; ending: string } {
  const pieces: Piece[] = [];
  let literal = '';
  for (const part of parts) {
    if (typeof part === 'string') literal += part;
    else {
      pieces.push({ literal, text: part });
      literal = '';
    }
  }
  return { pieces, ending: literal };
}

/** A piece as `kernels/text/join.ts` reads it. */
function describe({ literal, text }: Piece, frame: Frame): readonly number[] {
  return [...literalAt(frame.literal(literal)), ...textsAt(frame.buffer(text, 'text'))];
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
