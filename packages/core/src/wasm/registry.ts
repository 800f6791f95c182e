import type { Frame } from '../kernels/frame.ts';
import type { RunKernel } from '../kernels/kernel.ts';
import type { OverrideStep } from '../program/steps/override-steps.ts';
import type { Kernel, StepOf } from '../program/steps.ts';
import { BIGINT_KERNELS } from './bigint-kernels.ts';
import { DISTRIBUTION_KERNELS } from './distribution-kernels.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { FLAG_KERNELS } from './flag-kernels.ts';
import { INTEGER_KERNELS } from './integer-kernels.ts';
import { NUMBER_KERNELS } from './number-kernels.ts';
import { PERMUTATION_KERNELS } from './permutation-kernels.ts';
import { ROW_KERNELS } from './row-kernels.ts';
import { TEXT_KERNELS } from './text-kernels.ts';
import { TIME_KERNELS } from './time-kernels.ts';
import { UUID_KERNELS } from './uuid-kernels.ts';

/** Faker's own methods are JavaScript: the per-cell escape hatch. */
type PerCell = 'faker' | 'faker-flag' | 'faker-number';

/** What makes edge rows: few rows, and a loop over them that moves cells is as fast in either language. */
type OfEdgeRows = OverrideStep['kernel'] | 'parent-in-turn';

/** The kernels in WebAssembly by the name of their step: all others, or this does not compile. */
const FAST_KERNELS: { readonly [K in Exclude<Kernel, PerCell | OfEdgeRows>]: FastKernel<K> } = {
  ...BIGINT_KERNELS,
  ...DISTRIBUTION_KERNELS,
  ...FLAG_KERNELS,
  ...INTEGER_KERNELS,
  ...NUMBER_KERNELS,
  ...PERMUTATION_KERNELS,
  ...ROW_KERNELS,
  ...TIME_KERNELS,
  ...UUID_KERNELS,
  ...TEXT_KERNELS,
};

/** Ties a step to its kernel in WebAssembly; undefined where TypeScript has to run it. */
export function openFastKernel<K extends Kernel>(
  step: StepOf<K>,
  frame: Frame,
): RunKernel | undefined {
  if (frame.memory.wasm === undefined) return undefined;
  const open = (FAST_KERNELS as FastKernels)[step.kernel] as FastKernel<K> | undefined;
  return open?.(step, frame);
}
