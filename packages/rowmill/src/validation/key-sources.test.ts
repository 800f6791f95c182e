import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { searchKeySets } from './key-sources.ts';

const directory = mkdtempSync(join(tmpdir(), 'rowmill-key-sources-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Of this process, at this moment. */
const openFiles = (): number => readdirSync('/proc/self/fd').length;

it.skipIf(process.platform !== 'linux')(
  'reads sets of many files, again and again, with some of them open, and leaves none open',
  async () => {
    const files = Array.from({ length: 1000 }, (_, file) => join(directory, String(file)));
    for (const [file, path] of files.entries()) writeFileSync(path, Uint8Array.of(file, file >> 8));
    const setOf = (own: string[]) => ({
      distantBytes: 0,
      files: async () => own,
      release: async () => undefined,
    });
    const [set, other] = [setOf(files.slice(0, 500)), setOf(files.slice(500))];
    const before = openFiles();
    let most = 0;
    const found = await searchKeySets(
      [set, other],
      (sets) => {
        return [...sets, ...sets].flat().map((source) => {
          const into = new Uint8Array(source.byteLength);
          source.read(0, into);
          most = Math.max(most, openFiles() - before);
          return (into[0] ?? 0) + 256 * (into[1] ?? 0);
        });
      },
      { limit: 3000 },
    );
    expect(found).toEqual(files.flatMap((_, file) => [file, file]));
    expect(most).toBeLessThan(800);
    expect(openFiles()).toBe(before);
  },
);
