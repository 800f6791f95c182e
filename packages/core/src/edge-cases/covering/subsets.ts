/** All subsets of so many factors, each ascending, in the order of their numbers. */
export function listSubsets(factors: number, size: number): number[][] {
  if (size === 0) return [[]];
  const subsets: number[][] = [];
  for (let last = size - 1; last < factors; last++) {
    for (const head of listSubsets(last, size - 1)) subsets.push([...head, last]);
  }
  return subsets;
}

/** Binomial coefficients: `C(n, k)` at `n * (strength + 1) + k`. */
export function binomialTable(factors: number, strength: number): Float64Array {
  const width = strength + 1;
  const table = new Float64Array((factors + 1) * width);
  for (let n = 0; n <= factors; n++) {
    table[n * width] = 1;
    for (let k = 1; k <= Math.min(n, strength); k++) {
      table[n * width + k] =
        (table[(n - 1) * width + k - 1] ?? 0) + (table[(n - 1) * width + k] ?? 0);
    }
  }
  return table;
}
