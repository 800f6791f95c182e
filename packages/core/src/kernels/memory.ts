/**
 * One block of linear memory per worker. Everything that kernels touch lies in it, so that the same layout
 * serves an engine in WebAssembly.
 */
export interface Memory {
  readonly buffer: ArrayBuffer;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** First byte that is not handed out yet. */
  next: number;
}

/** Readable and writable bytes that follow every region: wide copies overshoot by less than this. */
export const OVERSHOOT = 16;
const ALIGNMENT = 16;

export function createMemory(byteLength: number): Memory {
  const buffer = new ArrayBuffer(byteLength);
  return { buffer, bytes: new Uint8Array(buffer), view: new DataView(buffer), next: ALIGNMENT };
}

/** Bytes that {@link allocate} takes for a region, padding included. */
export function regionSize(byteLength: number): number {
  return Math.ceil((byteLength + OVERSHOOT) / ALIGNMENT) * ALIGNMENT;
}

/**
 * Hands out a region that overlaps no other one: regions only ever move forward.
 *
 * @throws RangeError when the memory is full, which is a fault in the caller's sum of region sizes.
 */
export function allocate(memory: Memory, byteLength: number): number {
  const address = memory.next;
  const next = address + regionSize(byteLength);
  if (next > memory.buffer.byteLength) {
    throw new RangeError(
      `memory of ${memory.buffer.byteLength} bytes cannot hold ${byteLength} more at ${address}`,
    );
  }
  memory.next = next;
  return address;
}

/** Text that kernels make within one batch is bumped from here; emptied before the next batch. */
export interface Heap {
  readonly start: number;
  readonly end: number;
  next: number;
}

export function createHeap(memory: Memory, byteLength: number): Heap {
  const start = allocate(memory, byteLength);
  return { start, end: start + byteLength, next: start };
}

/** The batch makes more text than the heap holds; the engine halves the batch and tries again. Never leaves the engine. */
export class HeapFull extends Error {
  override readonly name = 'HeapFull';
}
