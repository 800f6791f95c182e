import type { CountRange } from '../program/steps/text-steps.ts';
import type { StepOf } from '../program/steps.ts';
import { mix32, scaleWord, wordAt } from '../random/mix.ts';
import { copyText } from './copy.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

const SPACE = 32;
const LINE_FEED = 10;
const FULL_STOP = 46;

/** Paragraphs of sentences of words, each count and each word a draw of its own: one line per paragraph. */
export function prose(step: StepOf<'prose'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'text');
  const write = createProseWriter(step, frame);
  const { heap } = frame;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const start = heap.next;
      heap.next = write(start, wordAt(step.key, low[i]!, high[i]!));
      out.address[i] = start;
      out.length[i] = heap.next - start;
    }
  };
}

/** Writes the text of one random word and gives the address behind it. */
function createProseWriter(
  step: StepOf<'prose'>,
  frame: Frame,
): (address: number, first: number) => number {
  const entries = frame.dictionary(step.dictionary);
  const capitals = frame.dictionary(step.capitals);
  const { bytes, view } = frame.memory;
  const end = frame.heap.end - OVERSHOOT - 2;
  const choices = entries.address.length;
  let at = 0;
  let word = 0;
  let draw = 0;
  const next = (count: number): number =>
    scaleWord(mix32(word ^ mix32(draw++ + step.key.outer)), count);
  const countOf = ({ min, max }: CountRange): number =>
    min === max ? min : min + next(max - min + 1);
  const copy = (from: TextBuffer, entry: number): void => {
    const length = from.length[entry]!;
    if (at + length > end) throw new HeapFull();
    copyText(view, at, from.address[entry]!, length);
    at += length;
  };
  const sentence = (): void => {
    const words = countOf(step.words);
    copy(capitals, next(choices));
    for (let k = 1; k < words; k++) {
      bytes[at++] = SPACE;
      copy(entries, next(choices));
    }
    bytes[at++] = FULL_STOP;
  };
  const paragraph = (): void => {
    const sentences = countOf(step.sentences);
    for (let k = 0; k < sentences; k++) {
      if (k > 0) bytes[at++] = SPACE;
      sentence();
    }
  };
  return (address, first) => {
    at = address;
    word = first;
    draw = 0;
    const paragraphs = countOf(step.paragraphs);
    for (let k = 0; k < paragraphs; k++) {
      if (k > 0) bytes[at++] = LINE_FEED;
      paragraph();
    }
    return at;
  };
}
