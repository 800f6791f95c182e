import {
  type CoMoments,
  correlationOf,
  mergeMoments,
  momentsOfPair,
  NO_MOMENTS,
} from '../../statistics/co-moments.ts';
import { averageRanks } from '../../statistics/ranks.ts';
import { numberOfCell } from './cells.ts';
import { defineFigure, type FigureQuery, type FigureSlice } from './define.ts';

type Pair = readonly [number, number];

/** Rows where both columns have a number; the others do not count. */
function pairsOf({ columns: [left = '', right = ''] }: FigureQuery, seen: FigureSlice): Pair[] {
  if (!seen.own) return [];
  return seen.rows.flatMap((row): Pair[] => {
    const [one, other] = [numberOfCell(row[left]), numberOfCell(row[right])];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
}

const momentsOf = (pairs: readonly Pair[]): CoMoments =>
  pairs.map(([left, right]) => momentsOfPair(left, right)).reduce(mergeMoments, NO_MOMENTS);

/** Pearson's coefficient of correlation of two columns; undefined where one of them is constant. */
export const pearsonCorrelation = defineFigure<CoMoments>({
  name: 'pearson-correlation',
  start: NO_MOMENTS,
  observe: (figure, seen) => momentsOf(pairsOf(figure, seen)),
  merge: mergeMoments,
  conclude: (_figure, moments) => correlationOf(moments),
});

/** Spearman's coefficient: Pearson's of the ranks, equal values sharing the mean of theirs. */
export const spearmanCorrelation = defineFigure<readonly Pair[]>({
  name: 'spearman-correlation',
  start: [],
  observe: pairsOf,
  merge: (a, b) => [...a, ...b],
  conclude(_figure, pairs) {
    const [left, right] = [0, 1].map((side) => averageRanks(pairs.map((pair) => pair[side] ?? 0)));
    return correlationOf(momentsOf((left ?? []).map((rank, row) => [rank, right?.[row] ?? 0])));
  },
});
