import type { Tag } from '../readers/read-batch.ts';
import type { Check } from './check.ts';
import {
  type Int64Plan,
  isExact,
  type NumberPlan,
  planInt64Range,
  planNumberCheck,
} from './number-plan.ts';
import { planTextCheck, type TextPlan } from './text-plan.ts';

/** All checks of one column, ready to run. Cells pass the checks that are not meant for what they are. */
export interface ColumnPlan {
  /** Number of the column within its batch. */
  readonly column: number;
  /** Of texts. */
  readonly texts: readonly TextPlan[];
  /** Of numbers. */
  readonly numbers: readonly NumberPlan[];
  /** Of 64-bit integers, exactly. */
  readonly int64: readonly Int64Plan[];
  /** What a cell of a file may be; absent when it may be anything. */
  readonly tags?: ReadonlySet<Tag>;
  /** Nulls fail. */
  readonly notNull: boolean;
}

/** A check of one column of a batch, by number. */
export interface ColumnCheck {
  readonly column: number;
  readonly check: Check;
}

/**
 * Prepares checks.
 *
 * @throws TypeError for a format that is not known; SyntaxError for a pattern that is none; RangeError for limits and
 * divisors that make no sense
 */
export function planColumnChecks(checks: readonly ColumnCheck[]): ColumnPlan[] {
  return checks.map(({ column, check }) => ({
    column,
    texts: [],
    numbers: [],
    int64: [],
    notNull: false,
    ...planCheck(check),
  }));
}

function planCheck(check: Check): Partial<ColumnPlan> {
  switch (check.check) {
    case 'notNull':
      return { notNull: true };
    case 'range':
      return isExact(check)
        ? { int64: [planInt64Range(check)] }
        : { numbers: [planNumberCheck(check)] };
    case 'integer':
    case 'multipleOf':
    case 'numbers':
      return { numbers: [planNumberCheck(check)] };
    default:
      return { texts: [planTextCheck(check)] };
  }
}
