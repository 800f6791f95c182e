import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { RowmillError } from '../../errors.ts';
import { type CodeSet, codePointsOf, encodable, type SetFlags } from './code-points.ts';
import { type ByteRange, utf8Ranges } from './utf8-ranges.ts';

/** A regular expression cannot become an automaton: it has to be run as it is. */
export class AutomatonError extends RowmillError {
  override readonly name = 'AutomatonError';
}

/** A regular expression and what its matches are worth. */
export interface Branch {
  readonly source: string;
  readonly flags: SetFlags;
  /** Longest text, in bytes, that may match; absent for any length. */
  readonly maxBytes?: number;
}

/** A state of the automaton that still has to choose. All edges lead to other states by number. */
export interface NfaState {
  /** Taken on a byte from `from` to `to`. */
  readonly bytes: { readonly from: number; readonly to: number; readonly target: number }[];
  /** Taken on nothing, if the text is where the gate wants it: anywhere, at its start, at its end. */
  readonly free: { readonly gate: Gate; readonly target: number }[];
  /** 0: does not accept. Else one more than the longest text that it accepts, {@link ANY_LENGTH} for all. */
  readonly accepts: number;
}

export type Gate = 'always' | 'start' | 'end';

/** Accepts texts of every length. */
export const ANY_LENGTH = 0xffff;
const MOST_STATES = 20_000;

export interface Nfa {
  readonly states: readonly NfaState[];
  readonly start: number;
}

/**
 * Reads regular expressions into one automaton over UTF-8 bytes that accepts what any of them finds a match in.
 *
 * @throws {@link AutomatonError} for look-around, references to groups, word boundaries and sets of flag `v`.
 */
export function buildNfa(branches: readonly Branch[]): Nfa {
  const states: NfaState[] = [];
  const add = (accepts = 0): number => {
    if (states.length >= MOST_STATES) throw new AutomatonError('it repeats too much');
    return states.push({ bytes: [], free: [], accepts }) - 1;
  };
  const start = add();
  // A match may start anywhere.
  stateAt(states, start).bytes.push({ from: 0, to: 0xff, target: start });
  for (const { source, flags, maxBytes } of branches) {
    const accept = add(maxBytes === undefined ? ANY_LENGTH : maxBytes + 1);
    stateAt(states, accept).bytes.push({ from: 0, to: 0xff, target: accept });
    const builder = createBuilder(states, add, flags);
    const entry = builder.alternatives(parse(source, flags).alternatives, accept);
    stateAt(states, start).free.push({ gate: 'always', target: entry });
  }
  return { states, start };
}

function parse(source: string, { unicode }: SetFlags): AST.Pattern {
  const parser = new RegExpParser({ ecmaVersion: 2024 });
  try {
    return parser.parsePattern(source, 0, source.length, { unicode });
  } catch (error) {
    throw new AutomatonError('it is not a regular expression', { cause: error });
  }
}

function stateAt(states: readonly NfaState[], at: number): NfaState {
  const state = states[at];
  if (state === undefined) throw new RangeError(`no state ${at}`);
  return state;
}

/** Builds from the end to the start: each part is told where to go on. */
function createBuilder(states: readonly NfaState[], add: () => number, flags: SetFlags) {
  const free = (gate: Gate, ...targets: readonly number[]): number => {
    const state = add();
    stateAt(states, state).free.push(...targets.map((target) => ({ gate, target })));
    return state;
  };

  function alternatives(parts: readonly AST.Alternative[], next: number): number {
    return free('always', ...parts.map(({ elements }) => sequence(elements, next)));
  }

  function sequence(elements: readonly AST.Element[], next: number): number {
    return elements.reduceRight((target, element) => single(element, target), next);
  }

  function single(element: AST.Element, next: number): number {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass': {
        const set = codePointsOf(element, flags);
        if (set === undefined) throw new AutomatonError(`it holds the set ${element.raw}`);
        return addSet(states, add, set, next);
      }
      case 'Group':
        if (element.modifiers !== null) throw new AutomatonError('a group of it sets flags');
        return alternatives(element.alternatives, next);
      case 'CapturingGroup':
        return alternatives(element.alternatives, next);
      case 'Quantifier':
        return repeated(element, next);
      case 'Assertion':
        if (element.kind === 'start' || element.kind === 'end') return free(element.kind, next);
        throw new AutomatonError(`it looks around (${element.raw})`);
      default:
        throw new AutomatonError(`it holds ${element.raw}`);
    }
  }

  /** Greed makes no difference to whether there is a match. */
  function repeated({ element, min, max }: AST.Quantifier, next: number): number {
    let entry = next;
    if (max === Number.POSITIVE_INFINITY) {
      entry = free('always', next);
      stateAt(states, entry).free.push({ gate: 'always', target: single(element, entry) });
    } else {
      for (let i = min; i < max; i++) entry = free('always', single(element, entry), next);
    }
    for (let i = 0; i < min; i++) entry = single(element, entry);
    return entry;
  }

  return { alternatives };
}

/** A state that takes one code point of a set. */
function addSet(
  states: readonly NfaState[],
  add: () => number,
  set: CodeSet,
  next: number,
): number {
  const entry = add();
  // Sequences that end alike share their last bytes.
  const tails = new Map<string, number>();
  const tail = ({ from, to }: ByteRange, target: number): number => {
    const name = `${from}-${to}-${target}`;
    const shared = tails.get(name);
    if (shared !== undefined) return shared;
    const state = add();
    stateAt(states, state).bytes.push({ from, to, target });
    tails.set(name, state);
    return state;
  };
  for (const sequence of encodable(set).flatMap(utf8Ranges)) {
    const [first, ...rest] = sequence;
    const target = rest.reduceRight((behind, range) => tail(range, behind), next);
    if (first !== undefined) stateAt(states, entry).bytes.push({ ...first, target });
  }
  return entry;
}
