import { access } from 'node:fs/promises';
import { countOf, formatCount } from '../../reports/quantities.ts';
import { UsageError } from '../../usage-error.ts';
import { detectFormat, type FileFormat } from '../../validation/file-format.ts';
import {
  type FileFailure,
  type FileValidation,
  validateFile,
} from '../../validation/validate-file.ts';
import { ExitCode } from '../exit-codes.ts';
import { type CsvDelimiter, delimiterOf } from '../format-options.ts';
import type { Output } from '../output.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

export interface ValidateOptions {
  readonly schema: string;
  readonly format?: FileFormat;
  readonly csvDelimiter?: CsvDelimiter;
  readonly limit: number;
}

/** Checks every row of a file against a JSON Schema. */
export async function validate(
  file: string,
  options: ValidateOptions,
  { output, signal }: Session,
): Promise<number> {
  const { schema, limit, format = formatOf(file), csvDelimiter } = options;
  if (csvDelimiter !== undefined && format !== 'csv') {
    throw new UsageError(
      `--csv-delimiter is about CSV, but the format is ${format} - add --format csv, or leave it out`,
    );
  }
  await assertThere(file, schema);
  let shown = 0;
  const result = await validateFile({
    file,
    schemaFile: schema,
    format,
    delimiter: delimiterOf(csvDelimiter ?? ','),
    limit,
    signal,
    onFailure(failure) {
      if (shown < limit) output.event({ type: 'failure', ...failure });
      shown += 1;
    },
  });
  const ok = result.failureCount === 0;
  const exitCode = ok ? ExitCode.ok : ExitCode.failed;
  const { failures: _, ...facts } = result;
  output.event({ type: 'result', ok, exitCode, file, schema, ...facts });
  show(file, result, output);
  return exitCode;
}

/** A name that was mistyped is a matter of the command line; what cannot be read is not. */
async function assertThere(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await access(file).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT')
        throw new UsageError(`${file}: no such file - check the path`, { cause });
    });
  }
}

function formatOf(file: string): FileFormat {
  try {
    return detectFormat(file);
  } catch (cause) {
    throw new UsageError(
      `${file}: its name does not tell its format - add --format csv, ndjson, json or parquet`,
      { cause },
    );
  }
}

function show(
  file: string,
  { rows, failingRows, failureCount, failures, failuresByRule }: FileValidation,
  output: Output,
): void {
  const { green, red, dim, bold } = output.colors;
  if (failureCount === 0) {
    output.print(`${green('✓')} ${file}: ${countOf(rows, 'row')}, all as the schema says`);
    return;
  }
  output.print(
    textTable(
      failures.map((failure) => [
        placeOf(failure),
        red(failure.rule),
        failure.column,
        failure.message,
      ]),
    ),
  );
  if (failureCount > failures.length)
    output.print(dim(`… and ${countOf(failureCount - failures.length, 'more failure')}`));
  const rules = Object.entries(failuresByRule).map(
    ([rule, count]) => `${rule} ${formatCount(count)}`,
  );
  output.print('');
  output.print(
    `${red('✗')} ${bold(`${formatCount(failingRows)} of ${countOf(rows, 'row')} failed`)}: ${rules.join(', ')}`,
  );
}

/** `users.csv:12`; a file without lines tells the row. */
function placeOf({ file, line, row }: FileFailure): string {
  if (line !== undefined) return `${file}:${line}`;
  return row === undefined ? file : `${file} row ${row}`;
}
