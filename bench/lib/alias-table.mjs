/**
 * Draws from a list of weights in constant time (A. J. Walker, "An efficient method for generating
 * discrete random variables", 1977): pick a place evenly, then it or its alias.
 *
 * @returns for each weight the chance to stay at its place, and the place to go to otherwise.
 */
export function aliasTable(weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight * weights.length) / total);
  const stay = scaled.map(() => 1);
  const alias = scaled.map((_, place) => place);
  const small = [];
  const large = [];
  for (const [place, weight] of scaled.entries()) (weight < 1 ? small : large).push(place);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop();
    const more = large.at(-1);
    stay[less] = scaled[less];
    alias[less] = more;
    scaled[more] -= 1 - scaled[less];
    if (scaled[more] < 1) small.push(large.pop());
  }
  return { stay, alias };
}

/** Weights of 1 to `count` under Zipf's law: the k-th weighs k ** -exponent. */
export function zipfWeights(count, exponent) {
  return Array.from({ length: count }, (_, index) => (index + 1) ** -exponent);
}
