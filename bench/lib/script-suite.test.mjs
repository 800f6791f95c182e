import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runScriptSuite } from './script-suite.mjs';
import { nanosecondsPer } from './units.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = { suite: 's', case: 'c', unit: nanosecondsPer('row') };
const script = { script: 'lib/testing/answering-script.mjs', args: ['--units', '1000'] };
const known = { ours: { id: 'own', isOwn: true }, theirs: { id: 'peer', isOwn: false } };

it('makes results of what a script of its own answers', async () => {
  const results = await runScriptSuite(script, place, (name) => known[name], { folder, rounds: 2 });
  expect(results).toMatchObject([
    { suite: 's', case: 'c', subject: 'own', isOwn: true, runs: [1e6, 1e6], ratios: { peer: 2 } },
    { subject: 'peer', title: 'theirs', unitsPerRun: 1000, digest: '"the same"' },
  ]);
});

it('refuses a way that nobody knows: it would be missing without a word', async () => {
  const idOf = (name) => (name === 'ours' ? known.ours : undefined);
  await expect(runScriptSuite(script, place, idOf, { folder, rounds: 1 })).rejects.toThrow(
    '"theirs"',
  );
});
