import { access } from 'node:fs/promises';
import { MOST_FAILURES } from '../../reports/validation/validation-report.ts';
import { sourcePaths } from '../../sources/source-paths.ts';
import { UsageError } from '../../usage-error.ts';
import { detectFormat, type FileFormat } from '../../validation/file-format.ts';
import type { FileValidation } from '../../validation/validate-file.ts';
import { type FilesValidation, validateFiles } from '../../validation/validate-files.ts';
import { defaultWorkers } from '../../workers/pool.ts';
import { ExitCode } from '../exit-codes.ts';
import { type CsvDelimiter, delimiterOf } from '../format-options.ts';
import type { Session } from '../session.ts';
import { tellValidation } from '../tell-validation.ts';
import { showFailures, showFile } from '../views/file-failures.ts';

export interface ValidateOptions {
  readonly schema: string;
  /** File of keywords. */
  readonly keywords?: string;
  readonly format?: FileFormat;
  readonly csvDelimiter?: CsvDelimiter;
  readonly limit: number;
  readonly failures?: string;
  readonly key?: readonly string[];
  readonly at?: number;
  readonly showValues?: boolean;
  readonly workers?: number;
  /** Folder for a report. */
  readonly report?: string;
}

/** Checks every row of files against a JSON Schema. */
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  session: Session,
): Promise<number> {
  const { output } = session;
  const files = (await Promise.all(paths.map(filesOf))).flat();
  assertFits(files, options);
  const { schema, keywords, limit } = options;
  await assertThere(...files, schema, ...(keywords === undefined ? [] : [keywords]));
  const found: FileValidation[] = [];
  const started = new Date();
  const known = await checkAll(files, options, session, (file) => {
    found.push(file);
    const { failures: _, ...facts } = file;
    if (files.length > 1) output.event({ type: 'file', ...facts });
    const isEmptySpot = options.at !== undefined && file.rows === 0;
    if (files.length > 1 || (file.failureCount === 0 && !isEmptySpot)) showFile(file, output);
  });
  assertFound(known, found, options);
  const all = { ...known, failures: known.failures.slice(0, limit) };
  for (const failure of all.failures) output.event({ type: 'failure', ...failure });
  if (all.failureCount > 0) showFailures(all, options, output);
  const report = await tellValidation({ ...options, started, all: known, files: found }, session);
  const ok = all.failureCount === 0;
  const exitCode = ok ? ExitCode.ok : ExitCode.failed;
  const { failures: _, ...facts } = all;
  const [only] = files.length === 1 ? found : [];
  const which = only === undefined ? { files } : { file: only.file, format: only.format };
  output.event({
    type: 'result',
    ok,
    exitCode,
    ...which,
    schema,
    ...facts,
    ...(report === undefined ? {} : { report }),
  });
  return exitCode;
}

function checkAll(
  files: readonly string[],
  {
    schema,
    keywords,
    csvDelimiter,
    workers = defaultWorkers(),
    failures,
    limit,
    report,
    ...options
  }: ValidateOptions,
  { signal }: Session,
  onFile: (file: FileValidation) => void,
): Promise<FilesValidation> {
  return validateFiles(files, {
    ...options,
    limit: report === undefined ? limit : Math.max(limit, MOST_FAILURES),
    schemaFile: schema,
    ...(keywords === undefined ? {} : { keywordsFile: keywords }),
    delimiter: delimiterOf(csvDelimiter ?? ','),
    ...(csvDelimiter === undefined ? {} : { delimiterName: csvDelimiter }),
    ...(failures === undefined ? {} : { failuresFile: failures }),
    workers,
    signal,
    onFile,
  });
}

/** What a path means: a file, the files of a folder, or those whose names fit a `*`. */
async function filesOf(path: string): Promise<readonly string[]> {
  return sourcePaths(path, 'files').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? noSuch(path, cause) : cause;
  });
}

/** A name that was mistyped is a matter of the command line; what cannot be read is not. */
async function assertThere(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await access(file).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') throw noSuch(file, cause);
    });
  }
}

const noSuch = (path: string, cause: unknown): UsageError =>
  new UsageError(`${path}: no such file - check the path`, { cause });

function assertFits(
  files: readonly string[],
  { format, csvDelimiter, at, failures }: ValidateOptions,
): void {
  const formats = new Set(files.map((file) => format ?? formatOf(file)));
  if (csvDelimiter !== undefined && !formats.has('csv')) {
    throw new UsageError(
      `--csv-delimiter is about CSV, but the format is ${[...formats].join(', ')} - add --format csv, or leave it out`,
    );
  }
  if (at !== undefined && files.length > 1)
    throw new UsageError(
      `--at is about one file, but there are ${files.length} - name the one that the row is in`,
    );
  if (failures !== undefined && files.includes(failures))
    throw new UsageError(`--failures ${failures} is also a file to check - name another one`);
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

function assertFound(
  { rows, failureCount }: FilesValidation,
  [file]: readonly FileValidation[],
  { at }: ValidateOptions,
): void {
  if (at === undefined || rows > 0 || failureCount > 0) return;
  throw new UsageError(`${file?.file}: has no row ${at} - rows are numbered from 1`);
}
