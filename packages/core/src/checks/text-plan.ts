import {
  type Automaton,
  accepts,
  compileAutomaton,
  compilePattern,
} from './automaton/automaton.ts';
import { AutomatonError } from './automaton/nfa.ts';
import type { Check } from './check.ts';
import { hasFormat, planFormat } from './formats.ts';
import { compileLinearPattern } from './patterns/linear-pattern.ts';

/** A check of text, ready to run: with its automaton, its limits as numbers. */
export type TextPlan =
  | { readonly plan: 'characters' | 'bytes'; readonly min: number; readonly max: number }
  | { readonly plan: 'automaton' | 'email'; readonly automaton: Automaton }
  | { readonly plan: 'texts'; readonly values: ReadonlySet<string> }
  | {
      readonly plan: 'uuid' | 'date' | 'time' | 'dateTime';
      readonly format: string;
      readonly zoneNeeded: boolean;
    }
  /** Only JavaScript can tell: no kernel runs it. */
  | { readonly plan: 'test'; readonly test: (text: string) => boolean };

type TextCheck = Extract<Check, { check: 'characters' | 'bytes' | 'texts' | 'format' | 'pattern' }>;

/** Largest length that 32 bits with a sign hold. */
const MOST = 0x7fffffff;

/**
 * Prepares a check of text.
 *
 * @throws TypeError for a format that is not known, SyntaxError for a pattern that is none, {@link PatternError} for one
 * that cannot be run in linear time
 */
export function planTextCheck(check: TextCheck): TextPlan {
  switch (check.check) {
    case 'characters':
    case 'bytes':
      return { plan: check.check, min: check.min ?? 0, max: Math.min(check.max ?? MOST, MOST) };
    case 'texts':
      return { plan: 'texts', values: new Set(check.values) };
    case 'format':
      return planFormatCheck(check.format);
    case 'pattern':
      return planPattern(check.pattern);
  }
}

function planFormatCheck(format: string): TextPlan {
  const how = planFormat(format);
  const test = (text: string): boolean => hasFormat(format, text);
  if (how === undefined) {
    throw new TypeError(`no format of text is called ${JSON.stringify(format)}`);
  }
  switch (how.by) {
    case 'automaton':
      return {
        plan: format === 'email' ? 'email' : 'automaton',
        automaton: knownAutomaton(format, () => how.branches),
      };
    case 'nothing':
      return { plan: 'bytes', min: 0, max: MOST };
    case 'test':
      return { plan: 'test', test };
    case 'uuid':
    case 'date':
      return { plan: how.by, format, zoneNeeded: false };
    default:
      return { plan: how.by, format, zoneNeeded: how.zoneNeeded };
  }
}

const automata = new Map<string, Automaton>();

/** Formats are the same everywhere, and some take a while to compile. */
function knownAutomaton(
  format: string,
  branches: () => Parameters<typeof compileAutomaton>[0],
): Automaton {
  const known = automata.get(format) ?? compileAutomaton(branches());
  automata.set(format, known);
  return known;
}

function planPattern(pattern: string): TextPlan {
  try {
    return { plan: 'automaton', automaton: compilePattern(pattern) };
  } catch (error) {
    if (!(error instanceof AutomatonError)) throw error;
    return { plan: 'test', test: compileLinearPattern(pattern).test };
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether a text passes: what a plan means, one text at a time. The text is UTF-8 from `from` to `to`. */
export function passesText(plan: TextPlan, bytes: Uint8Array, from: number, to: number): boolean {
  switch (plan.plan) {
    case 'bytes':
      return to - from >= plan.min && to - from <= plan.max;
    case 'characters': {
      const points = codePoints(bytes, from, to);
      return points >= plan.min && points <= plan.max;
    }
    case 'automaton':
    case 'email':
      return accepts(plan.automaton, bytes, from, to);
    default: {
      const text = decoder.decode(bytes.subarray(from, to));
      if (plan.plan === 'texts') return plan.values.has(text);
      return plan.plan === 'test' ? plan.test(text) : hasFormat(plan.format, text);
    }
  }
}

/** Bytes that do not continue a code point. */
function codePoints(bytes: Uint8Array, from: number, to: number): number {
  let points = 0;
  for (let at = from; at < to; at++) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) points++;
  }
  return points;
}
