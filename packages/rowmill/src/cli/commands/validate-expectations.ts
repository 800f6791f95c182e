import { basename, resolve } from 'node:path';
import { countOf } from '../../reports/quantities.ts';
import { writeChecks } from '../../reports/write-checks.ts';
import { dayOfToday } from '../../stages/day-of-today.ts';
import { UsageError } from '../../usage-error.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import type { FileFormat } from '../../validation/file-format.ts';
import type { NamedFiles } from '../../validation/file-tables.ts';
import { gate, verdictOf } from '../../validation/gate.ts';
import type { FailuresFormat } from '../../validation/list-failing.ts';
import { type LoadedExpectations, loadExpectations } from '../../validation/load-expectations.ts';
import { validateTables } from '../../validation/validate-tables.ts';
import { ExitCode } from '../exit-codes.ts';
import { type CsvDelimiter, delimiterOf } from '../format-options.ts';
import { tellChecks } from '../github/tell-checks.ts';
import { ownVersion } from '../own-version.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { checkLines } from '../views/check-lines.ts';
import { exampleLines } from '../views/example-lines.ts';

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
  /** Folder for a report. */
  readonly report?: string;
}

/** Checks files by expectations: `users=users.csv`, or one file alone. */
export async function validateExpectations(
  paths: readonly string[],
  options: ValidateExpectationsOptions,
  session: Session,
): Promise<number> {
  const { output, variables, signal } = session;
  const started = new Date();
  const { limit, failures, failuresFormat, showValues = false } = options;
  const expectations = await loadExpectations(options.expectations, variables);
  const tables = paths.map((path) => namedFiles(path, paths, { options, expectations }));
  assertDistinct(tables);
  const found = await validateTables({
    tables,
    expectations,
    limit,
    ...(failures === undefined ? {} : { failuresDirectory: resolve(failures) }),
    ...(failuresFormat === undefined ? {} : { failuresFormat }),
    showValues,
    today: dayOfToday(),
    referenceDate: started.toISOString(),
    signal,
  });
  const checks = found.map((check, index) => ({ ...check, place: expectations.placeOf(index) }));
  const { failed } = gate(checks);
  const exitCode = failed.length === 0 ? ExitCode.ok : ExitCode.failed;
  for (const check of checks) output.event({ type: 'check', verdict: verdictOf(check), ...check });
  output.print(checkLines(checks, output.colors).join('\n'));
  for (const line of exampleLines(checks, limit, output.colors)) output.print(line);
  output.print('');
  const { green, red, bold } = output.colors;
  output.print(
    failed.length === 0
      ? `${green('✓')} ${countOf(checks.length, 'check')}, none failed`
      : `${red('✗')} ${bold(`${failed.length} of ${countOf(checks.length, 'check')} failed`)}`,
  );
  const report = await tellReport(checks, { options, started, session });
  output.event({
    type: 'result',
    ok: failed.length === 0,
    exitCode,
    checks: checks.length,
    failed: failed.length,
    ...(report === undefined ? {} : { report }),
  });
  return exitCode;
}

interface Told {
  readonly options: ValidateExpectationsOptions;
  readonly started: Date;
  readonly session: Session;
}

/** Tells machines of checks. @returns paths of the report by form; undefined where none was asked for */
async function tellReport(
  checks: readonly CheckResult[],
  { options: { expectations: name, report }, started, session }: Told,
): Promise<Readonly<Record<string, string>> | undefined> {
  const title = `rowmill validate ${name}`;
  const directory = report === undefined ? undefined : resolve(report);
  await tellChecks({ title, checks, outputs: { report: directory } }, session);
  if (directory === undefined) return undefined;
  const written = { rowmillVersion: ownVersion(), started: started.toISOString() };
  const files = await writeChecks(directory, { title, name, checks, ...written });
  for (const file of Object.values(files))
    session.output.note(`${session.output.noteColors.dim('report')}  ${shownPath(file)}`);
  return files;
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
