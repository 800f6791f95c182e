import type { StepOf } from '../program/steps.ts';
import { copyText } from './copy.ts';
import { writeJsonEscaped } from './escape.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
/** A control character becomes six bytes. */
const MAX_GROWTH = 6;

/** Cells as JSON values: strings quoted and escaped, nulls as `null`. */
export function jsonText(step: StepOf<'json-text'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const valid = step.valid === null ? undefined : frame.buffer(step.valid, 'flag');
  const out = frame.buffer(step.out, 'text');
  const nothing = frame.literal('null');
  const { heap } = frame;
  const { bytes } = frame.memory;
  return (count) => {
    for (let i = 0; i < count; i++) {
      if (valid !== undefined && valid[i] === 0) {
        out.address[i] = nothing.address;
        out.length[i] = nothing.length;
      } else if (step.quoted) {
        const start = heap.next;
        const length = value.length[i]!;
        if (start + length * MAX_GROWTH + 2 + OVERSHOOT > heap.end) throw new HeapFull();
        bytes[start] = QUOTE;
        const behind = writeJsonEscaped(bytes, start + 1, value.address[i]!, length);
        bytes[behind] = QUOTE;
        heap.next = behind + 1;
        out.address[i] = start;
        out.length[i] = heap.next - start;
      } else {
        out.address[i] = value.address[i]!;
        out.length[i] = value.length[i]!;
      }
    }
  };
}

/** The first `counts[i]` items, one behind the other. */
export function joinFirst(step: StepOf<'join-first'>, frame: Frame): RunKernel {
  const counts = frame.buffer(step.counts, 'int');
  const items = step.items.map((item) => frame.buffer(item, 'text'));
  const out = frame.buffer(step.out, 'text');
  const { heap } = frame;
  const { view } = frame.memory;
  return (count) => {
    let at = heap.next;
    const end = heap.end - OVERSHOOT;
    for (let i = 0; i < count; i++) {
      const start = at;
      for (let k = 0; k < counts[i]!; k++) {
        const item = items[k]!;
        const length = item.length[i]!;
        if (at + length > end) throw new HeapFull();
        copyText(view, at, item.address[i]!, length);
        at += length;
      }
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}

/** The first `counts[i]` items as a JSON array. */
export function jsonArray(step: StepOf<'json-array'>, frame: Frame): RunKernel {
  const counts = frame.buffer(step.counts, 'int');
  const items = step.items.map((item) => frame.buffer(item, 'text'));
  const out = frame.buffer(step.out, 'text');
  const { heap } = frame;
  const { view, bytes } = frame.memory;
  return (count) => {
    let at = heap.next;
    const end = heap.end - OVERSHOOT - 2;
    for (let i = 0; i < count; i++) {
      const start = at;
      bytes[at++] = OPEN_BRACKET;
      for (let k = 0; k < counts[i]!; k++) {
        const item = items[k]!;
        const length = item.length[i]!;
        if (at + length + 2 > end) throw new HeapFull();
        if (k > 0) bytes[at++] = COMMA;
        copyText(view, at, item.address[i]!, length);
        at += length;
      }
      bytes[at++] = CLOSE_BRACKET;
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}
