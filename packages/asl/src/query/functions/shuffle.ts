import type { RandomSource } from '../random-source.ts';

/** `$shuffle(array)`: the items in another order, each order as likely as any other. */
export function shuffle(
  source: RandomSource,
  items: readonly unknown[] | undefined,
): unknown[] | undefined {
  if (items === undefined) {
    return undefined;
  }
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(source.fraction() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}
