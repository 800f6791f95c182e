import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TablePlan } from '@rowmill/core/engine';
import { StoreError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import { extensionOf } from '../workers/forms.ts';
import type { FormatChoice, RowOrigin } from '../workers/jobs.ts';
import { isSystemFailure } from '../workers/worker-error.ts';
import { type WrittenTable, writeTable, writeTableParts } from '../workers/write-table.ts';

export interface FilesPlace {
  readonly directory: string;
  readonly format: FormatChoice;
  /** Rows of a part file; absent: one file a table. */
  readonly partRows?: number;
}

/** A table and where its rows come from. */
export interface FileTable {
  readonly name: string;
  readonly rowCount: number;
  readonly origin: RowOrigin;
}

export const generatedTables = (tables: readonly TablePlan[]): FileTable[] =>
  tables.map(({ name, rowCount, program }) => ({
    name,
    rowCount,
    origin: { kind: 'program', program },
  }));

/**
 * Writes tables to `<table>.<ext>` or `<table>/part-00000.<ext>`. Files get their names when all of them are
 * complete: whatever goes wrong before, nothing is there that was not there before.
 *
 * @throws {@link StoreError} when the disk takes no more or the folder cannot be made.
 */
export async function writeFiles(
  tables: readonly FileTable[],
  place: FilesPlace,
  context: Pick<RunContext, 'pool' | 'signal' | 'emit'>,
): Promise<ReadonlyMap<string, WrittenTable>> {
  return writeFilesBy(tables, place, context, (table, directory) =>
    writeOne(table, { ...place, directory }, context),
  );
}

/** The same, where `write` makes the file or the parts of a table in the folder that it is given. */
export async function writeFilesBy<Table extends { readonly name: string }>(
  tables: readonly Table[],
  place: FilesPlace,
  { signal }: Pick<RunContext, 'signal'>,
  write: (table: Table, directory: string) => Promise<WrittenTable>,
): Promise<ReadonlyMap<string, WrittenTable>> {
  const { directory } = place;
  const staging = join(directory, `.${process.pid}${UNFINISHED}`);
  const made = await firstMissing(directory);
  try {
    await mkdir(staging, { recursive: true });
    const written = new Map<string, WrittenTable>();
    for (const table of tables) {
      written.set(table.name, await write(table, staging));
      signal.throwIfAborted();
    }
    for (const [name, { rows, bytes, files }] of written) {
      written.set(name, { rows, bytes, files: await publish(name, files, place) });
    }
    return written;
  } catch (error) {
    throw isFileProblem(error) ? StoreError.of(directory, 'writing', originOf(error)) : error;
  } finally {
    await rm(staging, { recursive: true, force: true });
    if (made !== undefined) await removeEmpty(directory, made);
  }
}

async function writeOne(
  { name, rowCount, origin }: FileTable,
  { directory, format, partRows }: FilesPlace,
  { pool, signal, emit }: Pick<RunContext, 'pool' | 'signal' | 'emit'>,
): Promise<WrittenTable> {
  const started = performance.now();
  const options = {
    pool,
    signal,
    onProgress: ({ rows, bytes }: { rows: number; bytes: number }) =>
      emit({ type: 'progress', table: name, rows, bytes, totalRows: rowCount }),
  };
  const written =
    partRows === undefined
      ? await writeTable(origin, format, join(directory, fileName(name, format)), options)
      : await writeTableParts(
          origin,
          format,
          join(directory, encodeURIComponent(name)),
          partRows,
          options,
        );
  emit({
    type: 'table',
    table: name,
    rows: written.rows,
    bytes: written.bytes,
    seconds: (performance.now() - started) / 1000,
  });
  return written;
}

/** Name of the one file of a table. */
export const fileName = (table: string, format: FormatChoice): string =>
  `${encodeURIComponent(table)}.${extensionOf(format)}`;

/** Gives finished files their names. Parts of an earlier, longer table go: the folder holds this one and no other. */
async function publish(
  table: string,
  files: readonly string[],
  { directory, format, partRows }: FilesPlace,
): Promise<string[]> {
  if (partRows === undefined) {
    const path = join(directory, fileName(table, format));
    for (const file of files) await rename(file, path);
    return [path];
  }
  const folder = join(directory, encodeURIComponent(table));
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (/^part-\d+\./.test(name)) await rm(join(folder, name));
  }
  const paths: string[] = [];
  for (const file of files) {
    const path = join(folder, file.slice(dirname(file).length + 1));
    await rename(file, path);
    paths.push(path);
  }
  return paths;
}

function isFileProblem(error: unknown): boolean {
  return error instanceof StoreError || isSystemFailure(error);
}

/** What the system said: a place inside our own temporary folder means nothing to a person. */
function originOf(error: unknown): unknown {
  return error instanceof StoreError && error.cause !== undefined ? error.cause : error;
}

/** The uppermost folder of a path that does not exist yet. */
async function firstMissing(path: string): Promise<string | undefined> {
  let missing: string | undefined;
  for (let at = path; !(await exists(at)); at = dirname(at)) missing = at;
  return missing;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Takes away folders that were made for files that never came. */
async function removeEmpty(directory: string, made: string): Promise<void> {
  for (let at = directory; at.length >= made.length; at = dirname(at)) {
    const removed = await rmdir(at).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
