import type { CheckResult } from './check-result.ts';
import type { Measured } from './figures/define.ts';

/** What was found of one expectation. */
export interface Finding
  extends Pick<CheckResult, 'checkedRows' | 'failingRows' | 'examples' | 'failuresFile'> {
  /** What was measured, for an expectation that bounds a figure. */
  readonly measured?: Measured;
  /** Whether it lies within its bounds; absent where rows alone decide. */
  readonly isWithin?: boolean;
}
