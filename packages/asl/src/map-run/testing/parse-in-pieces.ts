import fc from 'fast-check';

interface Pieces<Found> {
  push(text: string): readonly Found[];
  end(): readonly Found[];
}

/** All that a parser finds in a text that comes in pieces. @param cuts where the text is cut, in any order */
export function parseInPieces<Found>(
  parser: Pieces<Found>,
  text: string,
  cuts: readonly number[] = [],
): Found[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort(
    (a, b) => a - b,
  );
  const found: Found[] = [];
  for (let index = 1; index < places.length; index++) {
    found.push(...parser.push(text.slice(places[index - 1], places[index])));
  }
  found.push(...parser.end());
  return found;
}

export const cutsArbitrary: fc.Arbitrary<number[]> = fc.array(fc.nat(), { maxLength: 12 });
