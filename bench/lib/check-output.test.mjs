import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countLines, lineProblem } from './check-output.mjs';

const good = {
  id: '2bcc43a5-7e20-42cd-adc4-2e21480e602c',
  email: 'tatum_ohara42@example.org',
  name: "Tatum O'Hara",
  phone: '(332) 865-5950',
  created_at: '2025-05-02T07:58:21.232Z',
};
const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('accepts the record', () => {
  expect(lineProblem(JSON.stringify(good))).toBeUndefined();
});

it.each([
  ['id', '2bcc43a5-7e20-12cd-adc4-2e21480e602c', 'version 4'],
  ['email', 'someone@example.org', 'does not come from'],
  ['email', 'tatum', 'another form'],
  ['name', 'Tatum', 'First Last'],
  ['phone', 'none', 'too few digits'],
  ['created_at', '2024-05-02T07:58:21.232Z', 'no time of 2025'],
  ['created_at', '2025-13-02T07:58:21.232Z', 'no time of 2025'],
])('refuses %s %s', (field, value, problem) => {
  expect(lineProblem(JSON.stringify({ ...good, [field]: value }))).toContain(problem);
});

it('refuses a missing field, another order and what is no JSON', () => {
  const { phone, ...rest } = good;
  expect(lineProblem(JSON.stringify(rest))).toContain('fields are');
  expect(lineProblem(JSON.stringify({ phone, ...rest }))).toContain('fields are');
  expect(lineProblem('{')).toContain('not JSON');
});

it('counts rows and bytes across the blocks it reads', () => {
  const file = join(folder, 'lines');
  writeFileSync(file, `${'x'.repeat(99)}\n`.repeat(30_000));
  expect(countLines(file)).toEqual({ rows: 30_000, bytes: 3_000_000 });
});
