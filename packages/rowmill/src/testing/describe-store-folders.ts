import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type OpenStore, writeLocal } from './stored-bytes.ts';

/** More than one answer of S3 lists. */
const MANY = 1200;

/** The laws of lists, folders and files of every store. `open` gives an empty one. */
export function describeStoreFolders(open: OpenStore): void {
  describeLists(open);
  describeFolders(open);
  describeFiles(open);
  describeUnfinished(open);
}

function describeLists(open: OpenStore): void {
  it('lists by prefix in order of keys, and nothing half written', async () => {
    const store = await open();
    for (const key of ['t/2', 't/10', 'u/1', 't/sub/1', 'ta']) await store.put(key, key);
    expect((await store.list('t/')).map(({ key }) => key)).toEqual(['t/10', 't/2', 't/sub/1']);
    expect((await store.list('t')).map(({ key }) => key)).toEqual(['t/10', 't/2', 't/sub/1', 'ta']);
    expect(await store.list('none/')).toEqual([]);
  });

  it('lists folders by what stands in their place', async () => {
    const store = await open();
    for (const key of ['t/b/1', 't/b/2', 't/a/c/3', 't/file', 'u/d/4']) await store.put(key, key);
    expect(await store.folders('t/')).toEqual(['a', 'b']);
    expect(await store.folders('none/')).toEqual([]);
  });

  it('lists, moves and deletes more objects than one answer holds', async () => {
    const store = await open();
    const keys = Array.from({ length: MANY }, (_, i) => `many/${String(i).padStart(5, '0')}/x`);
    for (let from = 0; from < MANY; from += 50)
      await Promise.all(keys.slice(from, from + 50).map((key) => store.put(key, key)));
    await store.put('other', '');
    expect((await store.list('many/')).map(({ key }) => key)).toEqual(keys);
    expect(await store.folders('many/')).toHaveLength(MANY);
    await store.moveFolder('many', 'moved');
    expect(await store.list('many/')).toEqual([]);
    expect(await store.list('moved/')).toHaveLength(MANY);
    await store.deleteFolder('moved');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['other']);
  });
}

function describeFolders(open: OpenStore): void {
  it('deletes a folder and nothing beside it', async () => {
    const store = await open();
    for (const key of ['f/1', 'f/sub/2', 'fa', 'g/f/3']) await store.put(key, key);
    await writeLocal(store, 'f/4', 'never published');
    const fetched = await store.fetch('f/1');
    await store.deleteFolder('f');
    await store.deleteFolder('f');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['fa', 'g/f/3']);
    expect([existsSync(store.localPath('f/4')), existsSync(fetched)]).toEqual([false, false]);
  });

  it('moves a folder in place of another one; moving what is not there changes nothing', async () => {
    const store = await open();
    for (const key of ['from/1', 'from/sub/2', 'to/old', 'to/1', 'tower'])
      await store.put(key, key);
    for (let time = 0; time < 2; time += 1) {
      await store.moveFolder('from', 'to');
      const keys = (await store.list('')).map(({ key }) => key);
      expect(keys).toEqual(['to/1', 'to/sub/2', 'tower']);
      expect(String(await store.get('to/1'))).toBe('from/1');
    }
  });
}

function describeFiles(open: OpenStore): void {
  it('makes objects of files, and files of objects', async () => {
    const store = await open();
    await writeLocal(store, 'f/a.parquet', 'made here');
    expect(await store.publish('f/a.parquet')).toBe(true);
    expect(String(await store.get('f/a.parquet'))).toBe('made here');
    const path = await store.fetch('f/a.parquet');
    expect(String(await readFile(path))).toBe('made here');
    expect(path).toMatch(/a\.parquet$/);
    await expect(store.publish('f/none')).rejects.toMatchObject({ name: 'StoreError' });
  });

  it('fetches what an object is now, once for many that ask', async () => {
    const store = await open();
    await store.put('k', 'one');
    const paths = await Promise.all(Array.from({ length: 8 }, () => store.fetch('k')));
    expect(new Set(paths).size).toBe(1);
    await store.put('k', 'two, which is longer');
    expect(String(await readFile(await store.fetch('k')))).toBe('two, which is longer');
  });
}

function describeUnfinished(open: OpenStore): void {
  it('discards what is unfinished, and nothing else', async () => {
    const store = await open();
    await store.put('f/whole', 'whole');
    await store.discardUnfinished('f/', new Date(Date.now() + 60_000));
    await store.discardUnfinished('none/', new Date());
    expect((await store.list('')).map(({ key }) => key)).toEqual(['f/whole']);
  });
}
