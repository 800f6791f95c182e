import type { Frame } from '../kernels/frame.ts';
import type { RunKernel } from '../kernels/kernel.ts';
import { type Heap, HeapFull } from '../kernels/memory.ts';
import type { Kernel, StepOf } from '../program/steps.ts';

/** Ties a step to its registers, as the kernels in TypeScript do; undefined where TypeScript has to run it. */
export type FastKernel<K extends Kernel> = (step: StepOf<K>, frame: Frame) => RunKernel | undefined;

export type FastKernels = { readonly [K in Kernel]?: FastKernel<K> };

/** Takes the address behind the new text of a kernel, which is 0 when the text did not fit. */
export function advance(heap: Heap, next: number): void {
  if (next === 0) throw new HeapFull();
  heap.next = next >>> 0;
}
