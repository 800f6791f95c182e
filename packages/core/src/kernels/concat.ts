import { BATCH_ROWS } from '../model/batch.ts';
import type { StepOf } from '../program/steps.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';
import { type Placed, scatterLiteral, scatterText } from './scatter.ts';

/** A piece of every cell: the same literal, or the row's own text. */
export type ConcatPart = { readonly literal: Placed } | { readonly text: TextBuffer };

/** Writes all parts of a cell one behind the other: part by part over all rows. */
export function concat(step: StepOf<'concat'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'text');
  const parts = openParts(step, frame);
  const fixedLength = parts.reduce(
    (sum, part) => sum + ('literal' in part ? part.literal.length : 0),
    0,
  );
  const cursor = new Int32Array(BATCH_ROWS);
  const { heap, memory } = frame;
  return (count) => {
    out.length.fill(fixedLength, 0, count);
    for (const part of parts) if ('text' in part) addLengths(out.length, part.text.length, count);
    const end = placeCells(heap.next, out.address, out.length, cursor, count);
    if (end > heap.end) throw new HeapFull();
    heap.next = end;
    for (const part of parts) {
      if ('text' in part) scatterText(memory.view, cursor, part.text, 0, count);
      else scatterLiteral(memory.view, cursor, part.literal, 0, count);
    }
  };
}

/** The parts of a concatenation in memory, for those who put them together themselves. */
export function openParts({ parts }: StepOf<'concat'>, frame: Frame): ConcatPart[] {
  return parts.map((part) =>
    typeof part === 'string'
      ? { literal: frame.literal(part) }
      : { text: frame.buffer(part, 'text') },
  );
}

function addLengths(total: Int32Array, length: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) total[i]! += length[i]!;
}

/** Gives every cell a place of its length, with room to overshoot; gives the address behind the last. */
function placeCells(
  start: number,
  address: Int32Array,
  length: Int32Array,
  cursor: Int32Array,
  count: number,
): number {
  let at = start;
  for (let i = 0; i < count; i++) {
    address[i] = at;
    cursor[i] = at;
    at += length[i]! + OVERSHOOT;
  }
  return at;
}
