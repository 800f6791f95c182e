import { LARGEST_POISSON_TABLE, poissonThresholds } from '../kernels/distribution-tables.ts';
import type { Frame } from '../kernels/frame.ts';
import { MAX_TABLE_BYTES } from '../kernels/step-tables.ts';
import type { Distribution } from '../program/steps/number-steps.ts';
import type { FastKernel, FastKernels } from './fast-kernel.ts';
import { placeFloatSearch } from './guided-search.ts';
import { columnAt, halvesOf, rowsAt, type Sample, valuesOf } from './values-module.ts';
import { placeZipfLaw } from './zipf-law.ts';

/** A kernel that is tied to its tables. */
type DrawSamples = (...at: Sample) => void;

const distribution: FastKernel<'distribution'> = (step, frame) => {
  const draw = openSampler(step.distribution, frame);
  if (draw === undefined) return undefined;
  const rows = rowsAt(frame, step.rows);
  const out = columnAt(frame, step.out, 'number');
  const key = halvesOf(step.key);
  const { from, to } = step.quantiles;
  const size = to - from;
  return (count) => draw(...rows, out, count, ...key, from, size);
};

function openSampler(of: Distribution, frame: Frame): DrawSamples | undefined {
  const kernels = valuesOf(frame);
  switch (of.kind) {
    case 'normal':
      return (...at) => kernels.normal(...at, of.mean, of.deviation);
    case 'lognormal':
      return (...at) => kernels.lognormal(...at, of.mean, of.sigma);
    case 'exponential':
      return (...at) => kernels.exponential(...at, of.rate);
    case 'pareto':
      return (...at) => kernels.pareto(...at, of.minimum, of.shape);
    case 'poisson':
      return openPoisson(of.mean, frame);
    case 'zipf': {
      const law = placeZipfLaw(frame, of.count, of.exponent);
      return (...at) => kernels.zipf(...at, ...law);
    }
    case 'histogram': {
      if (of.edges.byteLength > MAX_TABLE_BYTES) return undefined;
      const edges = frame.table(of.edges);
      const search = placeFloatSearch(frame, of.thresholds, 1);
      return (...at) => kernels.histogram(...at, edges, ...search);
    }
  }
}

function openPoisson(mean: number, frame: Frame): DrawSamples {
  const kernels = valuesOf(frame);
  if (mean > LARGEST_POISSON_TABLE) return (...at) => kernels.poissonOfLargeMean(...at, mean);
  const search = placeFloatSearch(frame, poissonThresholds(mean), 1);
  return (...at) => kernels.poisson(...at, ...search);
}

export const DISTRIBUTION_KERNELS = { distribution } satisfies FastKernels;
