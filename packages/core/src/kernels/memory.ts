import type { WasmMemory } from '../wasm/platform.ts';

/**
 * One block of linear memory per open table. Everything that kernels touch lies in it, so that kernels in
 * TypeScript and in WebAssembly work on the same bytes.
 */
export interface Memory {
  readonly buffer: ArrayBuffer;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The same bytes for kernels in WebAssembly; undefined where TypeScript runs alone. */
  readonly wasm: WasmMemory | undefined;
  /** All that was handed out, in order of address. */
  readonly regions: readonly Region[];
  /** Bytes behind every region that nobody may write: tests look whether somebody did. */
  readonly guardBytes: number;
  /** First byte that is not handed out yet. */
  next: number;
}

/** A part of memory that belongs to one owner. */
export interface Region {
  readonly address: number;
  /** Without the bytes behind it that wide copies may overwrite. */
  readonly byteLength: number;
}

/** Readable and writable bytes that follow every region: wide copies overshoot by less than this. */
export const OVERSHOOT = 16;
const ALIGNMENT = 16;
/** What guard bytes hold. */
const GUARD = 0xa5;

export interface MemoryOptions {
  readonly wasm?: WasmMemory;
  /** Bytes at the beginning that are not handed out. */
  readonly reserved?: number;
  readonly guardBytes?: number;
}

/** @param byteLength at least; memory for WebAssembly has the size that it has */
export function createMemory(
  byteLength: number,
  { wasm, reserved = ALIGNMENT, guardBytes = 0 }: MemoryOptions = {},
): Memory {
  const buffer = wasm?.buffer ?? new ArrayBuffer(byteLength);
  return {
    buffer,
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    wasm,
    regions: [],
    guardBytes,
    next: aligned(reserved),
  };
}

const aligned = (address: number): number => Math.ceil(address / ALIGNMENT) * ALIGNMENT;

/** Bytes that {@link allocate} takes for a region, padding included. */
export function regionSize(byteLength: number): number {
  return aligned(byteLength + OVERSHOOT);
}

/**
 * Hands out a region that overlaps no other one: regions only ever move forward.
 *
 * @throws RangeError when the memory is full, which is a fault in the caller's sum of region sizes.
 */
export function allocate(memory: Memory, byteLength: number): number {
  const address = memory.next;
  const end = address + regionSize(byteLength);
  const next = end + memory.guardBytes;
  if (next > memory.buffer.byteLength) {
    throw new RangeError(
      `memory of ${memory.buffer.byteLength} bytes cannot hold ${byteLength} more at ${address}`,
    );
  }
  memory.bytes.fill(GUARD, end, next);
  memory.next = next;
  (memory.regions as Region[]).push({ address, byteLength });
  return address;
}

/**
 * Faults of the layout: regions that overlap, and guard bytes that somebody overwrote. Empty when all is well.
 * Source of every region is {@link allocate}; this proves it after the fact.
 */
export function layoutFaults({ regions, guardBytes, bytes }: Memory): string[] {
  const faults: string[] = [];
  regions.forEach(({ address, byteLength }, i) => {
    const end = address + regionSize(byteLength);
    const next = regions[i + 1];
    if (next !== undefined && next.address < end)
      faults.push(`region ${i} at ${address} reaches into region ${i + 1} at ${next.address}`);
    const broken = bytes.subarray(end, end + guardBytes).findIndex((byte) => byte !== GUARD);
    if (broken >= 0) faults.push(`byte ${broken} behind region ${i} at ${address} was overwritten`);
  });
  return faults;
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
