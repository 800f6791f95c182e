import type { Piece } from '../keep-apart.ts';

/** A part of a regular expression that can be generated. */
export type RegexNode =
  | { readonly kind: 'literal'; readonly text: string }
  /** `min` to `max` characters of an alphabet. */
  | {
      readonly kind: 'run';
      readonly alphabet: readonly string[];
      readonly min: number;
      readonly max: number;
      readonly source: string;
    }
  /** One of several sequences. */
  | {
      readonly kind: 'choice';
      readonly options: readonly (readonly RegexNode[])[];
      readonly source: string;
    }
  /** The first `min` or more of some sequences, one behind the other. */
  | {
      readonly kind: 'repeat';
      readonly copies: readonly (readonly RegexNode[])[];
      readonly min: number;
      readonly source: string;
    };

/** The texts of a choice between plain texts; nothing when one of them varies. */
export function literalOptions(node: RegexNode): readonly string[] | undefined {
  if (node.kind !== 'choice') return undefined;
  const texts = node.options.map(([first, ...rest]) => {
    if (first === undefined) return '';
    return first.kind === 'literal' && rest.length === 0 ? first.text : undefined;
  });
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** What is known of the texts of a node. */
export function pieceOfNode(node: RegexNode): Piece {
  const { lengths, alphabet } = extentOf([node]);
  return {
    length: lengths.min === lengths.max ? lengths.min : undefined,
    isFilled: lengths.min > 0,
    holds: (character) => alphabet.has(character),
    alphabet: [...alphabet],
  };
}

interface Extent {
  readonly lengths: { readonly min: number; readonly max: number };
  readonly alphabet: ReadonlySet<string>;
}

/** Lengths and characters of the texts of a sequence. */
function extentOf(nodes: readonly RegexNode[]): Extent {
  let min = 0;
  let max = 0;
  const alphabet = new Set<string>();
  for (const node of nodes) {
    const extent = extentOfNode(node);
    min += extent.lengths.min;
    max += extent.lengths.max;
    for (const character of extent.alphabet) alphabet.add(character);
  }
  return { lengths: { min, max }, alphabet };
}

function extentOfNode(node: RegexNode): Extent {
  switch (node.kind) {
    case 'literal': {
      const characters = [...node.text];
      return {
        lengths: { min: characters.length, max: characters.length },
        alphabet: new Set(characters),
      };
    }
    case 'run':
      return { lengths: node, alphabet: new Set(node.alphabet) };
    case 'choice': {
      const options = node.options.map(extentOf);
      const lengths = {
        min: Math.min(...options.map((option) => option.lengths.min)),
        max: Math.max(...options.map((option) => option.lengths.max)),
      };
      return { lengths, alphabet: new Set(options.flatMap((option) => [...option.alphabet])) };
    }
    case 'repeat': {
      const all = extentOf(node.copies.flat());
      const least = extentOf(node.copies.slice(0, node.min).flat());
      return { lengths: { min: least.lengths.min, max: all.lengths.max }, alphabet: all.alphabet };
    }
  }
}
