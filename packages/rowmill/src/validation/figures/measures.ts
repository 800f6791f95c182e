import { DataError } from '@rowmill/core';
import { measureAgeOfNewest } from './age-of-newest.ts';
import { measurePearson, measureSpearman } from './correlations.ts';
import type { FigureMeasure } from './define.ts';
import { measureApproximateDistinctCount, measureDistinctCount } from './distinct-counts.ts';
import { measureDistributionDistance } from './distribution-distance.ts';
import { measureMeanOfChildren } from './mean-of-children.ts';
import { measureShareOfNulls } from './share-of-nulls.ts';
import { measureSumDifference } from './sum-difference.ts';

const MEASURES: ReadonlyMap<string, FigureMeasure> = new Map(
  [
    measureAgeOfNewest,
    measureApproximateDistinctCount,
    measureDistinctCount,
    measureDistributionDistance,
    measureMeanOfChildren,
    measurePearson,
    measureShareOfNulls,
    measureSpearman,
    measureSumDifference,
  ].map((measure) => [measure.name, measure]),
);

/** @throws {@link DataError} when there is no such figure. */
export function measureNamed(name: string): FigureMeasure {
  const measure = MEASURES.get(name);
  if (measure === undefined) throw new DataError(name, undefined, 'cannot be measured by SQL');
  return measure;
}
