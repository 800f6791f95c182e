import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@rowmill/core';
import { MissingDependencyError } from '../errors.ts';

/** A DuckDB of our own, in memory, that spills to a folder of its own. */
export interface Database {
  /** Runs one statement and gives its rows; 64-bit integers come as text. */
  query(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Size as DuckDB writes it, e.g. `1GB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Folder for what does not fit into memory; one below the system's when absent. It is removed in the end. */
  readonly spillDirectory?: string;
  readonly signal?: AbortSignal;
}

type DuckDb = typeof import('@duckdb/node-api');

/** Finds the package only when it is needed: it is optional and takes 100 ms to load. */
const importDuckDb = (): Promise<DuckDb> => import('@duckdb/node-api');

/**
 * Opens a database that loads no extension from the network.
 *
 * @throws {@link MissingDependencyError} when the package is not installed.
 */
export async function openDuckDb(
  { memoryLimit = '1GB', threads, spillDirectory = tmpdir(), signal }: DatabaseOptions = {},
  load: () => Promise<DuckDb> = importDuckDb,
): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb(load);
  signal?.throwIfAborted();
  const spill = await mkdtemp(join(spillDirectory, 'rowmill-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memoryLimit,
    temp_directory: spill,
    // Nothing we ask depends on the order of insertion, and keeping it costs memory.
    preserve_insertion_order: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  await connection.run("SET TimeZone = 'UTC'");
  return {
    async query(sql) {
      signal?.throwIfAborted();
      try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowsJson();
      } catch (error) {
        signal?.throwIfAborted();
        throw withoutValues(error);
      }
    },
    async close() {
      signal?.removeEventListener('abort', interrupt);
      connection.closeSync();
      instance.closeSync();
      await rm(spill, { recursive: true, force: true });
    },
  };
}

function loadDuckDb(load: () => Promise<DuckDb>): Promise<DuckDb> {
  return load().catch((cause: unknown) => {
    throw new MissingDependencyError('checks of a whole dataset', '@duckdb/node-api', { cause });
  });
}

/** DuckDB quotes cells in some of its errors; only those kinds that cannot are passed on, without their cause. */
function withoutValues(error: unknown): DataError {
  const [text = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
  const [kind = 'Error'] = text.split(':', 1);
  const speaks = /^(IO|Binder|Catalog|Out of Memory) Error:/.test(text);
  return new DataError(
    'duckdb',
    undefined,
    speaks ? `${text}${placeIn(error)}` : `${kind} - the stored parts do not fit their table`,
  );
}

/** Where in the statement it is, as DuckDB draws it: the line, and a caret below the place. */
function placeIn(error: unknown): string {
  const [, line, code = '', caret = ''] =
    /^LINE (\d+): (.*)\n( *)\^/m.exec(String(error instanceof Error ? error.message : error)) ?? [];
  // A long line is cut off in front; its column is not known then.
  if (line === undefined || code.startsWith('...'))
    return line === undefined ? '' : ` at line ${line}`;
  return ` at line ${line}, column ${caret.length - `LINE ${line}: `.length + 1}`;
}
