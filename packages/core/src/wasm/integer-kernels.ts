import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/values.generated.ts';

/** `kernels/values/integers.ts`: addresses and counts are 32-bit integers. */
interface IntegerExports {
  pick(
    low: number,
    high: number,
    out: number,
    count: number,
    inner: number,
    outer: number,
    bound: number,
  ): void;
}

const exportsOf = openModule<IntegerExports>(WASM);

const pick: FastKernel<'pick'> = (step, frame) => {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'int');
  const { inner, outer } = step.key;
  const kernels = exportsOf(frame.memory);
  return (count) =>
    kernels.pick(low.byteOffset, high.byteOffset, out.byteOffset, count, inner, outer, step.count);
};

export const INTEGER_KERNELS = { pick } satisfies FastKernels;
