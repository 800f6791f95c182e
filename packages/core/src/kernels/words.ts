import type { StepOf } from '../program/steps.ts';
import { mix32, scaleWord, wordAt } from '../random/mix.ts';
import { copyText } from './copy.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

const LOWER_A = 97;
const LOWER_Z = 122;

/** Text of `counts[i]` dictionary entries, each its own draw: sentences and word lists. */
export function words(step: StepOf<'words'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const counts = frame.buffer(step.counts, 'int');
  const out = frame.buffer(step.out, 'text');
  const entries = frame.dictionary(step.dictionary);
  const separator = frame.literal(step.separator);
  const ending = frame.literal(step.ending);
  const { heap } = frame;
  const { view, bytes } = frame.memory;
  const choices = entries.address.length;
  return (count) => {
    let at = heap.next;
    const end = heap.end - OVERSHOOT - ending.length - separator.length;
    for (let i = 0; i < count; i++) {
      const start = at;
      const first = wordAt(step.key, low[i]!, high[i]!);
      for (let k = 0; k < counts[i]!; k++) {
        const entry = scaleWord(mix32(first ^ mix32(k + step.key.outer)), choices);
        const length = entries.length[entry]!;
        if (at + length > end) throw new HeapFull();
        if (k > 0) {
          copyText(view, at, separator.address, separator.length);
          at += separator.length;
        }
        copyText(view, at, entries.address[entry]!, length);
        at += length;
      }
      if (step.capitalize) capitalize(bytes, start);
      copyText(view, at, ending.address, ending.length);
      at += ending.length;
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}

/** Only ASCII: the lists of other scripts hold capitals where they need them, or have none. */
function capitalize(bytes: Uint8Array, at: number): void {
  const first = bytes[at]!;
  if (first >= LOWER_A && first <= LOWER_Z) bytes[at] = first - 32;
}
