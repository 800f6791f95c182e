import { type Heap, HeapFull, OVERSHOOT } from '../../kernels/memory.ts';

/**
 * Where texts of at most `byteLength` bytes in all may be written; {@link Heap.next} moves when they are.
 *
 * @throws HeapFull when there is no room.
 */
export function heapRoom(heap: Heap, byteLength: number): number {
  if (heap.next + byteLength + OVERSHOOT > heap.end) throw new HeapFull();
  return heap.next;
}
