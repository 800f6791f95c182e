import { randomBytes } from 'node:crypto';
import type { TableShape } from '@rowmill/core';
import { type Expectation, type ResolveOptions, resolveExpectations } from '@rowmill/core/engine';
import type { CheckContext } from './check-context.ts';
import { checkExpectation } from './check-expectation.ts';
import type { CheckResult } from './check-result.ts';
import { describeTables } from './checked-tables.ts';
import type { StoredKeys } from './dataset-keys.ts';
import { assertStatements } from './figures/assert-statements.ts';
import { openKeyChecks } from './key-checks.ts';
import type { FailuresFormat } from './list-failing.ts';
import { type Database, type DatabaseOptions, openDuckDb } from './open-duckdb.ts';
import type { TableParts } from './table-parts.ts';

export interface DatasetCheckOptions extends DatabaseOptions {
  readonly tables: readonly TableShape[];
  /** Parquet parts by table: their paths in row order, or what else is known of them. A table without rows has none. */
  readonly files: Readonly<Record<string, readonly string[] | TableParts>>;
  readonly expectations: readonly Expectation[];
  /** Most failing rows that a result lists itself. */
  readonly limit?: number;
  /** Folder for the complete lists of failing rows; made when there is one to write. No lists without it. */
  readonly failuresDirectory?: string;
  /** Whether there are lists too of rows that a result lists all itself. No unless given. */
  readonly listsAll?: boolean;
  /** How complete lists are written; NDJSON unless given. */
  readonly failuresFormat?: FailuresFormat;
  /** Columns by table whose values must not appear anywhere: those that came from a masked source. */
  readonly hide?: Readonly<Record<string, readonly string[]>>;
  /** Keys of the same rows, from the run that made them: they tell which rows the database has to look at. */
  readonly keys?: StoredKeys;
  /** Path of an expectation in the file that it was written in; as in a request unless given. */
  readonly pathOf?: ResolveOptions['pathOf'];
  /** The day on which waivers have to hold, `2026-12-31`. */
  readonly today: string;
  /** What the request takes for now; absent where there is no request. */
  readonly referenceDate?: string;
  /** Where paths of expectations start; the working directory unless given. */
  readonly directory?: string;
}

const requestedAt = (index: number) => ['validation', 'expectations', index];

/**
 * Checks a whole dataset in bounded memory: by what is known of its stored parts where that is enough, otherwise by SQL
 * over them. Counts are exact.
 *
 * @throws {@link RequestError} when an expectation does not fit the tables, or its statement cannot be carried out.
 * @throws {@link MissingDependencyError} when DuckDB is not installed: unchecked data never counts as right.
 * @throws {@link DataError} when the stored parts cannot be read.
 */
export async function checkDataset({
  tables,
  files,
  expectations,
  limit = 20,
  failuresDirectory,
  listsAll = false,
  failuresFormat = 'ndjson',
  hide = {},
  keys,
  today,
  referenceDate,
  pathOf = requestedAt,
  directory = '.',
  ...options
}: DatasetCheckOptions): Promise<CheckResult[]> {
  const resolved = resolveExpectations(expectations, tables, {
    ...(referenceDate === undefined ? {} : { referenceDate }),
    pathOf,
  });
  let opened: Promise<Database> | undefined;
  const database = (): Promise<Database> => {
    opened ??= openDuckDb(options);
    return opened;
  };
  try {
    const context: CheckContext = {
      database,
      stored: describeTables(database, { tables, files, hide }),
      limit,
      ...(failuresDirectory === undefined ? {} : { failuresDirectory }),
      listsAll,
      failuresFormat,
      // Drawn anew each time, so that tokens tell nothing beyond one report.
      tokenKey: randomBytes(16).toString('hex'),
      keys: keys && openKeyChecks(keys),
      today,
      directory,
    };
    await assertStatements(resolved, context, pathOf);
    const results: CheckResult[] = [];
    for (const [index, expectation] of resolved.entries()) {
      results.push(await checkExpectation(expectation, index, context));
    }
    return results;
  } finally {
    await opened?.then(
      (used) => used.close(),
      () => undefined,
    );
  }
}
