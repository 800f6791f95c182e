import { z } from 'zod';
import { thresholdsOf } from '../kernels/integers.ts';
import type { Distribution } from '../program/steps/number-steps.ts';

const bucket = z.strictObject({
  min: z.number().describe('Least value of the bucket.'),
  max: z.number().describe('Greatest value of the bucket.'),
  weight: z.number().min(0).describe('Share of the bucket, relative to the others.'),
});

/** Options of every number that can follow a distribution. */
export const DISTRIBUTION_OPTIONS = {
  distribution: z
    .enum([
      'uniform',
      'normal',
      'lognormal',
      'exponential',
      'zipf',
      'pareto',
      'poisson',
      'histogram',
    ])
    .default('uniform')
    .describe(
      'How values spread. With min or max, what lies outside is cut off and the rest keeps its shape.',
    ),
  mean: z
    .number()
    .optional()
    .describe('normal, poisson: mean. lognormal: mean of the logarithm (natural).'),
  deviation: z.number().positive().optional().describe('normal: standard deviation.'),
  sigma: z
    .number()
    .positive()
    .max(20)
    .optional()
    .describe('lognormal: standard deviation of the logarithm.'),
  rate: z.number().positive().optional().describe('exponential: 1 / mean.'),
  exponent: z
    .number()
    .positive()
    .max(20)
    .optional()
    .describe('zipf: value number k from min upwards weighs k ** -exponent. Default 1.1.'),
  minimum: z
    .number()
    .positive()
    .optional()
    .describe('pareto: least value before anything is cut off.'),
  shape: z
    .number()
    .positive()
    .optional()
    .describe('pareto: a greater shape has fewer large values.'),
  buckets: z
    .array(bucket)
    .min(1)
    .optional()
    .describe('histogram: ranges with weights; every value of a bucket is as likely.'),
};

export type DistributionOptions = z.output<z.ZodObject<typeof DISTRIBUTION_OPTIONS>>;
export type DistributionKind = DistributionOptions['distribution'];

/** Parameters of each distribution: those it needs, then those it may have. */
const PARAMETERS: Readonly<
  Record<DistributionKind, readonly [readonly string[], readonly string[]]>
> = {
  uniform: [[], ['min', 'max']],
  normal: [
    ['mean', 'deviation'],
    ['min', 'max'],
  ],
  lognormal: [
    ['mean', 'sigma'],
    ['min', 'max'],
  ],
  exponential: [['rate'], ['min', 'max']],
  zipf: [[], ['exponent', 'min', 'max']],
  pareto: [
    ['minimum', 'shape'],
    ['min', 'max'],
  ],
  poisson: [['mean'], ['min', 'max']],
  histogram: [['buckets'], []],
};

const ALL_PARAMETERS = new Set(Object.values(PARAMETERS).flat(2));

/** @throws RangeError when a parameter of the distribution is missing, or one does not belong to it. */
export function checkParameters(name: string, options: Readonly<Record<string, unknown>>): void {
  const kind = options.distribution as DistributionKind;
  const [needed, allowed] = PARAMETERS[kind];
  const isGiven = (parameter: string): boolean => options[parameter] !== undefined;
  const missing = needed.filter((parameter) => !isGiven(parameter));
  const fitting = [...needed, ...allowed].join(', ');
  if (missing.length > 0) {
    throw new RangeError(`${name}: distribution ${kind} needs ${missing.join(' and ')}`);
  }
  const foreign = [...ALL_PARAMETERS].filter(
    (parameter) =>
      isGiven(parameter) && !needed.includes(parameter) && !allowed.includes(parameter),
  );
  if (foreign.length > 0) {
    const which = foreign.map((parameter) => `"${parameter}"`).join(' and ');
    throw new RangeError(
      `${name}: ${which} cannot be used with distribution ${kind}, which takes ${fitting}`,
    );
  }
  if (kind === 'poisson' && Number(options.mean) <= 0) {
    throw new RangeError(`${name}: the mean of a poisson distribution must be above 0`);
  }
}

/**
 * The distribution as kernels know it; undefined for uniform and zipf, which are drawn over a range.
 *
 * @param margin half of the distance between values that buckets reach beyond their bounds; 0 for floats
 * @throws RangeError when buckets overlap or are empty.
 */
export function continuousDistribution(
  name: string,
  options: DistributionOptions,
  margin: number,
): Distribution | undefined {
  // checkParameters has seen to it that what a distribution needs is there.
  const { mean = 0, deviation = 1, sigma = 1, rate = 1, minimum = 1, shape = 1 } = options;
  switch (options.distribution) {
    case 'uniform':
    case 'zipf':
      return undefined;
    case 'normal':
      return { kind: 'normal', mean, deviation };
    case 'lognormal':
      return { kind: 'lognormal', mean, sigma };
    case 'exponential':
      return { kind: 'exponential', rate };
    case 'pareto':
      return { kind: 'pareto', minimum, shape };
    case 'poisson':
      return { kind: 'poisson', mean };
    case 'histogram':
      return histogram(name, options.buckets ?? [], margin);
  }
}

function histogram(
  name: string,
  buckets: readonly z.output<typeof bucket>[],
  margin: number,
): Distribution {
  const sorted = buckets.filter(({ weight }) => weight > 0).sort((a, b) => a.min - b.min);
  const [first] = sorted;
  if (first === undefined)
    throw new RangeError(`${name}: every bucket has weight 0; give one a weight`);
  const edges = [first.min - margin];
  const weights: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { min, max, weight } of sorted) {
    if (max < min || (margin === 0 && max === min)) {
      throw new RangeError(
        `${name}: bucket ${min} to ${max} is empty; its max must be above its min`,
      );
    }
    if (min - margin < end) {
      throw new RangeError(`${name}: bucket ${min} to ${max} overlaps the one before it`);
    }
    if (weights.length > 0 && min - margin > end) {
      // The gap between two buckets is a bucket that never happens.
      edges.push(min - margin);
      weights.push(0);
    }
    end = max + margin;
    edges.push(end);
    weights.push(weight);
  }
  return {
    kind: 'histogram',
    edges: Float64Array.from(edges),
    thresholds: thresholdsOf(weights, 1),
  };
}
