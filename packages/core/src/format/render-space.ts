import type { TextBuffer } from '../kernels/frame.ts';
import type { Heap, Memory } from '../kernels/memory.ts';
import type { Placed } from '../kernels/scatter.ts';

/** What rendering works with. */
export interface RenderSpace {
  readonly memory: Memory;
  /** New text of the batch. */
  readonly heap: Heap;
  /** View arrays of this column. */
  readonly out: TextBuffer;
  readonly nullText: Placed;
  readonly quote: Placed;
  readonly booleans: TextBuffer;
  /** Escaped form of the column's dictionary, where it has one that needs it. */
  readonly escapedEntries: TextBuffer | undefined;
}

/** Cells become views of the entries that `codes` names. */
export function gatherViews(
  entries: TextBuffer,
  codes: Int32Array | Uint8Array,
  out: TextBuffer,
  rowCount: number,
): TextBuffer {
  const { address, length } = entries;
  for (let i = 0; i < rowCount; i++) {
    const code = codes[i] as number;
    out.address[i] = address[code] as number;
    out.length[i] = length[code] as number;
  }
  return out;
}
