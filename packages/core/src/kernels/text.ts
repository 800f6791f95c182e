import type { StepOf } from '../program/steps.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

/** Cells become views of dictionary entries; no byte is copied. */
export function gather(step: StepOf<'gather'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const out = frame.buffer(step.out, 'text');
  const entries = frame.dictionary(step.dictionary);
  return (count) => gatherEntries(entries, codes, out, count);
}

export function gatherEntries(
  entries: TextBuffer,
  codes: Int32Array,
  out: TextBuffer,
  count: number,
): void {
  const { address, length } = entries;
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    out.address[i] = address[code]!;
    out.length[i] = length[code]!;
  }
}

/** Cell `i` is that of the option that `codes[i]` names. */
export function selectText(step: StepOf<'select-text'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const out = frame.buffer(step.out, 'text');
  const options = step.options.map((option) => frame.buffer(option, 'text'));
  return (count) => {
    for (let i = 0; i < count; i++) {
      const option = options[codes[i]!]!;
      out.address[i] = option.address[i]!;
      out.length[i] = option.length[i]!;
    }
  };
}

/**
 * Calls `write` for each row with the address where its text starts; it gives the address behind the text.
 * `maxBytes` is the most that one call writes, overshoot included.
 */
export function writeCells(
  frame: Frame,
  out: TextBuffer,
  maxBytes: number,
  write: (address: number, i: number) => number,
): RunKernel {
  const { heap } = frame;
  return (count) => {
    let at = heap.next;
    if (at + count * maxBytes + OVERSHOOT > heap.end) throw new HeapFull();
    for (let i = 0; i < count; i++) {
      const next = write(at, i);
      out.address[i] = at;
      out.length[i] = next - at;
      at = next;
    }
    heap.next = at;
  };
}

/** Lower or upper case of ASCII letters and of any other letters that JavaScript maps by Unicode's default mapping. */
export function textCase(step: StepOf<'text-case'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'text');
  const change =
    step.to === 'lower' ? (s: string) => s.toLowerCase() : (s: string) => s.toUpperCase();
  const decode = createReader(frame.memory.bytes);
  const write = createStringWriter(frame);
  return (count) => {
    for (let i = 0; i < count; i++) write(change(decode(value, i)), out, i);
  };
}

/** Reads one cell as a string. */
export function createReader(bytes: Uint8Array): (text: TextBuffer, i: number) => string {
  const decoder = new TextDecoder();
  return ({ address, length }, i) =>
    decoder.decode(bytes.subarray(address[i]!, address[i]! + length[i]!));
}

/** Puts a string into the heap as cell `i`. For per-cell code: kernels write bytes. */
export function createStringWriter(
  frame: Frame,
): (text: string, out: TextBuffer, i: number) => void {
  const { heap } = frame;
  const { bytes } = frame.memory;
  const encoder = new TextEncoder();
  return (text, out, i) => {
    const { read, written } = encoder.encodeInto(
      text,
      bytes.subarray(heap.next, heap.end - OVERSHOOT),
    );
    if (read < text.length) throw new HeapFull();
    out.address[i] = heap.next;
    out.length[i] = written;
    heap.next += written;
  };
}
