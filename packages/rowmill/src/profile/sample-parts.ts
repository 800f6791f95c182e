/** Tables of more rows are profiled by some of their parts. */
const PROFILED_ROWS = 262_144;

/**
 * The parts that a profile looks at: all of a small table, otherwise as many as hold about {@link PROFILED_ROWS} rows,
 * evenly spread over the table, one at least.
 */
export function sampleParts<Part extends { readonly rows: number }>(
  parts: readonly Part[],
): readonly Part[] {
  const rows = rowsOf(parts);
  if (rows <= PROFILED_ROWS) return parts;
  const count = Math.max(1, Math.floor((parts.length * PROFILED_ROWS) / rows));
  const spread = Array.from({ length: count }, (_, index) => {
    const middle = Math.floor(((index + 0.5) * parts.length) / count);
    return parts[middle];
  });
  return spread.filter((part) => part !== undefined);
}

/** Rows of some parts together. */
export function rowsOf(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((sum, part) => sum + part.rows, 0);
}
