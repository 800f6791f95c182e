import type { Expectation } from '../../validate/define.ts';
import type { ColumnRule } from './column-rule.ts';

type Options = Readonly<Record<string, unknown>>;

/** What expectations say of single cells, by their names. */
const RULES_OF: Readonly<Record<string, (rule: string, options: Options) => ColumnRule[]>> = {
  valuesAreNotNull: (rule) => [{ aspect: 'null', rule }],
  valuesAreBetween: (rule, options) => [
    ...boundOf('min', rule, options.min, options.exclusive),
    ...boundOf('max', rule, options.max, options.exclusive),
  ],
  valuesAreInSet: (rule, { values }) =>
    Array.isArray(values) ? [{ aspect: 'values', rule, values }] : [],
  lengthIsBetween: (rule, { min, max }) => [
    ...countOf('minLength', rule, min),
    ...countOf('maxLength', rule, max),
  ],
  valuesMatchPattern: (rule, { pattern }) =>
    typeof pattern === 'string' ? [{ aspect: 'pattern', rule, text: pattern }] : [],
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
  bound: unknown,
  exclusive: unknown,
): ColumnRule[] {
  return typeof bound === 'number' || typeof bound === 'string'
    ? [{ aspect, rule, bound, exclusive: exclusive === true }]
    : [];
}

function countOf(aspect: 'minLength' | 'maxLength', rule: string, count: unknown): ColumnRule[] {
  return typeof count === 'number' ? [{ aspect, rule, count }] : [];
}
