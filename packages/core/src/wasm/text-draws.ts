import type { TextBuffer } from '../kernels/frame.ts';
import type { CountRange } from '../program/steps/text-steps.ts';
import { advance, type FastKernel, type FastKernels } from './fast-kernel.ts';
import { literalAt, roomOf, rowsAt, textKernels, textsAt } from './text-module.ts';

const words: FastKernel<'words'> = (step, frame) => {
  const { heap } = frame;
  const rows = rowsAt(frame.buffer(step.rows, 'rows'));
  const counts = frame.buffer(step.counts, 'int').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const dictionary = frame.dictionary(step.dictionary);
  const entries = textsAt(dictionary);
  const choices = dictionary.length.length;
  const most = longestOf(dictionary);
  const separator = literalAt(frame.literal(step.separator));
  const ending = literalAt(frame.literal(step.ending));
  const capitalize = step.capitalize ? 1 : 0;
  const { inner, outer } = step.key;
  const kernels = textKernels(frame.memory);
  return (count) =>
    advance(
      heap,
      kernels.words(
        ...([...rows, counts, ...out, count, inner, outer] as const),
        ...([...entries, choices, most, ...separator, ...ending, capitalize] as const),
        ...roomOf(heap),
      ),
    );
};

const prose: FastKernel<'prose'> = (step, frame) => {
  const { heap } = frame;
  const rows = rowsAt(frame.buffer(step.rows, 'rows'));
  const out = textsAt(frame.buffer(step.out, 'text'));
  const ranges = frame.words([step.words, step.sentences, step.paragraphs].flatMap(describe));
  const dictionary = frame.dictionary(step.dictionary);
  const entries = textsAt(dictionary);
  const capitalized = frame.dictionary(step.capitals);
  const capitals = textsAt(capitalized);
  const choices = dictionary.length.length;
  const most = Math.max(longestOf(dictionary), longestOf(capitalized));
  const blank = frame.literal(' ').address;
  const { inner, outer } = step.key;
  const kernels = textKernels(frame.memory);
  return (count) =>
    advance(
      heap,
      kernels.prose(
        ...([...rows, ...out, count, inner, outer, ranges] as const),
        ...([...entries, ...capitals, choices, most, blank] as const),
        ...roomOf(heap),
      ),
    );
};

/** Bytes of the longest entry. */
function longestOf({ length }: TextBuffer): number {
  return length.reduce((longest, size) => Math.max(longest, size), 0);
}

/** A range as `kernels/text/words.ts` reads it. */
const describe = ({ min, max }: CountRange): readonly number[] => [min, max - min + 1];

/** Kernels that draw words. */
export const TEXT_DRAWS = { words, prose } satisfies FastKernels;
