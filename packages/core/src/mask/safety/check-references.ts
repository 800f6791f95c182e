import type { RequestIssue } from '../../errors.ts';
import type { MaskPlan, PlannedColumn } from '../mask-plan.ts';
import { columnPath } from './planned-table.ts';

/** A foreign key: `columns[i]` of a masked table points to `parentColumns[i]`. */
export interface PlannedReference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly parentTable: string;
  readonly parentColumns: readonly string[];
}

/**
 * Rows join after masking only where both sides of a reference are masked alike, and a key of several columns as a
 * whole. Parents that are not among the tables are not looked at.
 */
export function checkReferences(
  plans: readonly MaskPlan[],
  references: readonly PlannedReference[],
): readonly RequestIssue[] {
  return references.flatMap((reference) => {
    const child = plans.find(({ table }) => table === reference.table);
    const parent = plans.find(({ table }) => table === reference.parentTable);
    if (child === undefined || parent === undefined) return [];
    const pairs = reference.columns.flatMap((name, index): Pair[] => {
      const one = columnOf(child, name);
      const other = columnOf(parent, reference.parentColumns[index] ?? '');
      return one === undefined || other === undefined ? [] : [{ child: one, parent: other }];
    });
    // A reference with a null, or without one of its columns, points nowhere.
    const pointsNowhere = pairs.some(
      ({ child: { strategy } }) => strategy.makesNulls || strategy.dropsColumn,
    );
    return pointsNowhere ? [] : pairIssues(reference, pairs);
  });
}

interface Pair {
  readonly child: PlannedColumn;
  readonly parent: PlannedColumn;
}

function pairIssues(reference: PlannedReference, pairs: readonly Pair[]): RequestIssue[] {
  const issues = pairs.flatMap((pair) => pairIssue(reference, pair) ?? []);
  if (issues.length > 0 || pairs.length < 2) return issues;
  // Parts that join by themselves have to keep whole keys apart as well.
  return pairs
    .filter(({ parent: { properties } }) => properties.family !== 'kept' && !properties.injective)
    .map(({ child, parent }) => ({
      path: columnPath(reference.table, child.name),
      code: 'composite-key-in-parts',
      message: `it is a part of a key of ${pairs.length} columns of ${reference.parentTable}, but ${parent.strategy.name} can give two values of ${parent.name} one mask: keys would become one another`,
      hint: 'keep every part of the key, or mask each by a strategy that keeps values apart, such as hash.hmac',
    }));
}

function pairIssue(reference: PlannedReference, { child, parent }: Pair): RequestIssue | undefined {
  const path = columnPath(reference.table, child.name);
  const to = `${reference.parentTable}.${parent.name}`;
  const difference = differenceOf(child, parent);
  if (difference !== undefined)
    return {
      path,
      code: 'reference-breaks',
      message: `it refers to ${to}, but is masked otherwise: ${difference}`,
      hint: `use \`mask: fk.follow\`, or the rule of ${to} with the same options and domain`,
    };
  const { family, referential } = child.properties;
  if (family === 'kept' || referential) return undefined;
  return {
    path,
    code: 'reference-breaks',
    message: `it refers to ${to}, but ${child.strategy.name} does not give equal values equal masks in two tables`,
    hint: 'use `mask: hash.hmac` on both sides, or another strategy that is referential',
  };
}

/** In words; undefined where both are masked by the same rule. */
function differenceOf(child: PlannedColumn, parent: PlannedColumn): string | undefined {
  if (child.strategy.name !== parent.strategy.name)
    return `${child.strategy.name}, not ${parent.strategy.name}`;
  if (canonical(child.options) !== canonical(parent.options)) return 'other options';
  if (child.properties.keyed && child.domain !== parent.domain)
    return `${domainOf(child)}, not ${domainOf(parent)}`;
  return undefined;
}

const domainOf = ({ domain }: PlannedColumn): string =>
  domain === undefined ? 'no domain' : `domain ${domain}`;

/** The order of options says nothing, at any depth. */
function canonical(options: unknown): string {
  return JSON.stringify(options, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

const columnOf = ({ columns }: MaskPlan, name: string): PlannedColumn | undefined =>
  columns.find((column) => column.name === name);
