import { ageOfNewest } from './age-of-newest.ts';
import { approximateDistinctCount } from './approximate-distinct-count.ts';
import { pearsonCorrelation, spearmanCorrelation } from './correlations.ts';
import type { FigureDefinition } from './define.ts';
import { distinctCount } from './distinct-count.ts';
import { distributionDistance } from './distribution-distance.ts';
import { meanOfChildren } from './mean-of-children.ts';
import { shareOfNulls } from './share-of-nulls.ts';
import { sumDifference } from './sum-difference.ts';

/** Every figure that an expectation may bound, by its own name. */
const FIGURES: Readonly<Record<string, FigureDefinition>> = Object.fromEntries(
  [
    ageOfNewest,
    approximateDistinctCount,
    distinctCount,
    distributionDistance,
    meanOfChildren,
    pearsonCorrelation,
    shareOfNulls,
    spearmanCorrelation,
    sumDifference,
  ].map((figure): [string, FigureDefinition] => [figure.name, figure as FigureDefinition]),
);

/** @throws RangeError when there is no such figure. */
export function figureNamed(name: string): FigureDefinition {
  const figure = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
  if (figure === undefined) throw new RangeError(`there is no figure "${name}"`);
  return figure;
}
