import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { RowmillError } from '../../errors.ts';
import { type CodeSet, codePointsOf } from '../automaton/code-points.ts';

/** A pattern that cannot be run in time linear in the text, and therefore is not run at all. */
export class PatternError extends RowmillError {
  override readonly name = 'PatternError';
}

/** What has to hold at a position for an edge to be taken there. */
export type Gate =
  | 'always'
  | 'start'
  | 'end'
  | 'boundary'
  | 'inside'
  /** Whether another machine matches from (or up to) here. */
  | { readonly look: number; readonly negated: boolean };

/** A state: it takes a code point of a set, or goes on for nothing, or has found a match. */
export type MachineState =
  | { readonly kind: 'take'; readonly set: CodeSet; target: number }
  | { readonly kind: 'free'; readonly gate: Gate; readonly targets: number[] }
  | { readonly kind: 'match' };

/** States over code points, which read a text forwards, or backwards. */
export interface Machine {
  readonly states: readonly MachineState[];
  readonly start: number;
  readonly backwards: boolean;
}

/** A pattern and the patterns that it looks around for, which come before those that look for them. */
export interface PatternMachines {
  readonly looks: readonly Machine[];
  readonly main: Machine;
}

/** Of all machines of a pattern: the time that a character takes is bounded by it. */
const MOST_STATES = 20_000;
const DEEPEST = 500;

/**
 * Reads a pattern of JSON Schema (ECMA-262 with flag `u`) into machines that never have to go back.
 *
 * A look-ahead is a machine that reads backwards and notes where it has found its pattern, so that all of its answers are
 * known before they are asked for (after Barrière and Pit-Claudel, "Linear Matching of JavaScript Regular Expressions",
 * PLDI 2024).
 *
 * @throws SyntaxError when it is no regular expression
 * @throws {@link PatternError} for references to groups, for which no linear way is known, and repetitions beyond measure
 */
export function buildMachines(source: string): PatternMachines {
  // The platform words what is wrong with it better than the parser.
  new RegExp(source, 'u');
  const looks: Machine[] = [];
  const budget = { states: MOST_STATES };
  const { alternatives } = parse(source);
  const main = buildMachine(alternatives, false, { looks, budget, depth: 0 });
  return { looks, main };
}

function parse(source: string): AST.Pattern {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  try {
    return parser.parsePattern(source, 0, source.length, { unicode: true });
  } catch (error) {
    throw new PatternError(`cannot be read`, { cause: error });
  }
}

interface Context {
  readonly looks: Machine[];
  readonly budget: { states: number };
  depth: number;
}

function buildMachine(
  parts: readonly AST.Alternative[],
  backwards: boolean,
  context: Context,
): Machine {
  const states: MachineState[] = [];
  const add = (state: MachineState): number => {
    context.budget.states -= 1;
    if (context.budget.states < 0) throw new PatternError('repeats too much');
    return states.push(state) - 1;
  };
  const builder = createBuilder(add, states, { backwards, context });
  const start = builder.alternatives(parts, add({ kind: 'match' }));
  return { states, start, backwards };
}

const UNICODE = { unicode: true, ignoreCase: false };

/** Builds from where a match ends to where it begins: each part is told where to go on. */
function createBuilder(
  add: (state: MachineState) => number,
  states: readonly MachineState[],
  { backwards, context }: { readonly backwards: boolean; readonly context: Context },
) {
  const free = (gate: Gate, ...targets: number[]): number => add({ kind: 'free', gate, targets });

  function alternatives(parts: readonly AST.Alternative[], next: number): number {
    context.depth += 1;
    if (context.depth > DEEPEST) throw new PatternError('is nested too deeply');
    const entry = free('always', ...parts.map(({ elements }) => sequence(elements, next)));
    context.depth -= 1;
    return entry;
  }

  function sequence(elements: readonly AST.Element[], next: number): number {
    const order = backwards ? elements : elements.toReversed();
    return order.reduce((target, element) => single(element, target), next);
  }

  function single(element: AST.Element, next: number): number {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return add({ kind: 'take', set: setOf(element), target: next });
      case 'Group':
      case 'CapturingGroup':
        return alternatives(element.alternatives, next);
      case 'Quantifier':
        return repeated(element, next);
      case 'Assertion':
        return free(gateOf(element, context), next);
      case 'Backreference':
        throw new PatternError(`refers back to a group (${element.raw})`);
      default:
        throw new PatternError(`holds ${element.raw}`);
    }
  }

  /** Greed makes no difference to whether there is a match. */
  function repeated({ element, min, max }: AST.Quantifier, next: number): number {
    let entry = next;
    if (max === Number.POSITIVE_INFINITY) {
      entry = free('always', next);
      const loop = states[entry];
      if (loop?.kind === 'free') loop.targets.push(single(element, entry));
    } else {
      for (let i = min; i < max; i++) entry = free('always', single(element, entry), next);
    }
    for (let i = 0; i < min; i++) entry = single(element, entry);
    return entry;
  }

  return { alternatives };
}

function setOf(element: AST.Character | AST.CharacterSet | AST.CharacterClass): CodeSet {
  const set = codePointsOf(element, UNICODE);
  if (set === undefined) throw new PatternError(`holds the set ${element.raw}`);
  return set;
}

function gateOf(element: AST.Assertion, context: Context): Gate {
  switch (element.kind) {
    case 'start':
    case 'end':
      return element.kind;
    case 'word':
      return element.negate ? 'inside' : 'boundary';
    case 'lookahead':
    case 'lookbehind': {
      const machine = buildMachine(element.alternatives, element.kind === 'lookahead', context);
      return { look: context.looks.push(machine) - 1, negated: element.negate };
    }
  }
}
