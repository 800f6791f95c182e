import { type Automaton, isWorth } from '../checks/automaton/automaton.ts';
import type { TextPlan } from '../checks/text-plan.ts';

/** Texts of one length: `d` stands for any digit, `h` for any lower-case hexadecimal one, all else for itself. */
export interface TextShape {
  /** The format that all of them have by construction. */
  readonly format: string;
  readonly example: string;
}

/** Whether all texts of a shape pass a check. */
export function alwaysPasses(plan: TextPlan, { format, example }: TextShape): boolean {
  switch (plan.plan) {
    case 'bytes':
    case 'characters':
      return example.length >= plan.min && example.length <= plan.max;
    case 'automaton':
    case 'email':
      return acceptsAll(plan.automaton, example);
    case 'texts':
    case 'test':
      return false;
    default:
      return plan.format === format;
  }
}

const DIGITS = '0123456789';
const CHOICES: Readonly<Record<string, string>> = { d: DIGITS, h: `${DIGITS}abcdef` };

/** Follows all texts of the shape at once: positions do not depend on one another, so every state met is a text's. */
function acceptsAll({ classes, next, width }: Automaton, example: string): boolean {
  let states = new Set([0]);
  for (const character of example) {
    const reached = new Set<number>();
    for (const choice of CHOICES[character] ?? character) {
      const byte = classes[choice.charCodeAt(0)] ?? 0;
      for (const state of states) reached.add(next[state + byte] ?? 0);
    }
    states = reached;
  }
  return [...states].every((state) => isWorth(next[state + width - 1] ?? 0, example.length));
}
