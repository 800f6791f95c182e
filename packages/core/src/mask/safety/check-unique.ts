import type { RequestIssue } from '../../errors.ts';
import {
  columnPath,
  isDropped,
  isKept,
  makesNulls,
  type SafetyCheck,
  type SafetyColumn,
  type SafetyTable,
} from './planned-table.ts';

/** Columns that no two rows share have to stay so: every mask of them keeps different values apart. */
export const checkUnique: SafetyCheck = (table) => [
  ...droppedKeys(table),
  ...setsOf(table).flatMap(({ columns, isKey }) => lossyColumns(table, columns, isKey)),
];

interface UniqueColumns {
  readonly columns: readonly SafetyColumn[];
  readonly isKey: boolean;
}

function setsOf({ columns, constraints }: SafetyTable): readonly UniqueColumns[] {
  const byName = new Map(columns.map((column) => [column.planned.name, column]));
  const named = (names: readonly string[]): readonly SafetyColumn[] =>
    names.flatMap((name) => byName.get(name) ?? []);
  return [
    { columns: named(constraints.key), isKey: true },
    ...constraints.unique.map((names) => ({ columns: named(names), isKey: false })),
  ];
}

function droppedKeys({ table, columns, constraints }: SafetyTable): RequestIssue[] {
  return columns
    .filter((column) => isDropped(column) && constraints.key.includes(column.planned.name))
    .map(({ planned }) => ({
      path: columnPath(table, planned.name),
      code: 'key-dropped',
      message: 'the column is part of the key, which tells rows apart: it cannot be left out',
      hint: 'use `mask: hash.hmac`, or another strategy that keeps values apart',
    }));
}

function lossyColumns(
  { table }: SafetyTable,
  columns: readonly SafetyColumn[],
  isKey: boolean,
): RequestIssue[] {
  // A set with a column that is left out, or with nulls, is not a set that rows could share.
  if (!isKey && columns.some((column) => isDropped(column) || makesNulls(column))) return [];
  const isAlone = columns.length === 1;
  return columns
    .filter((column) => !isDropped(column) && !keepsApart(column, isAlone))
    .map(({ planned }) => ({
      path: columnPath(table, planned.name),
      code: 'lossy-on-unique',
      message: `${nameOf(columns, isKey)}, but ${planned.strategy.name}, with these options, can give two values one mask`,
      hint: 'use `mask: hash.hmac` (16 hexadecimal digits or more), fake.email with a long token, fpe.ff1, permute.int or permute.uuid',
    }));
}

function keepsApart(column: SafetyColumn, isAlone: boolean): boolean {
  const { family, injective } = column.planned.properties;
  if (isKept(column) || injective) return true;
  // The same values in another order are as different as they were, but not together with those of another column.
  return isAlone && family === 'rearranged' && column.planned.strategy.name === 'shuffle';
}

function nameOf(columns: readonly SafetyColumn[], isKey: boolean): string {
  const names = columns.map(({ planned }) => planned.name).join(', ');
  return isKey ? `the key of the table is ${names}` : `no two rows may share ${names}`;
}
