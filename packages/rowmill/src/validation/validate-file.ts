import { RANGE_BYTES } from '../workers/file-ranges.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { FailureTally } from './failure-tally.ts';
import { detectFormat, type FileFormat } from './file-format.ts';
import type { FileSchema } from './file-schema.ts';
import { planRanges } from './plan-ranges.ts';
import { reproduceCommand } from './reproduce-command.ts';
import { openRowCheck } from './row-check.ts';
import { validateRanges } from './validate-ranges.ts';
import { type CheckedRows, type FailuresPlace, validateRows } from './validate-rows.ts';

/** What was found in a file. */
export interface FileValidation extends FailureTally {
  readonly file: string;
  readonly format: FileFormat;
  readonly rows: number;
}

export interface ReadFileOptions {
  /** Told by the file's name when absent. */
  readonly format?: FileFormat;
  /** Cell separator of CSV. */
  readonly delimiter?: string;
  /** By the name that the command line has for it, where it is not a comma. */
  readonly delimiterName?: string;
  /** Columns whose values are told of failing rows. */
  readonly key?: readonly string[];
  /** Most failures that the result has one by one. */
  readonly limit?: number;
  /** Number, from 1, of the only row to check. */
  readonly at?: number;
  /** Takes every failure. */
  readonly failures?: FailuresPlace;
  /** Bytes that are read at a time. The result does not depend on them. */
  readonly rangeBytes?: number;
  readonly signal?: AbortSignal;
}

/** Who reads a file of so many bytes: threads take a while to start. */
export type PoolFor = (byteCount: number) => WorkerPool;

export const DEFAULT_LIMIT = 100;

/**
 * Checks each row of a file against a JSON Schema, in bounded memory. The result does not depend on the number of workers.
 *
 * What cannot be read counts as a failure of its own, and the rest is checked where the format allows it.
 *
 * @throws {@link SourceError} when a file cannot be opened, or changes while it is read.
 * @throws {@link DataError} when the format cannot be told.
 */
export async function validateFile(
  file: string,
  schema: FileSchema,
  options: ReadFileOptions & { readonly poolFor: PoolFor },
): Promise<FileValidation> {
  const { format = detectFormat(file), delimiter = ',', poolFor, signal } = options;
  const { limit = DEFAULT_LIMIT, key = [], failures, at, rangeBytes = RANGE_BYTES } = options;
  const { columnTypes, root, table, validate } = schema;
  const command = reproduceCommand({
    file,
    schemaFile: schema.file,
    ...(schema.keywordsFile === undefined ? {} : { keywordsFile: schema.keywordsFile }),
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.delimiterName === undefined ? {} : { csvDelimiter: options.delimiterName }),
  });
  const source = { file, format, delimiter, columnTypes, schema: root };
  const telling = { names: { file, command }, limit, failures };
  const byRanges = async (): Promise<CheckedRows | undefined> => {
    const planned = await planRanges({ ...source, rangeBytes });
    if (planned === undefined) return undefined;
    const pool = poolFor(planned.checked.size);
    return validateRanges(planned, { schema: table, key, ...telling }, { pool, signal });
  };
  const byRows = (): Promise<CheckedRows> =>
    validateRows({ ...source, ...telling, only: at, check: openRowCheck(validate, key), signal });
  const { rows, tally } = (at === undefined ? await byRanges() : undefined) ?? (await byRows());
  return { file, format, rows, ...tally };
}
