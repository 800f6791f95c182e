/** `did you mean "x"?` for the candidate nearest to a misspelt word; undefined when none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(word, candidates);
  return found === undefined ? undefined : `did you mean "${found}"?`;
}

/** The candidate nearest to a word: same last part (`email` for `internet.email`), or the least edits. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  // A word of one letter is as near to every other: it gets no suggestion.
  const limit = wanted.length < 2 ? 0 : Math.max(1, Math.min(4, Math.floor(wanted.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = likeness(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function likeness(wanted: string, candidate: string, limit: number): number {
  const whole = editDistance(wanted, candidate, limit);
  const dot = candidate.lastIndexOf('.');
  const oneHasNoDot = dot >= 0 && !wanted.includes('.');
  if (!oneHasNoDot) return whole;
  // Half an edit behind a name that matches as a whole.
  return Math.min(whole, editDistance(wanted, candidate.slice(dot + 1), limit) + 0.5);
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn one text into the other
 * (optimal string alignment); `limit` or more when they differ too much to matter.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
