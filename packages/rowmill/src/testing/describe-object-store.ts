import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../stores/object-store.ts';

/** The laws of every store. `open` gives an empty one. */
export function describeObjectStore(name: string, open: () => ObjectStore): void {
  describe(`${name} store`, () => {
    it('gives back what was put, byte by byte', async () => {
      const store = open();
      const body = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
      expect(await store.put('a/b/c.bin', body)).toBe(true);
      expect(new Uint8Array(await store.get('a/b/c.bin'))).toEqual(body);
      expect(await store.head('a/b/c.bin')).toEqual({ key: 'a/b/c.bin', bytes: 300 });
    });

    it('replaces an object, unless it is asked to keep the first', async () => {
      const store = open();
      await store.put('k', 'one');
      expect(await store.put('k', 'two', { ifAbsent: true })).toBe(false);
      expect(String(await store.get('k'))).toBe('one');
      expect(await store.put('k', 'three')).toBe(true);
      expect(String(await store.get('k'))).toBe('three');
    });

    it('lets one of many writers win a key', async () => {
      const store = open();
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, i) => store.put('k', `writer ${i}`, { ifAbsent: true })),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(String(await store.get('k'))).toBe(`writer ${won.indexOf(true)}`);
    });

    it('forgets what is deleted, and says so of what is not there', async () => {
      const store = open();
      await store.put('k', 'v');
      await store.delete('k');
      await store.delete('k');
      expect(await store.head('k')).toBeUndefined();
      await expect(store.get('k')).rejects.toThrow(/does not exist/);
    });

    describeLists(open);

    it('refuses keys that lead out of it', async () => {
      const store = open();
      for (const key of ['../x', 'a/../../x', '', 'a//b', './a'])
        await expect(async () => store.put(key, '')).rejects.toThrow(/is not a key/);
    });
  });
}

function describeLists(open: () => ObjectStore): void {
  it('lists by prefix in order of keys, and nothing half written', async () => {
    const store = open();
    for (const key of ['t/2', 't/10', 'u/1', 't/sub/1', 'ta']) await store.put(key, key);
    expect((await store.list('t/')).map(({ key }) => key)).toEqual(['t/10', 't/2', 't/sub/1']);
    expect((await store.list('t')).map(({ key }) => key)).toEqual(['t/10', 't/2', 't/sub/1', 'ta']);
    expect(await store.list('none/')).toEqual([]);
  });

  it('lists folders by what stands in their place', async () => {
    const store = open();
    for (const key of ['t/b/1', 't/b/2', 't/a/c/3', 't/file', 'u/d/4']) await store.put(key, key);
    expect(await store.folders('t/')).toEqual(['a', 'b']);
    expect(await store.folders('none/')).toEqual([]);
  });
}
