import type { DeclaredSpread } from '../../statistics/declared-spread.ts';
import type { FigureQuery } from './define.ts';

/** What the values of a column are compared with. */
export type ComparedWith =
  | { readonly kind: 'spread'; readonly spread: DeclaredSpread }
  /** Weights of categories by their text. */
  | { readonly kind: 'weights'; readonly weights: Readonly<Record<string, number>> }
  | { readonly kind: 'table'; readonly table: string; readonly column: string }
  | { readonly kind: 'file'; readonly file: string; readonly column: string };

/** How the values of a column are compared with others. */
export interface Comparison {
  readonly method: 'ks' | 'tv' | 'psi';
  /** Numbers have an order and are put into bins; other values are categories. */
  readonly as: 'numbers' | 'categories';
  /** Most bins of the population stability index of numbers. */
  readonly bins: number;
  readonly against: ComparedWith;
}

/** The comparison that a figure of the name `distribution-distance` carries. */
export function comparisonOf({ options }: FigureQuery): Comparison {
  // Written by distributionMatches alone; queries are plain data, so that they can be sent.
  return options as unknown as Comparison;
}

/** The name under which the rows of the other column are seen; undefined where there is no other. */
export function otherTable(against: ComparedWith): string | undefined {
  if (against.kind === 'table') return against.table;
  return against.kind === 'file' ? against.file : undefined;
}
