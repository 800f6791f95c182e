import type { RequestIssue } from '../../errors.ts';
import {
  columnPath,
  type SafetyCheck,
  type SafetyColumn,
  type SafetyTable,
} from './planned-table.ts';

/** Values that there can be of a type at all. */
const VALUES_OF_TYPE: Readonly<Record<string, number>> = {
  boolean: 2,
  smallint: 65_536,
  date: 3_652_425,
};

/** Masks have to go round where no two rows share one, and secrets need enough values to hide among. */
export const checkCapacity: SafetyCheck = (table) =>
  table.columns.flatMap((column) => [
    ...tooFewMasks(table, column),
    ...tooFewValues(table, column),
  ]);

function tooFewMasks(table: SafetyTable, column: SafetyColumn): RequestIssue[] {
  const { planned } = column;
  const distinct = distinctOf(table, column);
  const capacity = planned.strategy.capacity(planned.options, table.locale);
  if (distinct === undefined || capacity >= distinct) return [];
  if (!isUnique(table, planned.name) && planned.options.overflow !== 'fail') return [];
  return [
    {
      path: columnPath(table.table, planned.name),
      code: 'too-few-masks',
      message: `the column has about ${distinct.toLocaleString('en')} different values, but ${planned.strategy.name} has ${capacity.toLocaleString('en')} masks`,
      hint: 'let it take more: `overflow: widen` where the strategy has it, or use hash.hmac or another strategy without a limit',
    },
  ];
}

function tooFewValues({ table }: SafetyTable, { planned, found }: SafetyColumn): RequestIssue[] {
  const { minimumDomain } = planned.properties;
  const possible = found.labels?.length ?? VALUES_OF_TYPE[found.sourceType ?? ''];
  if (minimumDomain === undefined || possible === undefined || possible >= minimumDomain) return [];
  return [
    {
      path: columnPath(table, planned.name),
      code: 'domain-too-small',
      message: `${planned.strategy.name} hides values among ${minimumDomain.toLocaleString('en')} or more, but the column can have ${possible.toLocaleString('en')} alone: they could be told by trying`,
      hint: 'use permute.int, shuffle or a generalisation',
    },
  ];
}

/** Every row of a unique column has a value of its own. */
function distinctOf(table: SafetyTable, { found, planned }: SafetyColumn): number | undefined {
  return isUnique(table, planned.name)
    ? (table.estimatedRows ?? found.estimatedDistinct)
    : found.estimatedDistinct;
}

const isUnique = ({ constraints: { key, unique } }: SafetyTable, column: string): boolean =>
  [key, ...unique].some((set) => set.length === 1 && set[0] === column);
