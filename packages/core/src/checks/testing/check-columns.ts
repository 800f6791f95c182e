import type { TextBuffer } from '../../kernels/frame.ts';
import { allocate, type Memory, OVERSHOOT, regionSize } from '../../kernels/memory.ts';
import { onBothEngines } from '../../testing/guarded-memory.ts';
import type { CheckKernels, Verdict } from '../check-kernels.ts';
import { openCheckKernels } from '../open-check-kernels.ts';

const encoder = new TextEncoder();
const ROOM = 1 << 14;

/** Texts in memory, one directly behind another; the last one ends where its region does. */
export function placeTexts(memory: Memory, texts: readonly string[]): TextBuffer {
  const address = new Int32Array(memory.buffer, allocate(memory, 4 * texts.length), texts.length);
  const length = new Int32Array(memory.buffer, allocate(memory, 4 * texts.length), texts.length);
  const encoded = texts.map((text) => encoder.encode(text));
  let at = allocate(
    memory,
    encoded.reduce((sum, text) => sum + text.length, 0),
  );
  encoded.forEach((text, i) => {
    address[i] = at;
    length[i] = text.length;
    memory.bytes.set(text, at);
    at += text.length;
  });
  return { address, length };
}

export function placeNumbers(memory: Memory, values: readonly number[]): Float64Array {
  const placed = new Float64Array(
    memory.buffer,
    allocate(memory, 8 * values.length),
    values.length,
  );
  placed.set(values);
  return placed;
}

export function placeFlags(memory: Memory, flags: readonly number[]): Uint8Array {
  const placed = new Uint8Array(memory.buffer, allocate(memory, flags.length), flags.length);
  placed.set(flags);
  return placed;
}

/**
 * Runs a check with both engines: equal verdicts, which are handed back, and no byte outside of a region written.
 *
 * @param byteLength of texts and tables; there is memory for numbers and flags of all rows besides
 */
export function verdictsOf(
  byteLength: number,
  rows: number,
  run: (memory: Memory, kernels: CheckKernels, verdict: Verdict) => void,
): number[] {
  const size = byteLength + 64 * rows + ROOM + regionSize(OVERSHOOT);
  return onBothEngines(size, (memory) => {
    const verdict = placeFlags(memory, Array<number>(rows).fill(1));
    run(memory, openCheckKernels(memory), verdict);
    return [...verdict];
  });
}
