import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDuckDb } from '../validation/open-duckdb.ts';
import { quoteText } from '../validation/sql-names.ts';

/** A database and a folder of Parquet files, there while the tests of a file run. */
export interface ScratchDatabase {
  readonly directory: string;
  readonly database: Database;
  /** Stores what a SELECT gives as a Parquet file of its own. Returns its path. */
  writePart(select: string): Promise<string>;
}

/** Opens the database before the tests of a file, and removes it with its files after them. */
export function useScratchDatabase(): ScratchDatabase {
  let directory = '';
  let opened: Database | undefined;
  let parts = 0;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rowmill-checks-'));
    opened = await openDuckDb();
  });
  afterAll(async () => {
    await opened?.close();
    await rm(directory, { recursive: true, force: true });
  });
  const database = (): Database => {
    if (opened === undefined) throw new Error('the database is there only while tests run');
    return opened;
  };
  return {
    get directory() {
      return directory;
    },
    get database() {
      return database();
    },
    async writePart(select) {
      parts += 1;
      const file = join(directory, `${parts}.parquet`);
      await database().query(`COPY (${select}) TO ${quoteText(file)} (FORMAT parquet)`);
      return file;
    },
  };
}
