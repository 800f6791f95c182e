import type { StepOf } from '../program/steps.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';

/** Bytes of UTF-8 that continue a character look like `10xxxxxx`. */
const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Characters (Unicode code points) of each cell. */
export function textLength(step: StepOf<'text-length'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'number');
  const { bytes } = frame.memory;
  return (count) => {
    for (let i = 0; i < count; i++) {
      let characters = 0;
      const end = value.address[i]! + value.length[i]!;
      for (let at = value.address[i]!; at < end; at++)
        if (!isContinuation(bytes[at]!)) characters++;
      out[i] = characters;
    }
  };
}

/** `right[i]` characters from character number `left[i]` on, the first being 1: a view, no byte is copied. */
export function substring(step: StepOf<'substring'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const from = frame.buffer(step.left, 'number');
  const size = frame.buffer(step.right, 'number');
  const out = frame.buffer(step.out, 'text');
  const { bytes } = frame.memory;
  return (count) => {
    for (let i = 0; i < count; i++) {
      // Characters before the first one count, as in SQL: substring('abc', 0, 2) is 'a'.
      const first = Math.trunc(from[i]!) - 1;
      const last = first + Math.max(0, Math.trunc(size[i]!));
      const start = seek(bytes, value, i, Math.max(0, first));
      const end = seek(bytes, value, i, Math.max(0, last));
      out.address[i] = start;
      out.length[i] = end - start;
    }
  };
}

/** Address of character `index` of a cell, or the end of the cell. */
function seek(bytes: Uint8Array, value: TextBuffer, i: number, index: number): number {
  let at = value.address[i]!;
  const end = at + value.length[i]!;
  for (let seen = 0; at < end; at++) {
    if (isContinuation(bytes[at]!)) continue;
    if (seen === index) return at;
    seen++;
  }
  return end;
}
