import { stat } from 'node:fs/promises';
import { openInlinePool } from '../workers/inline-pool.ts';
import { openPool, type WorkerPool } from '../workers/pool.ts';
import { type FailureTally, mergeTallies } from './failure-tally.ts';
import { type FailuresFile, openFailuresFile } from './failures-file.ts';
import { openFileSchema } from './file-schema.ts';
import {
  DEFAULT_LIMIT,
  type FileValidation,
  type ReadFileOptions,
  validateFile,
} from './validate-file.ts';

export interface ValidateFilesOptions extends Omit<ReadFileOptions, 'failures'> {
  readonly schemaFile: string;
  /** Keywords that the schema uses besides those of its draft. */
  readonly keywordsFile?: string;
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
  const { schemaFile, keywordsFile, showValues = false, failuresFile, signal } = options;
  const { limit = DEFAULT_LIMIT } = options;
  const pools = await openPools(files, options);
  let out: FailuresFile | undefined;
  try {
    const schema = await openFileSchema(schemaFile, { showValues, keywordsFile });
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

/** Threads get ready while the schema is read, if a file is worth them. */
async function openPools(files: readonly string[], { workers = 1, at }: ValidateFilesOptions) {
  const sizes = await Promise.all(files.map(sizeOf));
  const isWorth = workers > 1 && at === undefined && Math.max(...sizes) >= BYTES_FOR_THREADS;
  const threads = isWorth
    ? openPool(workers, { first: 'validate-file', withCaller: true })
    : undefined;
  const inline = openInlinePool();
  return {
    poolFor: (byteCount: number): WorkerPool =>
      byteCount >= BYTES_FOR_THREADS ? (threads ?? inline) : inline,
    close: async (): Promise<void> => void (await threads?.close()),
  };
}

/** Who opens a file tells why it cannot be read. */
const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
