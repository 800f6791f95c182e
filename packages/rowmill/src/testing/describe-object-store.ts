import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { describeStoreFolders } from './describe-store-folders.ts';
import {
  digestOf,
  LARGE_BYTES,
  largeBody,
  MEBIBYTE,
  type OpenStore,
  piecesOf,
  slicesOf,
  textOf,
  writeLocal,
} from './stored-bytes.ts';

const ODD_KEYS = [
  'odd/a b+c%20d',
  'odd/ä/日本語',
  'odd/<&>\'"',
  'odd/=;,:@$?#[]',
  'odd/%2F%2e%2e',
  'odd/😀',
  'odd/~*()!',
];

/** The laws of every store. `open` gives an empty one. */
export function describeObjectStore(name: string, open: OpenStore): void {
  describe(`${name} store`, () => {
    describeObjects(open);
    describeKeys(open);
    describeCreation(open);
    describeReads(open);
    describeStoreFolders(open);
  });
}

function describeObjects(open: OpenStore): void {
  it('gives back what was put, byte by byte', async () => {
    const store = await open();
    const body = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    expect(await store.put('a/b/c.bin', body)).toBe(true);
    expect(new Uint8Array(await store.get('a/b/c.bin'))).toEqual(body);
    expect(await store.head('a/b/c.bin')).toMatchObject({ key: 'a/b/c.bin', bytes: 300 });
  });

  it('keeps empty objects and texts of any letters', async () => {
    const store = await open();
    await store.put('empty', '');
    await store.write('empty stream', piecesOf([]));
    for (const key of ['empty', 'empty stream']) {
      expect((await store.get(key)).length).toBe(0);
      expect((await store.head(key))?.bytes).toBe(0);
      expect(await textOf(store.read(key))).toBe('');
    }
    await store.put('text', 'Zoë 日本語 😀');
    expect(String(await store.get('text'))).toBe('Zoë 日本語 😀');
  });

  it('keeps large objects, whether they come as bytes, as a stream or as a file', async () => {
    const store = await open();
    const body = largeBody();
    await store.put('put', body);
    await store.write('write', piecesOf(slicesOf(body, 1_234_567)));
    await writeLocal(store, 'publish', body);
    await store.publish('publish');
    for (const key of ['put', 'write', 'publish']) {
      expect((await store.head(key))?.bytes).toBe(LARGE_BYTES);
      expect(digestOf(await store.get(key))).toBe(digestOf(body));
      expect(digestOf(await readFile(await store.fetch(key)))).toBe(digestOf(body));
    }
  });

  it('keeps no object of a stream that fails, and the one before it', async () => {
    const store = await open();
    await store.put('k', 'before');
    for (const key of ['k', 'new']) {
      const failing = piecesOf([...slicesOf(largeBody(), 4 * MEBIBYTE), new Error('cut off')]);
      await expect(store.write(key, failing)).rejects.toThrow('cut off');
    }
    expect(String(await store.get('k'))).toBe('before');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['k']);
  });
}

function describeKeys(open: OpenStore): void {
  it('tells when an object was changed, and one content from the next', async () => {
    const store = await open();
    const before = Date.now();
    await store.put('k', 'one');
    const one = await store.head('k');
    // Clocks of stores count seconds.
    expect(Math.abs((one?.modified ?? 0) - before)).toBeLessThan(60_000);
    expect(one?.etag).toMatch(/^".+"$/);
    expect((await store.head('k'))?.etag).toBe(one?.etag);
    expect((await store.list('k'))[0]).toEqual(one);
    await store.put('k', 'other');
    expect((await store.head('k'))?.etag).not.toBe(one?.etag);
  });

  it('forgets what is deleted, and says so of what is not there', async () => {
    const store = await open();
    await store.put('k', 'v');
    await store.delete('k');
    await store.delete('k');
    expect(await store.head('k')).toBeUndefined();
    const missing = { name: 'StoreError', message: expect.stringMatching(/does not exist/) };
    await expect(store.get('k')).rejects.toMatchObject(missing);
    await expect(store.range('k', { start: 0, end: 1 })).rejects.toMatchObject(missing);
    await expect(textOf(store.read('k'))).rejects.toMatchObject(missing);
    await expect(store.fetch('k')).rejects.toMatchObject(missing);
  });

  it('refuses keys that lead out of it', async () => {
    const store = await open();
    for (const key of ['../x', 'a/../../x', '', 'a//b', './a'])
      await expect(async () => store.put(key, '')).rejects.toThrow(/is not a key/);
  });

  it('takes keys with letters that mean something elsewhere', async () => {
    const store = await open();
    for (const key of ODD_KEYS) await store.put(key, key);
    for (const key of ODD_KEYS) expect(String(await store.get(key))).toBe(key);
    const inOrder = ODD_KEYS.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await store.list('odd/')).map(({ key }) => key)).toEqual(inOrder);
    await store.moveFolder('odd', 'moved');
    expect(await store.list('odd/')).toEqual([]);
    expect(String(await store.get('moved/a b+c%20d'))).toBe('odd/a b+c%20d');
    await store.deleteFolder('moved');
    expect(await store.list('')).toEqual([]);
  });
}

function describeCreation(open: OpenStore): void {
  it('replaces an object, unless it is asked to keep the first', async () => {
    const store = await open();
    await store.put('k', 'one');
    expect(await store.put('k', 'two', { ifAbsent: true })).toBe(false);
    expect(String(await store.get('k'))).toBe('one');
    expect(await store.put('k', 'three')).toBe(true);
    expect(String(await store.get('k'))).toBe('three');
  });

  it('lets one of many writers win a key', async () => {
    const store = await open();
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.put('k', `writer ${i}`, { ifAbsent: true })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(String(await store.get('k'))).toBe(`writer ${won.indexOf(true)}`);
  });

  it('lets one of many writers of the same bytes win a key', async () => {
    const store = await open();
    const won = await Promise.all(
      Array.from({ length: 8 }, () => store.put('k', 'the same', { ifAbsent: true })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });
}

function describeReads(open: OpenStore): void {
  it('reads ranges, and says where an object ends before them', async () => {
    const store = await open();
    await store.put('k', '0123456789');
    const read = async (start: number, end: number) =>
      String(await store.range('k', { start, end }));
    expect(await read(0, 10)).toBe('0123456789');
    expect(await read(3, 5)).toBe('34');
    expect(await read(9, 10)).toBe('9');
    expect(await read(4, 4)).toBe('');
    for (const range of [
      { start: 5, end: 11 },
      { start: 20, end: 21 },
    ])
      await expect(store.range('k', range)).rejects.toMatchObject({ name: 'StoreError' });
  });

  it('reads piece by piece', async () => {
    const store = await open();
    const body = largeBody();
    await store.put('k', body);
    const hash = createHash('sha256');
    let largest = 0;
    for await (const piece of store.read('k')) {
      hash.update(piece);
      largest = Math.max(largest, piece.length);
    }
    expect(hash.digest('hex')).toBe(digestOf(body));
    expect(largest).toBeLessThan(LARGE_BYTES / 4);
  });
}
