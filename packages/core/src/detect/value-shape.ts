const MOST_UNITS = 24;

/**
 * What a value looks like and no more: `A` for a capital letter, `a` for a small one, `9` for a digit, `x` for a letter
 * without case, everything else as it stands if it is ASCII. Runs longer than three are told as three and a plus.
 */
function shapeOf(value: string): string {
  const shape = value
    .slice(0, MOST_UNITS * 3)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{N}/gu, '9')
    .replace(/[\p{Lo}\p{Lm}]/gu, 'x')
    .replace(/[^\x20-\x7e]/gu, '?')
    .replace(/(.)\1{3,}/g, '$1$1$1+');
  return shape.length > MOST_UNITS ? `${shape.slice(0, MOST_UNITS)}…` : shape;
}

/** Shapes that fewer values have could tell a single one. */
const FEWEST = 10;

/** The commonest shapes that at least ten values have, with their share in percent, e.g. `Aaaa 62 %`. */
export function commonShapes(values: readonly string[], most = 2): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const shape = shapeOf(value);
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= FEWEST)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([shape, count]) => `${shape} ${Math.round((count / values.length) * 100)} %`);
}
