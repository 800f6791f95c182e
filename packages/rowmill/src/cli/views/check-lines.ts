import { countOf } from '../../reports/quantities.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import type { Colors } from '../output.ts';

/** What held and what did not: checks of one kind take one line; those that failed take one each, and come first. */
export function checkLines(
  checks: readonly CheckResult[],
  { green, red, dim }: Colors,
): readonly string[] {
  const kinds = new Map<string, { tables: Set<string>; count: number }>();
  for (const { name, table } of checks.filter(({ passed }) => passed)) {
    const kind = kinds.get(name) ?? { tables: new Set(), count: 0 };
    kind.tables.add(table);
    kinds.set(name, { tables: kind.tables, count: kind.count + 1 });
  }
  const passed = [...kinds].map(
    ([name, { tables, count }]) =>
      `  ${green('✓')} ${name}  ${dim(`${countOf(count, 'check')} on ${[...tables].join(', ')}`)}`,
  );
  const failed = checks
    .filter((check) => !check.passed)
    .map(
      ({ name, table, columns, problem }) =>
        `  ${red('✗')} ${table}${columns.length > 0 ? ` (${columns.join(', ')})` : ''}: ${name}  ${problem ?? ''}`,
    );
  return [...failed, ...passed];
}
