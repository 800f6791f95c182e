import type { CountRange } from '../program/steps/text-steps.ts';
import type { StepOf } from '../program/steps.ts';
import { copyText } from './copy.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

/** Number of texts of `min` to `max` symbols of an alphabet. */
export function countTexts(alphabet: number, { min, max }: CountRange): number {
  let total = 0;
  for (let length = min; length <= max; length++) total += alphabet ** length;
  return total;
}

/** Text number `value` among all texts of `min` to `max` symbols of a dictionary, the shortest first: a bijection. */
export function symbols(step: StepOf<'symbols'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'text');
  const entries = frame.dictionary(step.dictionary);
  const scratch = new Int32Array(step.lengths.max);
  const { heap } = frame;
  const { view } = frame.memory;
  return (count) => {
    let at = heap.next;
    const end = heap.end - OVERSHOOT;
    for (let i = 0; i < count; i++) {
      const length = spell(scratch, value[i]!, entries.address.length, step.lengths);
      const start = at;
      for (let k = 0; k < length; k++) {
        const symbol = scratch[k]!;
        const size = entries.length[symbol]!;
        if (at + size > end) throw new HeapFull();
        copyText(view, at, entries.address[symbol]!, size);
        at += size;
      }
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}

/** Fills in the symbols of text number `value` and gives how many they are. */
function spell(
  symbolsOut: Int32Array,
  value: number,
  alphabet: number,
  { min, max }: CountRange,
): number {
  let rest = value;
  let length = min;
  for (let size = alphabet ** length; rest >= size && length < max; size *= alphabet) {
    rest -= size;
    length++;
  }
  for (let k = length - 1; k >= 0; k--) {
    const next = Math.floor(rest / alphabet);
    symbolsOut[k] = rest - next * alphabet;
    rest = next;
  }
  return length;
}
