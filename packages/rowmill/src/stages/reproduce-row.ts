import type { CheckResult } from '../validation/check-result.ts';

/** Options of a run that decide what its rows are, each with its value. */
const OPTIONS = /(?<= )(-f|--seed|--scale|--locale) (.+?)(?= --?[a-z]|$)/g;

/**
 * The command that shows the first failing row of a check: rows that are generated can be made again without the others.
 *
 * @param run command line of the run
 */
export function reproduceRow(
  { name, table, examples }: Pick<CheckResult, 'table' | 'examples'> & { readonly name?: string },
  run: string,
): string | undefined {
  const row = examples[0]?.row;
  if (row === undefined) return undefined;
  const options = [...run.matchAll(OPTIONS)].map(
    ([, name = '', value = '']) => `${name} ${quoted(value)}`,
  );
  const kind = name === 'invalidRowsAreTold' ? ['--invalid'] : [];
  return ['rowmill preview', quoted(table), ...kind, `--at ${row}`, ...options].join(' ');
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
