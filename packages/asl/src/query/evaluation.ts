import type { RandomSource } from './random-source.ts';

/** What one evaluation keeps apart from all others of the same parsed expression. */
export interface Evaluation {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: RandomSource;
  /** Nodes evaluated so far. */
  steps: number;
  /** Nodes begun and not ended. */
  open: number;
  /** Nobody waits for it any more: JSONata goes on with the other items of an array when one has failed. */
  isOver: boolean;
}

/** JSONata's `this` in a function, and what its callbacks get. */
export interface Environment {
  lookup(name: string): unknown;
  timestamp: Date;
}

/** No name of a variable holds a space: no expression can see this one. */
export const EVALUATION = 'this evaluation';

export function evaluationOf(environment: Environment): Evaluation {
  return environment.lookup(EVALUATION) as Evaluation;
}
