import type { RowValidator } from '@rowmill/core/json-schema';
import { type FailingRow, type RowFault, unreadable } from './file-failure.ts';
import { memberOf } from './json-members.ts';
import type { ReadItem } from './read-item.ts';

/** Tells what is wrong with a row; undefined when nothing is. */
export type RowCheck = (item: ReadItem) => FailingRow | undefined;

/** @param key columns whose values are told of failing rows */
export function openRowCheck(validate: RowValidator, key: readonly string[]): RowCheck {
  return (item) => {
    if (item.kind === 'broken') return unreadable(item);
    const faults = faultsOf(validate, item);
    if (faults.length === 0) return undefined;
    const { row, line, value } = item;
    return {
      row,
      ...(line === undefined ? {} : { line }),
      ...(key.length === 0 ? {} : { key: keyOf(value, key) }),
      kind: 'check',
      faults,
    };
  };
}

const TOO_DEEP: readonly RowFault[] = [
  { rule: 'nesting', column: '', message: 'is nested too deeply to be checked' },
];

/** What is wrong with a row. A recursive schema follows it as deep as it goes, which may be deeper than the stack. */
export function faultsOf(
  validate: RowValidator,
  { value, exact }: Pick<Extract<ReadItem, { kind: 'row' }>, 'value' | 'exact'>,
): readonly RowFault[] {
  try {
    return validate(value, exact);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return TOO_DEEP;
  }
}

/** Null stands for what the row does not have, so that every key has the same columns. */
function keyOf(value: unknown, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((name) => [name, memberOf(value, name) ?? null]));
}
