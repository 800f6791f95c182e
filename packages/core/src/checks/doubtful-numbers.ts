import type { TextBuffer } from '../kernels/frame.ts';
import type { Verdict } from './check-kernels.ts';
import type { NumberPlan } from './number-plan.ts';

/** Texts of fewer characters have at most 15 digits, and no two of those are one float (IEEE 754 binary64). */
const SHORTEST = 16;

interface NumberTexts {
  readonly text: TextBuffer;
  /** What the texts are as floats. */
  readonly values: Float64Array;
  readonly bytes: Uint8Array;
}

/**
 * Lets no number pass whose text may say other than its float does where it matters: `9007199254740993` is more than
 * 9007199254740992, and one float with it. Who looks at the row decides by the digits.
 *
 * Floats are in the order of their texts, so a limit can only be broken unseen by a number that is the limit's float.
 */
export function failDoubtful(
  plans: readonly NumberPlan[],
  { text, values, bytes }: NumberTexts,
  count: number,
  passed: Verdict,
): void {
  const { address, length } = text;
  for (let row = 0; row < count; row++) {
    const size = length[row] as number;
    if (size < SHORTEST || passed[row] === 0) continue;
    const from = address[row] as number;
    const value = values[row] as number;
    const isPlain = (): boolean => isInteger(bytes, from, from + size);
    if (plans.some((plan) => isDoubtful(plan, value, isPlain))) passed[row] = 0;
  }
}

/** Plans that some number can be in doubt about: not the one that all numbers pass. */
export function doubtfulPlans(plans: readonly NumberPlan[]): NumberPlan[] {
  return plans.filter(
    (plan) => plan.plan !== 'range' || plan.low > -Number.MAX_VALUE || plan.high < Number.MAX_VALUE,
  );
}

function isDoubtful(plan: NumberPlan, value: number, isPlain: () => boolean): boolean {
  switch (plan.plan) {
    case 'range':
      return value === plan.low || value === plan.high;
    case 'multiples':
      return plan.divisor !== 1 || !isPlain();
    case 'numbers':
      return true;
  }
}

const NINE = 0x39;
const ZERO = 0x30;
const MINUS = 0x2d;

/** Digits, behind a sign at most: an integer however long. */
function isInteger(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = bytes[from] === MINUS ? from + 1 : from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return false;
  }
  return true;
}
