import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { everyRow, fewRows, plantFaults } from './faulty-users.mjs';
import { lineProblem } from './record-check.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = JSON.stringify({
  id: '2bcc43a5-7e20-42cd-adc4-2e21480e602c',
  email: 'tatum_ohara42@example.org',
  name: "Tatum O'Hara",
  phone: '(332) 865-5950',
  created_at: '2025-05-02T07:58:21.232Z',
});

it('breaks the lines that are asked for, and no other byte moves', () => {
  const file = join(folder, 'users');
  const before = `${good}\n`.repeat(100);
  writeFileSync(file, before);
  plantFaults(file, fewRows(100));
  const after = readFileSync(file, 'utf8');
  expect(after).toHaveLength(before.length);
  const broken = after
    .trimEnd()
    .split('\n')
    .flatMap((line, index) => (line === good ? [] : [index]));
  expect(broken).toEqual([0, 25, 50, 74, 99]);
});

it('breaks each of five lines in another way', () => {
  const file = join(folder, 'five');
  writeFileSync(file, `${good}\n`.repeat(5));
  plantFaults(file, [0, 1, 2, 3, 4]);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(new Set(lines).size).toBe(5);
  expect(lineProblem(lines[0])).toContain('no UUID');
  expect(lineProblem(lines[1])).toContain('another form');
  expect(lines[2]).toContain('"(x32)');
  expect(lineProblem(lines[3])).toContain('no time of 2025');
  expect(lineProblem(lines[4])).toContain('fields are');
});

it('spreads few and many over the file', () => {
  expect(fewRows(1_000_000)).toEqual([0, 250_000, 500_000, 749_999, 999_999]);
  expect(everyRow(1000)(3000)).toEqual([500, 1500, 2500]);
});
