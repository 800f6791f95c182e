import { type Choices, FREE } from './choices.ts';

/** Whether a combination of chosen values is certain to be forbidden; factors that are free may still become anything. */
export type Excludes = (row: Choices) => boolean;

/** The values of a factor, best first. Whether a value is allowed is not its concern. */
export type RankValues = (row: Choices, factor: number) => readonly number[];

/** `impossible`: no way to fill in the free factors is allowed. `undecided`: none was found within the steps. */
export type Completed = 'complete' | 'impossible' | 'undecided';

/**
 * Fills in the free factors of a row, in the order given, so that it is allowed; goes back where it has to.
 *
 * @param row changed; filled in when the outcome is `complete`, as it was before otherwise
 */
export function completeRow(
  row: Choices,
  order: readonly number[],
  {
    rank,
    excludes,
    steps,
  }: { readonly rank: RankValues; readonly excludes: Excludes; readonly steps: number },
): Completed {
  const free = order.filter((factor) => row[factor] === FREE);
  const tried: (readonly number[])[] = [];
  const at: number[] = [];
  let left = steps;
  let depth = 0;
  while (depth < free.length) {
    const factor = free[depth] as number;
    tried[depth] ??= rank(row, factor);
    const next = nextAllowed(row, factor, { values: tried[depth] ?? [], from: at[depth] ?? 0 });
    if (next !== undefined) {
      at[depth] = next + 1;
      depth++;
      continue;
    }
    row[factor] = FREE;
    tried.length = depth;
    at.length = depth;
    depth--;
    if (depth < 0) return 'impossible';
    row[free[depth] as number] = FREE;
    if (--left < 0) {
      for (const other of free) row[other] = FREE;
      return 'undecided';
    }
  }
  return 'complete';

  function nextAllowed(
    choices: Choices,
    factor: number,
    { values, from }: { readonly values: readonly number[]; readonly from: number },
  ): number | undefined {
    for (let i = from; i < values.length; i++) {
      choices[factor] = values[i] as number;
      if (!excludes(choices)) return i;
    }
    return undefined;
  }
}
