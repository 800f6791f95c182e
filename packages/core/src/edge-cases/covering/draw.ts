import { deriveKey } from '../../random/key.ts';
import { scaleWord, wordAt } from '../../random/mix.ts';

/** A whole number from 0 to `count` - 1, another one each time. */
export type Draw = (count: number) => number;

/** Same seed and attempt, same numbers. */
export function createDraw(seed: number, attempt: number): Draw {
  const key = deriveKey(seed, ['covering-array', String(attempt)]);
  let drawn = 0;
  return (count) => scaleWord(wordAt(key, drawn++, 0), count);
}

/** The numbers from 0 to `count` - 1 in any order (Fisher and Yates). */
export function shuffle(count: number, draw: Draw): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = draw(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
