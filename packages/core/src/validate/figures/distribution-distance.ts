import { quantileOfSpread, type Spread, spreadOf } from '../../statistics/declared-spread.ts';
import {
  binShares,
  kolmogorovSmirnov,
  quantileEdges,
  sharePoints,
  stabilityIndex,
} from '../../statistics/distances.ts';
import { ksComplement, tvComplement } from '../../statistics/quality.ts';
import { mergeTallies, numberOfCell, tally, textOfCell } from './cells.ts';
import { type Comparison, comparisonOf, otherTable } from './comparison.ts';
import { defineFigure, type FigureQuery, type FigureSlice } from './define.ts';

/** How often each value occurs; numbers as such, categories as texts. */
type Counts = ReadonlyMap<number | string, number>;

interface TwoColumns {
  readonly own: Counts;
  readonly other: Counts;
}

/**
 * How far the values of a column are from a declared distribution, or from those of another column. Nulls do not count;
 * undefined where one of the two has no values.
 */
export const distributionDistance = defineFigure<TwoColumns>({
  name: 'distribution-distance',
  start: { own: new Map(), other: new Map() },
  observe(figure, seen) {
    const { against } = comparisonOf(figure);
    const isOther = seen.table === otherTable(against) && 'column' in against;
    const [column = ''] = figure.columns;
    return {
      own: countsOf(figure, seen.rows, seen.own ? column : undefined),
      other: countsOf(figure, seen.all, isOther ? against.column : undefined),
    };
  },
  merge: (a, b) => ({
    own: mergeTallies(a.own, b.own),
    other: mergeTallies(a.other, b.other),
  }),
  conclude(figure, { own, other }) {
    const comparison = comparisonOf(figure);
    const isMissing = otherTable(comparison.against) !== undefined && other.size === 0;
    if (own.size === 0 || isMissing) return undefined;
    return comparison.as === 'numbers'
      ? distanceOfNumbers(comparison, numbersOf(own), numbersOf(other))
      : distanceOfCategories(comparison, own, other);
  },
});

function countsOf(
  figure: FigureQuery,
  rows: FigureSlice['rows'],
  column: string | undefined,
): Counts {
  if (column === undefined) return new Map();
  const read = comparisonOf(figure).as === 'numbers' ? numberOfCell : textOfCell;
  return tally(rows.map((row): number | string | undefined => read(row[column])));
}

type NumberCounts = readonly (readonly [number, number])[];

const numbersOf = (counts: Counts): NumberCounts =>
  [...counts].map(([value, count]) => [Number(value), count] as const).sort(([a], [b]) => a - b);

function distanceOfNumbers(
  { method, against, bins }: Comparison,
  own: NumberCounts,
  other: NumberCounts,
): number {
  if (method === 'ks') {
    return against.kind === 'spread'
      ? kolmogorovSmirnov(sharePoints(own), spreadOf(against.spread)).distance
      : 1 - ksComplement(repeated(own), repeated(other));
  }
  const expected = against.kind === 'spread' ? spreadOf(against.spread) : spreadOfCounts(other);
  const edges = quantileEdges((share) => quantileOf(expected, other, share), bins);
  const shares = [spreadOfCounts(own), expected].map(({ atMost }) => binShares(edges.map(atMost)));
  return stabilityIndex(shares[0] ?? [], shares[1] ?? []);
}

const repeated = <Value>(counts: readonly (readonly [Value, number])[]): Value[] =>
  counts.flatMap(([value, count]) => new Array<Value>(count).fill(value));

function spreadOfCounts(counts: NumberCounts): Spread {
  const points = sharePoints(counts);
  return {
    below: (value) => points.findLast((point) => point.value < value)?.atMost ?? 0,
    atMost: (value) => points.findLast((point) => point.value <= value)?.atMost ?? 0,
  };
}

/** Of counted values the least one that reaches the share; of a declared spread the number that does. */
function quantileOf(spread: Spread, counts: NumberCounts, share: number): number {
  if (counts.length === 0) return quantileOfSpread(spread, share);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of counts) {
    seen += count;
    if (seen >= Math.ceil(share * total)) return value;
  }
  return counts.at(-1)?.[0] ?? 0;
}

function distanceOfCategories({ method, against }: Comparison, own: Counts, other: Counts): number {
  if (method === 'tv' && against.kind !== 'weights') {
    return 1 - tvComplement(repeated([...own]).map(String), repeated([...other]).map(String));
  }
  const expected = against.kind === 'weights' ? new Map(Object.entries(against.weights)) : other;
  const values = [...new Set([...own.keys(), ...expected.keys()])];
  const [p, q] = [own, expected].map((counts) => sharesOf(counts, values));
  if (method === 'psi') return stabilityIndex(p ?? [], q ?? []);
  return (p ?? []).reduce((sum, share, i) => sum + Math.abs(share - (q?.[i] ?? 0)), 0) / 2;
}

function sharesOf(counts: Counts, values: readonly (number | string)[]): number[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return values.map((value) => (counts.get(value) ?? 0) / total);
}
