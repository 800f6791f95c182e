import type { ClaimName } from '../request/types-masking.ts';
import type { ClaimColumn, ClaimInput } from './claim-input.ts';

/** What becomes of a claim, or of a part of it. `open`: only the run can show it. */
export type Outcome = 'passes' | 'open' | 'refused';

/** The verdict on one column. */
export interface ColumnVerdict {
  readonly table: string;
  readonly column: string;
  readonly verdict: Outcome | 'not concerned';
  /** For people, with the way out where it is refused. Never a value. */
  readonly reason: string;
}

/** Something that people have to say, or that has to be measured. */
export interface StatementVerdict {
  readonly statement: string;
  readonly verdict: Outcome;
  readonly reason: string;
}

/** What was found of one claim. */
export interface ClaimAssessment {
  readonly claim: ClaimName;
  /** Nothing is refused, and nothing is open. */
  readonly earned: boolean;
  /** Something is refused: the run cannot earn it any more. */
  readonly refused: boolean;
  readonly columns: readonly ColumnVerdict[];
  readonly statements: readonly StatementVerdict[];
}

/** A verdict without its place. */
export type Judgement = Pick<ColumnVerdict, 'verdict' | 'reason'>;

/** One claim: what it asks of each column, and of all together. */
export interface ClaimDefinition {
  readonly claim: ClaimName;
  /** One sentence, with its source. */
  readonly summary: string;
  judge(column: ClaimColumn, input: ClaimInput): Judgement;
  statements(input: ClaimInput): readonly StatementVerdict[];
}

export const passes = (reason: string): Judgement => ({ verdict: 'passes', reason });
export const open = (reason: string): Judgement => ({ verdict: 'open', reason });
export const refused = (reason: string): Judgement => ({ verdict: 'refused', reason });
export const notConcerned = (reason: string): Judgement => ({ verdict: 'not concerned', reason });
