import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLines } from './read-lines.mjs';
import { verdictDigest } from './verdict.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['with a new line at the end', '\n'],
  ['without one', ''],
])('gives every line and its number, across pieces and inside characters, %s', (_, end) => {
  const file = join(folder, 'lines');
  const lines = Array.from({ length: 40_000 }, (_, index) => `${index} ${'äöü€😀'.repeat(3)}`);
  writeFileSync(file, lines.join('\n') + end);
  const read = [];
  const numbers = [];
  readLines(file, (line, number) => {
    read.push(line);
    numbers.push(number);
  });
  expect(read).toEqual(lines);
  expect(numbers).toEqual(lines.map((_, index) => index + 1));
});

it('makes one digest of the same verdict, however it was found', () => {
  const digest = verdictDigest(100, [3, 20, 100]);
  expect(verdictDigest(100, [100, 3, 20, 3])).toBe(digest);
  expect(digest).toContain('100 rows, 3 fail');
  expect(verdictDigest(101, [3, 20, 100])).not.toBe(digest);
  expect(verdictDigest(100, [3, 21, 100])).not.toBe(digest);
});
