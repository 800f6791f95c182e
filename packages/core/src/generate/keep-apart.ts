/** What is known of a varying part of a joined text. */
export interface Piece {
  /** Characters (code points) of every value; undefined where values differ in length. */
  readonly length?: number | undefined;
  /** Values are never the empty text. */
  readonly isFilled: boolean;
  /** Whether a value may hold the character. */
  holds(character: string): boolean;
  /** Every character that a value may hold, where that is known. */
  readonly alphabet?: readonly string[] | undefined;
}

export type JoinedPart = string | Piece;

/**
 * Numbers of the pieces that can be read back from the joined text, whatever the values are: two texts that are
 * equal agree in each of them. Pieces are read from the left as long as their ends can be told, then from the
 * right; a single piece that is left between the two is what remains.
 */
export function separablePieces(parts: readonly JoinedPart[]): ReadonlySet<number> {
  const joined = parts.filter((part) => part !== '');
  const numbers = new Map(
    joined.flatMap((part) =>
      typeof part === 'string' ? [] : [[part, parts.indexOf(part)] as const],
    ),
  );
  const fromLeft = readable(joined, firstCharacterApart);
  const fromRight = readable(joined.toReversed(), firstCharacterApart);
  const found = new Set([...fromLeft, ...fromRight].map((piece) => numbers.get(piece) as number));
  const rest = [...numbers.values()].filter((number) => !found.has(number));
  return rest.length === 1 ? new Set([...found, ...rest]) : found;
}

/** The pieces from the start whose ends can be told, in order. */
function readable(
  parts: readonly JoinedPart[],
  isApart: (piece: Piece, next: JoinedPart) => boolean,
): Piece[] {
  const found: Piece[] = [];
  for (const [i, part] of parts.entries()) {
    if (typeof part === 'string') continue;
    const next = parts[i + 1];
    if (part.length === undefined && next !== undefined && !isApart(part, next)) break;
    found.push(part);
  }
  return found;
}

/** The next part holds a character, always, that tells where the piece ends. */
function firstCharacterApart(piece: Piece, next: JoinedPart): boolean {
  if (typeof next === 'string') return [...next].some((character) => !piece.holds(character));
  return (
    next.isFilled &&
    next.alphabet !== undefined &&
    !next.alphabet.some((character) => piece.holds(character))
  );
}
