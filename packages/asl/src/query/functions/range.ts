import { TOO_LARGE } from '../guard-limits.ts';
import { refuseSurplus, wholeNumber } from './argument-errors.ts';

/** Numbers that one call gives at most. Source: github.com/floci-io/floci/pull/2790, measured against AWS. */
export const MAX_RANGE_ITEMS = 360_145;

/**
 * `$range(start, end, step)`: numbers from `start` in steps of `step`, `end` included where a step meets it. A single
 * number comes without an array, as JSONata has it. Nothing where the step is missing, 0 or leads away from the end.
 *
 * @throws T0410 for arguments that are no numbers
 */
export function range(
  start: unknown,
  end: unknown,
  step: unknown,
  surplus?: unknown,
): number[] | undefined {
  refuseSurplus(surplus, 4);
  const first = wholeNumber(start, 1);
  const last = wholeNumber(end, 2);
  if (step === undefined) {
    return undefined;
  }
  const stride = wholeNumber(step, 3);
  const count = Math.floor((last - first) / stride) + 1;
  // A stride of 0 gives an infinite count or none at all.
  return stride === 0 || count < 1 ? undefined : numbers({ first, stride, count });
}

function numbers(range: {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
}) {
  if (range.count > MAX_RANGE_ITEMS) {
    throw { message: TOO_LARGE };
  }
  const items = Array.from(
    { length: range.count },
    (_, index) => range.first + index * range.stride,
  );
  return Object.assign(items, { sequence: true });
}
