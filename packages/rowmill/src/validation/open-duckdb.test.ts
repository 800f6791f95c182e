import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckDb } from './open-duckdb.ts';

describe('openDuckDb', () => {
  it('says what to install when the package is missing', async () => {
    const missing = () => Promise.reject(new Error("Cannot find package '@duckdb/node-api'"));
    await expect(openDuckDb({}, missing)).rejects.toMatchObject({
      name: 'MissingDependencyError',
      message: expect.stringContaining('npm i @duckdb/node-api'),
    });
  });

  it('loads nothing from the network and leaves no folder behind', async () => {
    const spillDirectory = await mkdtemp(join(tmpdir(), 'rowmill-spill-'));
    const database = await openDuckDb({ spillDirectory, memoryLimit: '100MB', threads: 1 });
    const settings = await database.query(
      "SELECT name, value FROM duckdb_settings() WHERE name IN ('autoload_known_extensions', 'autoinstall_known_extensions', 'threads') ORDER BY name",
    );
    expect(settings).toEqual([
      ['autoinstall_known_extensions', 'false'],
      ['autoload_known_extensions', 'false'],
      ['threads', '1'],
    ]);
    expect(await readdir(spillDirectory)).toHaveLength(1);
    await database.close();
    expect(await readdir(spillDirectory)).toEqual([]);
    await rm(spillDirectory, { recursive: true });
  });

  it('keeps cells out of its errors', async () => {
    const database = await openDuckDb();
    const error: unknown = await database
      .query("SELECT CAST('secret' AS INTEGER)")
      .catch((caught: unknown) => caught);
    await database.close();
    expect(error).toMatchObject({ name: 'DataError' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).toContain('Conversion Error');
    expect(String(error)).not.toContain('secret');
  });
});
