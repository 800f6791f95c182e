import { type Automaton, compilePattern, isWorth } from '../automaton/automaton.ts';
import { AutomatonError } from '../automaton/nfa.ts';
import { buildMachines } from './pattern-machine.ts';
import { findMatch } from './run-machine.ts';

/** A pattern of JSON Schema that takes time linear in the text, whatever the pattern. */
export interface LinearPattern {
  readonly source: string;
  /** Whether the pattern is found anywhere in the text: as `RegExp` with flag `u` has it. */
  test(text: string): boolean;
}

/**
 * Compiles a pattern for texts that come one at a time.
 *
 * Most run as an automaton that reads each character once. Those that look around, or whose automaton would be too large,
 * are followed along all their ways at once.
 *
 * @throws SyntaxError when it is no regular expression
 * @throws {@link PatternError} when it refers back to a group, or repeats or nests beyond measure
 */
export function compileLinearPattern(source: string): LinearPattern {
  const machines = buildMachines(source);
  let automaton: Automaton | 'none' | undefined;
  return {
    source,
    test(text) {
      automaton ??= machines.looks.length > 0 ? 'none' : automatonOf(source);
      // Half of a surrogate pair is a character to a pattern, and none to UTF-8.
      if (automaton === 'none' || !text.isWellFormed()) return findMatch(machines, text);
      return acceptsText(automaton, text);
    },
  };
}

function automatonOf(source: string): Automaton | 'none' {
  try {
    return compilePattern(source);
  } catch (error) {
    if (error instanceof AutomatonError) return 'none';
    throw error;
  }
}

/** Walks an automaton of UTF-8 through a text without writing its bytes down. */
function acceptsText({ classes, next, width }: Automaton, text: string): boolean {
  let state = 0;
  let byteLength = 0;
  const step = (byte: number): void => {
    state = next[state + (classes[byte] as number)] as number;
    byteLength += 1;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) as number;
    if (code < 0x80) {
      step(code);
      continue;
    }
    if (code < 0x800) step(0xc0 | (code >> 6));
    else if (code < 0x10000) {
      step(0xe0 | (code >> 12));
      step(0x80 | ((code >> 6) & 0x3f));
    } else {
      step(0xf0 | (code >> 18));
      step(0x80 | ((code >> 12) & 0x3f));
      step(0x80 | ((code >> 6) & 0x3f));
      at += 1;
    }
    step(0x80 | (code & 0x3f));
  }
  return isWorth(next[state + width - 1] as number, byteLength);
}
