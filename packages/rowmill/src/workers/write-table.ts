import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../errors.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import { extensionOf } from './forms.ts';
import type { FormatChoice, RowOrigin, WriteFileJob, WritePartsJob } from './jobs.ts';
import { partName } from './part-name.ts';
import type { WorkerPool } from './pool.ts';
import type { JobResult } from './worker.ts';
import { isSystemFailure } from './worker-error.ts';

export interface WriteOptions {
  readonly pool: WorkerPool;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { rows: number; bytes: number }) => void) | undefined;
  /** Name of the file while it is not complete; one of its own for each process unless given. */
  readonly temporary?: string;
}

/** What was written of one table. */
export interface WrittenTable {
  readonly rows: number;
  readonly bytes: number;
  readonly files: readonly string[];
}

/**
 * Writes a table to one file. It has its name only when it is complete; whatever goes wrong, nothing of it stays.
 *
 * @throws {@link StoreError} when the disk takes no more, or the file cannot be made.
 */
export async function writeTable(
  origin: RowOrigin,
  format: FormatChoice,
  path: string,
  options: WriteOptions,
): Promise<WrittenTable> {
  const temporary = options.temporary ?? `${path}.${process.pid}${UNFINISHED}`;
  const written = await orRemove([temporary], async () => {
    await mkdir(dirname(path), { recursive: true });
    await (await open(temporary, 'w')).close();
    const job = { kind: 'write-file', origin, format, path: temporary } as const;
    const { results, ...sums } = await runJob<WriteFileJob>(job, options);
    if (format.name !== 'parquet') return sums;
    const { finishParquet } = await import('./write-parquet.ts');
    const groups = results.flatMap((own) => own ?? []);
    return { ...sums, bytes: finishParquet(origin, temporary, groups) };
  });
  await rename(temporary, path);
  return { ...written, files: [path] };
}

/** Writes a table to part files of a fixed number of rows, each complete in itself. */
export async function writeTableParts(
  origin: RowOrigin,
  format: FormatChoice,
  directory: string,
  partRows: number,
  options: WriteOptions,
): Promise<WrittenTable> {
  const rowCount = origin.kind === 'program' ? origin.program.rowCount : origin.rowCount;
  const count = Math.max(1, Math.ceil(rowCount / partRows));
  const files = Array.from({ length: count }, (_, part) =>
    join(directory, partName(part, extensionOf(format))),
  );
  const paths = files.map((file) => `${file}.${process.pid}${UNFINISHED}`);
  const written = await orRemove(paths, async () => {
    await mkdir(directory, { recursive: true });
    const job = { kind: 'write-parts', origin, format, paths, firstRow: 0, partRows } as const;
    const { rows, bytes } = await runJob<WritePartsJob>(job, options);
    return { rows, bytes };
  });
  for (const [i, file] of files.entries()) await rename(paths[i] as string, file);
  return { ...written, files };
}

/**
 * Writes a range of rows to a file, complete in itself, by one worker.
 *
 * @throws {@link StoreError} when the disk takes no more, or the file cannot be made.
 */
export async function writeTablePart(
  origin: RowOrigin,
  format: FormatChoice,
  path: string,
  { firstRow, rowCount }: { readonly firstRow: number; readonly rowCount: number },
  { pool, signal, onProgress }: WriteOptions,
): Promise<void> {
  await orRemove([path], async () => {
    await mkdir(dirname(path), { recursive: true });
    const part = { paths: [path], firstRow, partRows: Math.max(1, rowCount) };
    const job = { kind: 'write-parts', origin, format, ...part } as const;
    await pool.runOne<WritePartsJob>(job, { signal, onProgress });
  });
}

async function runJob<J extends WriteFileJob | WritePartsJob>(
  job: Omit<J, 'control'>,
  { pool, signal, onProgress }: WriteOptions,
): Promise<{ rows: number; bytes: number; results: JobResult<J>[] }> {
  let last = { rows: 0, bytes: 0 };
  const results = await pool.run<J>(job, {
    signal,
    onProgress: (progress) => {
      last = progress;
      onProgress?.(progress);
    },
  });
  return { ...last, results };
}

async function orRemove<Value>(
  paths: readonly string[],
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
    if (isSystemFailure(error)) throw StoreError.of(dirname(paths[0] ?? '.'), 'writing', error);
    throw error;
  }
}
