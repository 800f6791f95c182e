import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countLines } from './count-lines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('counts rows and bytes across the blocks it reads', () => {
  const file = join(folder, 'lines');
  writeFileSync(file, `${'x'.repeat(99)}\n`.repeat(30_000));
  expect(countLines(file)).toEqual({ rows: 30_000, bytes: 3_000_000 });
});
