import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@rowmill/core';
import type { SourceRequest } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { openSource } from './open-source.ts';

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = temporaryFolder();
  await mkdir(join(directory, 'data'));
  for (const [name, text] of Object.entries(files))
    await writeFile(join(directory, 'data', name), text);
  return directory;
}

async function read(source: SourceRequest, directory: string) {
  const open = await openSource(source, { directory, environment: {} });
  const rows: (readonly (string | null)[])[] = [];
  for await (const batch of open.rows()) rows.push(...batch);
  const digest = await open.digest?.();
  await open.close();
  return { rows, digest, name: open.describe() };
}

const csv = (path: string): SourceRequest => ({ kind: 'csv', path, delimiter: ',' });
const FILES = {
  'part-2.csv': 'n\n3\n',
  'part-1.csv': 'n\n1\n2\n',
  _SUCCESS: '',
  '.hidden.csv': 'x\n',
};

it('reads all files of a folder or of a pattern as one table, in the order of their names', async () => {
  const directory = await folder(FILES);
  for (const path of ['data', 'data/part-*.csv', 'data/*', 'data/p*t-*.csv']) {
    const { rows, name } = await read(csv(path), directory);
    expect(rows).toEqual([['1'], ['2'], ['3']]);
    expect(name).toBe(`csv ${join(directory, path)}`);
  }
  expect((await read(csv('data/*-2*'), directory)).rows).toEqual([['3']]);
});

it('tells another file among them by the digest', async () => {
  const directory = await folder(FILES);
  const { digest } = await read(csv('data'), directory);
  await writeFile(join(directory, 'data', 'part-3.csv'), 'n\n4\n');
  expect((await read(csv('data'), directory)).digest).not.toBe(digest);
});

it('refuses files of other columns, and a pattern that fits none', async () => {
  const directory = await folder({ ...FILES, 'part-3.csv': 'n,mail\n1,secret\n' });
  const odd = read(csv('data/part-*.csv'), directory);
  await expect(odd).rejects.toThrow(DataError);
  await expect(odd).rejects.toThrow(
    /part-3\.csv {2}its columns are n string, mail string, and those of the first file n string -/,
  );
  for (const path of ['data/*.parquet', 'nowhere/*.csv']) {
    await expect(read(csv(path), directory)).rejects.toThrow(SourceError);
    await expect(read(csv(path), directory)).rejects.toThrow(/there are no such files/);
  }
});
