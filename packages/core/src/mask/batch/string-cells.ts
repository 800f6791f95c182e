import { type Heap, HeapFull, type Memory, OVERSHOOT } from '../../kernels/memory.ts';
import type { CellViews } from './cell-mask.ts';

/** Reads cells as strings and writes strings as cells: for strategies that know strings alone. */
export interface StringCells {
  read(cells: CellViews, row: number): string | null;
  /** @throws HeapFull when there is no room for the text. */
  write(text: string | null, cells: CellViews, row: number): void;
}

/** Shorter texts are put together from their bytes: a call out of JavaScript costs more. */
const SHORT = 24;

export function openStringCells({ bytes }: Memory, heap: Heap): StringCells {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  return {
    read({ address, length, valid }, row) {
      if (valid[row] === 0) return null;
      const from = address[row] as number;
      const to = from + (length[row] as number);
      return asciiText(bytes, from, to) ?? decoder.decode(bytes.subarray(from, to));
    },
    write(text, { address, length, valid }, row) {
      valid[row] = text === null ? 0 : 1;
      address[row] = heap.next;
      length[row] = 0;
      if (text === null || text === '') return;
      const room = bytes.subarray(heap.next, heap.end - OVERSHOOT);
      const { read, written } = encoder.encodeInto(text, room);
      if (read < text.length) throw new HeapFull();
      length[row] = written;
      heap.next += written;
    },
  };
}

function asciiText(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to - from > SHORT) return undefined;
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
