import { inputRegisters } from './step-inputs.ts';
import type { Step } from './steps.ts';

/** The steps that some registers come from, in their order. The others make what nobody reads. */
export function neededSteps(steps: readonly Step[], registers: Iterable<number>): Step[] {
  const needed = new Set<number>(registers);
  const kept: Step[] = [];
  for (const step of steps.toReversed()) {
    if (!needed.has(step.out) && !needsOrdinal(step, needed)) continue;
    for (const input of inputRegisters(step)) needed.add(input);
    kept.push(step);
  }
  return kept.reverse();
}

/** Steps that find parents give the number among siblings too. */
function needsOrdinal(step: Step, needed: ReadonlySet<number>): boolean {
  const isParent = step.kernel === 'parent-of-child' || step.kernel === 'parent-in-turn';
  return isParent && needed.has(step.ordinal);
}
