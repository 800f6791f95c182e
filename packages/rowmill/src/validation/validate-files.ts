import { stat } from 'node:fs/promises';
import { openInlinePool } from '../workers/inline-pool.ts';
import { openPool, type WorkerPool } from '../workers/pool.ts';
import { type FailureTally, mergeTallies } from './failure-tally.ts';
import { type FailuresFile, openFailuresFile } from './failures-file.ts';
import { openFileSchema } from './file-schema.ts';
import {
  DEFAULT_LIMIT,
  type FileValidation,
  type PoolFor,
  type ReadFileOptions,
  validateFile,
} from './validate-file.ts';

export interface ValidateFilesOptions extends Omit<ReadFileOptions, 'failures'> {
  readonly schemaFile: string;
  /** Threads for large files; without any, the caller's own does all. */
  readonly workers?: number;
  /** File that takes every failure: NDJSON, packed or not, or Parquet, by its name. */
  readonly failuresFile?: string;
  /** Let messages quote cells. */
  readonly showValues?: boolean;
  readonly onFile?: (file: FileValidation) => void;
}

/** What was found in several files. */
export interface FilesValidation extends FailureTally {
  readonly rows: number;
}

/**
 * Checks the rows of files against one JSON Schema, file after file.
 *
 * @throws {@link SourceError} when a file cannot be opened, or changes while it is read.
 * @throws {@link SchemaError} when the schema cannot be used.
 * @throws {@link DataError} when the format of a file cannot be told.
 * @throws {@link UsageError} when the file of failures cannot be written as it is called.
 */
export async function validateFiles(
  files: readonly string[],
  options: ValidateFilesOptions,
): Promise<FilesValidation> {
  const { schemaFile, showValues = false, workers = 1, failuresFile, signal } = options;
  const { limit = DEFAULT_LIMIT } = options;
  const schema = await openFileSchema(schemaFile, showValues);
  const pools = openPools(workers);
  let out: FailuresFile | undefined;
  try {
    out = failuresFile === undefined ? undefined : await openFailuresFile(failuresFile);
    const found: FileValidation[] = [];
    for (const file of files) {
      const failures = out && { path: out.lines, from: (await stat(out.lines)).size };
      const one = await validateFile(file, schema, {
        ...options,
        limit,
        ...(failures === undefined ? {} : { failures }),
        poolFor: pools.poolFor,
      });
      options.onFile?.(one);
      found.push(one);
    }
    await out?.finish(signal);
    const rows = found.reduce((sum, one) => sum + one.rows, 0);
    return { rows, ...mergeTallies(found, { limit, isOneFile: false }) };
  } catch (error) {
    await out?.discard();
    throw error;
  } finally {
    await pools.close();
  }
}

/** Threads cost more than they bring for less. */
const BYTES_FOR_THREADS = 32 << 20;

/** Opens threads when the first file is worth them. */
function openPools(workers: number) {
  let inline: WorkerPool | undefined;
  let threads: WorkerPool | undefined;
  const poolFor: PoolFor = (byteCount) => {
    if (workers > 1 && byteCount >= BYTES_FOR_THREADS) {
      threads ??= openPool(workers, 'validate-file');
      return threads;
    }
    inline ??= openInlinePool();
    return inline;
  };
  return { poolFor, close: async () => void (await threads?.close()) };
}
