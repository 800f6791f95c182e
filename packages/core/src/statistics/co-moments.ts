/** What Pearson's coefficient of two columns follows from; two of them merge into one. */
export interface CoMoments {
  readonly count: number;
  readonly meanLeft: number;
  readonly meanRight: number;
  /** Sums of squares and products of the distances from the means. */
  readonly squaresLeft: number;
  readonly squaresRight: number;
  readonly products: number;
}

export const NO_MOMENTS: CoMoments = {
  count: 0,
  meanLeft: 0,
  meanRight: 0,
  squaresLeft: 0,
  squaresRight: 0,
  products: 0,
};

/** One pair of values. */
export const momentsOfPair = (left: number, right: number): CoMoments => ({
  ...NO_MOMENTS,
  count: 1,
  meanLeft: left,
  meanRight: right,
});

/**
 * The moments of both together, without the loss of digits that sums of squares have.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances", COMPSTAT 1982; for products P. Pébay, Sandia report SAND2008-6212.
 */
export function mergeMoments(one: CoMoments, other: CoMoments): CoMoments {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const count = one.count + other.count;
  const [left, right] = [other.meanLeft - one.meanLeft, other.meanRight - one.meanRight];
  const weight = (one.count * other.count) / count;
  return {
    count,
    meanLeft: one.meanLeft + (left * other.count) / count,
    meanRight: one.meanRight + (right * other.count) / count,
    squaresLeft: one.squaresLeft + other.squaresLeft + left * left * weight,
    squaresRight: one.squaresRight + other.squaresRight + right * right * weight,
    products: one.products + other.products + left * right * weight,
  };
}

/** Pearson's coefficient; undefined where a column is constant or there are fewer than two pairs. */
export function correlationOf({
  squaresLeft,
  squaresRight,
  products,
}: CoMoments): number | undefined {
  const spread = Math.sqrt(squaresLeft) * Math.sqrt(squaresRight);
  return spread > 0 ? Math.min(1, Math.max(-1, products / spread)) : undefined;
}
