import { basename, resolve } from 'node:path';
import { countOf } from '../../reports/quantities.ts';
import { dayOfToday } from '../../stages/day-of-today.ts';
import { UsageError } from '../../usage-error.ts';
import type { FileFormat } from '../../validation/file-format.ts';
import type { NamedFiles } from '../../validation/file-tables.ts';
import { gate, verdictOf } from '../../validation/gate.ts';
import type { FailuresFormat } from '../../validation/list-failing.ts';
import { type LoadedExpectations, loadExpectations } from '../../validation/load-expectations.ts';
import { validateTables } from '../../validation/validate-tables.ts';
import { ExitCode } from '../exit-codes.ts';
import { type CsvDelimiter, delimiterOf } from '../format-options.ts';
import type { Session } from '../session.ts';
import { checkLines } from '../views/check-lines.ts';

export interface ValidateExpectationsOptions {
  /** File of expectations. */
  readonly expectations: string;
  readonly format?: FileFormat;
  readonly csvDelimiter?: CsvDelimiter;
  readonly limit: number;
  /** Folder for the complete lists of failing rows. */
  readonly failures?: string;
  readonly failuresFormat?: FailuresFormat;
  readonly showValues?: boolean;
}

/** Checks files by expectations: `users=users.csv`, or one file alone. */
export async function validateExpectations(
  paths: readonly string[],
  options: ValidateExpectationsOptions,
  { output, variables, signal }: Session,
): Promise<number> {
  const { limit, failures, failuresFormat, showValues = false } = options;
  const expectations = await loadExpectations(options.expectations, variables);
  const tables = paths.map((path) => namedFiles(path, paths, { options, expectations }));
  assertDistinct(tables);
  const checks = await validateTables({
    tables,
    expectations,
    limit,
    ...(failures === undefined ? {} : { failuresDirectory: resolve(failures) }),
    ...(failuresFormat === undefined ? {} : { failuresFormat }),
    showValues,
    today: dayOfToday(),
    referenceDate: new Date().toISOString(),
    signal,
  });
  const { failed } = gate(checks);
  const exitCode = failed.length === 0 ? ExitCode.ok : ExitCode.failed;
  for (const check of checks) output.event({ type: 'check', verdict: verdictOf(check), ...check });
  output.print(checkLines(checks, output.colors).join('\n'));
  const { green, red, bold } = output.colors;
  output.print(
    failed.length === 0
      ? `${green('✓')} ${countOf(checks.length, 'check')}, none failed`
      : `${red('✗')} ${bold(`${failed.length} of ${countOf(checks.length, 'check')} failed`)}`,
  );
  output.event({
    type: 'result',
    ok: failed.length === 0,
    exitCode,
    checks: checks.length,
    failed: failed.length,
  });
  return exitCode;
}

interface Named {
  readonly options: ValidateExpectationsOptions;
  readonly expectations: LoadedExpectations;
}

function namedFiles(
  path: string,
  paths: readonly string[],
  { options: { format, csvDelimiter = ',' }, expectations }: Named,
): NamedFiles {
  const [, table, rest] = /^([\p{L}_][\p{L}\p{N}_.-]*)=(.+)$/u.exec(path) ?? [];
  const delimiter = delimiterOf(csvDelimiter);
  const how = { delimiter, ...(format === undefined ? {} : { format }) };
  if (table !== undefined && rest !== undefined) return { table, path: rest, ...how };
  if (paths.length > 1)
    throw new UsageError(`${path}: which table is it? - write TABLE=${path} for each of several`);
  return { table: onlyTable(path, expectations), path, ...how };
}

/** The one table that the expectations are about; what the file is called where they are about several. */
function onlyTable(path: string, { expectations }: LoadedExpectations): string {
  const [only, ...others] = new Set(expectations.map(({ table }) => table));
  return only !== undefined && others.length === 0
    ? only
    : basename(path).replace(/\.[a-z]+(\.gz)?$/i, '');
}

function assertDistinct(tables: readonly NamedFiles[]): void {
  const names = tables.map(({ table }) => table);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(
      `"${twice}" is named twice - its files fit one pattern: ${twice}='data/*'`,
    );
}
