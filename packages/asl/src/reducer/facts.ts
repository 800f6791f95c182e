import type { QueryLanguage, StateSequence } from '../document/states.ts';
import type { JsonObject } from '../json.ts';

/** What does not change while an execution runs. */
export interface ExecutionFacts {
  /** The machine, or the processor of a distributed map for one of its children. */
  readonly sequence: StateSequence;
  /** Of the document. */
  readonly queryLanguage: QueryLanguage;
  /** `STANDARD` unless given: its history is limited. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly timeoutSeconds?: number;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly stateMachine: { readonly arn: string; readonly name: string };
  /** Random text: tokens, jitter and `$uuid()` follow from it. */
  readonly seed: string;
  /** Additional members of the context object, e.g. `Map` of a child. */
  readonly context?: JsonObject;
  /** Takes the place of the whole context object, where a single state is tested. */
  readonly givenContext?: JsonObject;
}
