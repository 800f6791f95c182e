import type { Frame } from '../kernels/frame.ts';
import type { RunKernel } from '../kernels/kernel.ts';
import type { Kernel, StepOf } from '../program/steps.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { INTEGER_KERNELS } from './integer-kernels.ts';
import { TEXT_KERNELS } from './text-kernels.ts';

/** The kernels in WebAssembly by the name of their step. What is not here runs in TypeScript, on the same memory. */
const FAST_KERNELS: FastKernels = {
  ...INTEGER_KERNELS,
  ...TEXT_KERNELS,
};

/** Ties a step to its kernel in WebAssembly; undefined where TypeScript has to run it. */
export function openFastKernel<K extends Kernel>(
  step: StepOf<K>,
  frame: Frame,
): RunKernel | undefined {
  if (frame.memory.wasm === undefined) return undefined;
  const open = FAST_KERNELS[step.kernel] as FastKernel<K> | undefined;
  return open?.(step, frame);
}
