import {
  addDecimals,
  decimalAsNumber,
  type ExactDecimal,
  negateDecimal,
  readDecimal,
  ZERO,
} from '../../statistics/exact-decimal.ts';
import { decimalOfCell, numberOfCell } from './cells.ts';
import { defineFigure, type FigureQuery } from './define.ts';

/** What sums are known of: their digits, and how far floats have been added up. */
export interface Sums {
  readonly sum: ExactDecimal;
  /** Sum of the other column; 0 where there is none. */
  readonly other: ExactDecimal;
  /** Sum of the magnitudes of both. */
  readonly magnitude: number;
}

/** Floats have 15 digits, and lose some where many are added. */
const SLACK_OF_FLOATS = 1e-9;

/**
 * The sum of a column less what it has to be: `options.equals`, or the sum of a second column. Nulls count as nothing.
 *
 * Whole numbers and decimals are added exactly. Where one of the columns has floats (`options.floats`), a difference
 * below one part in 10^9 of what was added is none.
 */
export const sumDifference = defineFigure<Sums>({
  name: 'sum-difference',
  start: { sum: ZERO, other: ZERO, magnitude: 0 },
  observe({ columns }, { own, rows }) {
    const [column = '', second] = columns;
    let sums: Sums = { sum: ZERO, other: ZERO, magnitude: 0 };
    for (const row of own ? rows : []) {
      const [cell, other] = [row[column], second === undefined ? null : row[second]];
      sums = addSums(sums, {
        sum: decimalOfCell(cell) ?? ZERO,
        other: decimalOfCell(other) ?? ZERO,
        magnitude: Math.abs(numberOfCell(cell) ?? 0) + Math.abs(numberOfCell(other) ?? 0),
      });
    }
    return sums;
  },
  merge: addSums,
  conclude: differenceOfSums,
});

function addSums(one: Sums, two: Sums): Sums {
  return {
    sum: addDecimals(one.sum, two.sum),
    other: addDecimals(one.other, two.other),
    magnitude: one.magnitude + two.magnitude,
  };
}

/** The difference that {@link sumDifference} is about, however the sums came about. */
export function differenceOfSums(
  { columns, options }: FigureQuery,
  { sum, other, magnitude }: Sums,
): number {
  const wanted = columns.length > 1 ? other : (readDecimal(String(options.equals)) ?? ZERO);
  const difference = decimalAsNumber(addDecimals(sum, negateDecimal(wanted)));
  const slack = options.floats === true ? magnitude * SLACK_OF_FLOATS : 0;
  return Math.abs(difference) <= slack ? 0 : difference;
}
