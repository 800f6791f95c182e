import type { NumberPlan } from '../checks/number-plan.ts';
import type { TextPlan } from '../checks/text-plan.ts';
import type { Tag } from '../readers/read-batch.ts';

/** What schemas ask of a cell. */
export interface CellRules {
  /** What a cell that is there may be. */
  readonly tags: Set<Tag>;
  /** Asked of strings. */
  readonly texts: TextPlan[];
  /** Asked of numbers. */
  readonly numbers: NumberPlan[];
}
