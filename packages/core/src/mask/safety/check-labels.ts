import type { RequestIssue } from '../../errors.ts';
import { isMap } from '../../request/describe-value.ts';
import { allowedValues } from './allowed-values.ts';
import {
  columnPath,
  isDropped,
  isKept,
  makesNulls,
  type SafetyCheck,
  type SafetyColumn,
} from './planned-table.ts';

/** Labels that a message lists. */
const MOST_SHOWN = 8;

/** A column of an enum, or with a check against a list, takes masks of that list alone. */
export const checkLabels: SafetyCheck = ({ table, columns, constraints }) =>
  columns.flatMap((column) => {
    const { name } = column.planned;
    const fromCheck = constraints.checks.flatMap((check) =>
      check.columns.length === 1 && check.columns[0] === name ? [allowedValues(check)] : [],
    );
    const lists = [column.found.labels, ...fromCheck].filter((list) => list !== undefined);
    return lists.flatMap((labels) => outsideLabels(table, column, labels));
  });

function outsideLabels(
  table: string,
  column: SafetyColumn,
  labels: readonly string[],
): RequestIssue[] {
  if (staysInside(column)) return [];
  const { strategy, options, name } = column.planned;
  const written = writtenMasks(options);
  const outside = written?.filter((mask) => !labels.includes(mask));
  if (outside?.length === 0) return [];
  const list = labels.slice(0, MOST_SHOWN).join(', ') + (labels.length > MOST_SHOWN ? ', …' : '');
  const problem =
    outside === undefined
      ? `masks of ${strategy.name} are other texts`
      : `the rule has others: ${outside.slice(0, MOST_SHOWN).join(', ')}`;
  return [
    {
      path: columnPath(table, name),
      code: 'outside-labels',
      message: `the column takes ${list} alone, but ${problem}`,
      hint: 'use `mask: keep`, `mask: shuffle`, or constant, lookup or dict with these values',
    },
  ];
}

/** Masks are null, or values that the column has, which pass its checks. */
export const staysInside = (column: Pick<SafetyColumn, 'planned'>): boolean =>
  isKept(column) ||
  makesNulls(column) ||
  isDropped(column) ||
  column.planned.properties.family === 'rearranged';

/** Masks that stand in the rule itself: one value, a list of them, or a map to them. */
export function writtenMasks(
  options: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  const { value, list, values, map, onMiss } = options;
  if (value !== undefined) return [String(value)];
  if (isMap(map)) return onMiss === 'keep' ? undefined : Object.values(map).map(String);
  const many = list ?? values;
  return Array.isArray(many) ? many.map(textOf) : undefined;
}

const textOf = (entry: unknown): string =>
  String(isMap(entry) && 'value' in entry ? entry.value : entry);
