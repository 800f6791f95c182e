import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from './check-result.ts';
import { checkDataset } from './dataset-checks.ts';
import { type FileTable, type NamedFiles, openFileTable } from './file-tables.ts';
import type { FailuresFormat } from './list-failing.ts';
import { type LoadedExpectations, withExpectationPlaces } from './load-expectations.ts';
import { openDuckDb } from './open-duckdb.ts';

export interface ValidateTablesOptions {
  readonly tables: readonly NamedFiles[];
  readonly expectations: LoadedExpectations;
  /** Most failing rows that a result lists itself. */
  readonly limit: number;
  /** Folder for complete lists of failing rows; no lists without it. */
  readonly failuresDirectory?: string;
  readonly failuresFormat?: FailuresFormat;
  /** Whether results show cells; tokens stand for them otherwise. */
  readonly showValues: boolean;
  readonly today: string;
  /** What freshness is measured on, `2026-12-31T12:00:00.000Z`. */
  readonly referenceDate: string;
  readonly signal?: AbortSignal;
}

/**
 * Checks files by expectations, as a run checks a dataset.
 *
 * @throws {@link RequestFileError} when an expectation does not fit the tables, with its place.
 * @throws {@link SourceError} when files cannot be read.
 */
export async function validateTables({
  tables,
  expectations,
  showValues,
  signal,
  ...options
}: ValidateTablesOptions): Promise<readonly CheckResult[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'rowmill-validate-'));
  try {
    const opened = await openTables(tables, scratch, signal);
    const shapes = opened.map(({ shape }) => shape);
    return await withExpectationPlaces(expectations, () =>
      checkDataset({
        ...options,
        listsAll: true,
        tables: shapes,
        files: Object.fromEntries(opened.map(({ shape, files }) => [shape.name, files])),
        expectations: expectations.expectations,
        pathOf: expectations.pathOf,
        hide: showValues
          ? {}
          : Object.fromEntries(
              shapes.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
            ),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function openTables(
  tables: readonly NamedFiles[],
  scratch: string,
  signal: AbortSignal | undefined,
): Promise<readonly FileTable[]> {
  const database = await openDuckDb(signal === undefined ? {} : { signal });
  try {
    const opened: FileTable[] = [];
    for (const table of tables) opened.push(await openFileTable(table, { database, scratch }));
    return opened;
  } finally {
    await database.close();
  }
}
