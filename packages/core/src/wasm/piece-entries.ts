import type { TextBuffer } from '../kernels/frame.ts';
import { allocate, type Memory, regionSize } from '../kernels/memory.ts';

/** `kernels/rows/layout.ts` repeats these numbers. */
export const SLOT_BYTES = 16;
const ENTRY_BYTES = 8;

/** Entries of dictionaries as pieces read them. */
export interface PieceEntries {
  /** Addresses of slots of one size, and of their lengths as bytes: few bytes that stay in the fastest cache. */
  slots(entries: TextBuffer): readonly [slots: number, lengths: number];
  /** Where address and length of each entry lie side by side: one load in WebAssembly. */
  views(entries: TextBuffer): number;
}

/** Places the entries of a dictionary when a piece first asks for them, and once for all pieces that do. */
export function openPieceEntries(memory: Memory): PieceEntries {
  return {
    slots: once((entries) => placeSlots(memory, entries)),
    views: once((entries) => placeViews(memory, entries)),
  };
}

/** Most bytes of memory that {@link openPieceEntries} takes for a dictionary: no dictionary is placed in both ways. */
export function pieceEntriesSize(count: number): number {
  return Math.max(
    regionSize(SLOT_BYTES * count) + regionSize(count),
    regionSize(ENTRY_BYTES * count),
  );
}

function once<T>(place: (entries: TextBuffer) => T): (entries: TextBuffer) => T {
  const placed = new Map<TextBuffer, T>();
  return (entries) => {
    const known = placed.get(entries);
    if (known !== undefined) return known;
    const fresh = place(entries);
    placed.set(entries, fresh);
    return fresh;
  };
}

function placeSlots(memory: Memory, { address, length }: TextBuffer): [number, number] {
  const slots = allocate(memory, SLOT_BYTES * address.length);
  const lengths = allocate(memory, address.length);
  for (const [i, from] of address.entries()) {
    const size = length[i] as number;
    memory.bytes.copyWithin(slots + SLOT_BYTES * i, from, from + size);
    memory.bytes[lengths + i] = size;
  }
  return [slots, lengths];
}

function placeViews(memory: Memory, { address, length }: TextBuffer): number {
  const start = allocate(memory, ENTRY_BYTES * address.length);
  const fields = new Int32Array(memory.buffer, start, 2 * address.length);
  for (const [i, from] of address.entries()) {
    fields[2 * i] = from;
    fields[2 * i + 1] = length[i] as number;
  }
  return start;
}
