import { type ComparedWith, comparisonOf } from '@rowmill/core/engine';
import { compareCategories } from './compare-categories.ts';
import { compareNumbers } from './compare-numbers.ts';
import type { FigureMeasure } from './define.ts';

const METHODS = { ks: 'KS', tv: 'TV', psi: 'PSI' } as const;

export const measureDistributionDistance: FigureMeasure = {
  name: 'distribution-distance',
  async measure({ figure, maximum }, context) {
    const [name = ''] = figure.columns;
    const comparison = comparisonOf(figure);
    const compare = comparison.as === 'numbers' ? compareNumbers : compareCategories;
    const compared = await compare(name, comparison, context);
    const expected = `at most ${maximum} from ${describeOther(comparison.against)}`;
    if (compared === undefined) return { value: undefined, observed: 'no values', expected };
    const { distance, error, distribution } = compared;
    const least = `${METHODS[comparison.method]} ${four(distance)}`;
    return {
      value: distance,
      observed: error > 0.00005 ? `${least}, or up to ${four(error)} more` : least,
      expected,
      ...(distribution === undefined ? {} : { distribution }),
    };
  },
};

function describeOther(against: ComparedWith): string {
  switch (against.kind) {
    case 'spread':
      return `the declared ${against.spread.distribution} distribution`;
    case 'weights':
      return 'the declared weights';
    case 'table':
      return `${against.table}.${against.column}`;
    case 'file':
      return `${against.column} of ${against.file}`;
  }
}

const four = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
