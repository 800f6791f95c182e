import { allocate, type Memory } from '../kernels/memory.ts';
import type { KeyKernels } from '../keys/key-kernels.ts';
import { openKeyKernels } from '../keys/open-key-kernels.ts';
import { onBothEngines } from './guarded-memory.ts';

/** Runs the same work on both engines, in equal memories: equal answers, and no byte written outside a region. */
export function expectSame(work: (memory: Memory, kernels: KeyKernels) => unknown): void {
  // A memory of TypeScript has any size, not whole words.
  onBothEngines((1 << 22) + 3, (memory) => work(memory, openKeyKernels(memory)));
}

/** Puts bytes into memory. @param room bytes to hand out for them */
export function place(memory: Memory, bytes: ArrayBufferView, room = bytes.byteLength): number {
  const address = allocate(memory, room);
  memory.bytes.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), address);
  return address;
}

/** Bytes as hexadecimal digits. */
export function read({ bytes }: Memory, address: number, byteCount: number): string {
  return Array.from(bytes.subarray(address, address + byteCount), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Rows that a column of `count` has room for. */
export const roomFor = (count: number): number => Math.ceil(count / 16) * 16;
