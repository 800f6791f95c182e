import type { CountRange, StepOf } from '../program/steps.ts';
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
  const alphabet = entries.address.length;
  const { min, max } = step.lengths;
  const scratch = new Int32Array(max);
  const { heap } = frame;
  const { view } = frame.memory;
  return (count) => {
    let at = heap.next;
    const end = heap.end - OVERSHOOT;
    for (let i = 0; i < count; i++) {
      let rest = value[i]!;
      let length = min;
      for (let size = alphabet ** length; rest >= size && length < max; size = alphabet ** length) {
        rest -= size;
        length++;
      }
      for (let k = length - 1; k >= 0; k--) {
        const next = Math.floor(rest / alphabet);
        scratch[k] = rest - next * alphabet;
        rest = next;
      }
      const start = at;
      for (let k = 0; k < length; k++) {
        const symbol = scratch[k]!;
        if (at + 4 > end) throw new HeapFull();
        copyText(view, at, entries.address[symbol]!, 4);
        at += entries.length[symbol]!;
      }
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}
