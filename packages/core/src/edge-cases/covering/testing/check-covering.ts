/**
 * Looks at every combination of values by itself, by plain loops over a list of texts: shares no code and no numbering
 * with what makes covering arrays.
 */
export function missingCombinations(
  rows: readonly (readonly number[])[],
  levels: readonly number[],
  strength: number,
): string[] {
  const missing: string[] = [];
  for (const factors of choose(levels.length, strength)) {
    const there = new Set(rows.map((row) => factors.map((factor) => row[factor]).join(',')));
    for (const values of product(factors.map((factor) => levels[factor] ?? 0))) {
      if (!there.has(values.join(','))) missing.push(`${factors.join(',')}=${values.join(',')}`);
    }
  }
  return missing;
}

/** The combinations of which no row of the whole space that is allowed has one. */
export function impossibleCombinations(
  levels: readonly number[],
  strength: number,
  allows: (row: readonly number[]) => boolean,
): string[] {
  return missingCombinations([...product(levels)].filter(allows), levels, strength);
}

function* choose(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first < count; first++)
      for (const rest of choose(count, size - 1, first + 1)) yield [first, ...rest];
}

function* product(levels: readonly number[]): Generator<number[]> {
  const [first, ...rest] = levels;
  if (first === undefined) {
    yield [];
    return;
  }
  for (let value = 0; value < first; value++)
    for (const others of product(rest)) yield [value, ...others];
}
