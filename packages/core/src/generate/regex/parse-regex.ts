import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { charactersOf } from './character-sets.ts';
import type { RegexNode } from './regex-node.ts';

/** Repetitions where an expression sets no limit, if its own minimum is not above half of it. */
const OPEN_REPEATS = 8;
const MOST_CHARACTERS = 1000;
/** Every node takes memory for a batch of cells. */
const MOST_NODES = 256;

/**
 * Takes a regular expression apart into what can be generated.
 *
 * `*`, `+` and `{n,}` repeat at most 8 times, or twice their minimum. Anchors at the ends are taken as given.
 *
 * @throws RangeError when it is not valid, or holds what cannot be generated: look-around, references to groups,
 * anchors in the middle, characters by property.
 */
export function parseRegex(pattern: string): RegexNode[] {
  const { alternatives } = parsePattern(pattern);
  const budget = { nodes: 0 };
  const nodes = alternation(
    alternatives.map((alternative) => withoutAnchors(alternative.elements)),
    pattern,
    budget,
  );
  const longest = longestOf(nodes);
  if (longest > MOST_CHARACTERS) {
    throw new RangeError(
      `regex: its texts may be ${longest} characters long, at most ${MOST_CHARACTERS} are possible; repeat less`,
    );
  }
  return nodes;
}

/** In Unicode mode where it is valid there; else without, where more escapes are allowed (`\-`). */
function parsePattern(pattern: string): AST.Pattern {
  const parser = new RegExpParser({ ecmaVersion: 2024 });
  try {
    return parser.parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch {
    try {
      return parser.parsePattern(pattern, 0, pattern.length, { unicode: false });
    } catch (error) {
      const problem =
        error instanceof Error
          ? error.message.replace(/^Invalid regular expression: /, '')
          : String(error);
      throw new RangeError(`regex: not a regular expression: ${problem}`, { cause: error });
    }
  }
}

function withoutAnchors(elements: readonly AST.Element[]): readonly AST.Element[] {
  const isAnchor = (element: AST.Element | undefined, kind: 'start' | 'end') =>
    element?.type === 'Assertion' && element.kind === kind;
  const from = isAnchor(elements[0], 'start') ? 1 : 0;
  const to = isAnchor(elements.at(-1), 'end') ? elements.length - 1 : elements.length;
  return elements.slice(from, Math.max(from, to));
}

interface Budget {
  nodes: number;
}

/** Alternatives as one node; a single one is its own sequence. */
function alternation(
  alternatives: readonly (readonly AST.Element[])[],
  source: string,
  budget: Budget,
): RegexNode[] {
  const options = alternatives.map((elements) => sequence(elements, budget));
  const [first] = options;
  if (options.length === 1 && first !== undefined) return first;
  return [{ kind: 'choice', options, source }];
}

function sequence(elements: readonly AST.Element[], budget: Budget): RegexNode[] {
  return mergeLiterals(elements.flatMap((element) => nodesOf(element, budget)));
}

/** Neighbouring literals as one. */
function mergeLiterals(nodes: readonly RegexNode[]): RegexNode[] {
  const merged: RegexNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.kind === 'literal' && last?.kind === 'literal')
      merged[merged.length - 1] = { kind: 'literal', text: last.text + node.text };
    else merged.push(node);
  }
  return merged;
}

function nodesOf(element: AST.Element, budget: Budget): RegexNode[] {
  if (++budget.nodes > MOST_NODES)
    throw new RangeError('regex: it has too many repeated parts; repeat less');
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return repeated(
        () => [oneOf(charactersOf(element), element.raw)],
        { min: 1, max: 1 },
        element.raw,
      );
    case 'Group':
      if (element.modifiers !== null) return cannotGenerate(element, 'modifiers');
      return alternation(
        element.alternatives.map(({ elements }) => elements),
        element.raw,
        budget,
      );
    case 'CapturingGroup':
      return alternation(
        element.alternatives.map(({ elements }) => elements),
        element.raw,
        budget,
      );
    case 'Quantifier': {
      const { element: part, min, raw } = element;
      const max =
        element.max === Number.POSITIVE_INFINITY ? Math.max(OPEN_REPEATS, 2 * min) : element.max;
      if (part.type === 'Assertion') return cannotGenerate(element, 'look-ahead');
      return repeated(() => nodesOf(part, budget), { min, max }, raw);
    }
    case 'Assertion':
      return cannotGenerate(
        element,
        element.kind === 'start' || element.kind === 'end'
          ? 'an anchor that is not at an end'
          : `an assertion (${element.kind})`,
      );
    case 'Backreference':
      return cannotGenerate(element, 'a reference to a group');
  }
}

function cannotGenerate(element: AST.Element, what: string): never {
  throw new RangeError(
    `regex: character ${element.start + 1}: "${element.raw}" is ${what}, which cannot be generated; remove it`,
  );
}

function oneOf(alphabet: readonly string[], source: string): RegexNode {
  const [only] = alphabet;
  if (alphabet.length === 1 && only !== undefined) return { kind: 'literal', text: only };
  return { kind: 'run', alphabet, min: 1, max: 1, source };
}

/** A part that occurs `min` to `max` times. Each of its copies is made anew, so that each is drawn on its own. */
function repeated(
  make: () => RegexNode[],
  { min, max }: { readonly min: number; readonly max: number },
  source: string,
): RegexNode[] {
  if (max > MOST_CHARACTERS)
    throw new RangeError(
      `regex: "${source}" repeats ${max} times, at most ${MOST_CHARACTERS} are possible; repeat less`,
    );
  const part = make();
  const [first] = part;
  if (part.length === 0 || first === undefined || max === 0) return [];
  if (part.length === 1 && first.kind === 'run' && first.min === 1 && first.max === 1) {
    return [{ ...first, min, max, source }];
  }
  if (part.length === 1 && first.kind === 'literal' && [...first.text].length === 1 && min < max) {
    return [{ kind: 'run', alphabet: [first.text], min, max, source }];
  }
  if (min === max)
    return mergeLiterals(Array.from({ length: max }, (_, i) => (i === 0 ? part : make())).flat());
  return [
    {
      kind: 'repeat',
      copies: Array.from({ length: max }, (_, i) => (i === 0 ? part : make())),
      min,
      source,
    },
  ];
}

/** Characters of the longest text of a sequence. */
function longestOf(nodes: readonly RegexNode[]): number {
  return nodes.reduce((sum, node) => sum + longestOfNode(node), 0);
}

function longestOfNode(node: RegexNode): number {
  switch (node.kind) {
    case 'literal':
      return [...node.text].length;
    case 'run':
      return node.max;
    case 'choice':
      return Math.max(...node.options.map(longestOf));
    case 'repeat':
      return node.copies.reduce((sum, copy) => sum + longestOf(copy), 0);
  }
}
