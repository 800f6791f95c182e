import type { RandomSource } from './random-source.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** The time of one member of an array or an object. */
export interface Turn {
  /** The constructor that it is a member of. */
  readonly owner: SyntaxNode;
  readonly environment: Environment;
  /** Resolves when it is over; never where the member fails: then the whole evaluation has failed. */
  readonly over: Promise<void>;
  readonly end: () => void;
}

/** What one evaluation keeps apart from all others of the same parsed expression. */
export interface Evaluation {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: RandomSource;
  /** Nodes evaluated so far. */
  steps: number;
  /** Nodes begun and not ended, the innermost last; with its turn, if it must let another one begin. */
  readonly open: (Turn | undefined)[];
  /** The member that was told to begin last, until JSONata goes on to something else. */
  latest?: Turn | undefined;
}

/** JSONata's frame of variables. */
export interface Environment {
  lookup(name: string): unknown;
  timestamp: Date;
}

/** No name of a variable holds a space: no expression can see this one. */
export const EVALUATION = 'this evaluation';

export function createEvaluation(now: number, random: RandomSource): Evaluation {
  return { now, random, steps: 0, open: [] };
}

export function evaluationOf(environment: Environment): Evaluation {
  return environment.lookup(EVALUATION) as Evaluation;
}
