import type { Expectation } from '../../validate/define.ts';
import type { ColumnRule } from './column-rule.ts';

type Options = Readonly<Record<string, unknown>>;

/** What expectations say of single cells, by their names. */
const RULES_OF: Readonly<Record<string, (rule: string, options: Options) => ColumnRule[]>> = {
  valuesAreNotNull: (rule) => [{ aspect: 'null', rule }],
  valuesAreBetween: (rule, { min, above, max, below }) => [
    ...boundOf('min', rule, { bound: min, exclusive: false }),
    ...boundOf('min', rule, { bound: above, exclusive: true }),
    ...boundOf('max', rule, { bound: max, exclusive: false }),
    ...boundOf('max', rule, { bound: below, exclusive: true }),
  ],
  valuesAreInSet: (rule, { values, not }) =>
    Array.isArray(values) && not !== true ? [{ aspect: 'values', rule, values }] : [],
  lengthIsBetween: (rule, { min, max }) => [
    ...countOf('minLength', rule, min),
    ...countOf('maxLength', rule, max),
  ],
  valuesMatchPattern: (rule, { pattern, not }) =>
    typeof pattern === 'string' && not !== true ? [{ aspect: 'pattern', rule, text: pattern }] : [],
};

/** What the expectations of a table say of one of its columns. Those of some rows only bound nothing. */
export function expectationRules(
  expectations: readonly Expectation[],
  { table, column }: { readonly table: string; readonly column: string },
): ColumnRule[] {
  return expectations.flatMap((expectation) => {
    const { expect, table: of, columns, options, where } = expectation;
    if (of !== table || !columns.includes(column) || where !== undefined) return [];
    return Object.hasOwn(RULES_OF, expect) ? (RULES_OF[expect]?.(expect, options) ?? []) : [];
  });
}

function boundOf(
  aspect: 'min' | 'max',
  rule: string,
  { bound, exclusive }: { readonly bound: unknown; readonly exclusive: boolean },
): ColumnRule[] {
  return typeof bound === 'number' || typeof bound === 'string'
    ? [{ aspect, rule, bound, exclusive }]
    : [];
}

function countOf(aspect: 'minLength' | 'maxLength', rule: string, count: unknown): ColumnRule[] {
  return typeof count === 'number' ? [{ aspect, rule, count }] : [];
}
