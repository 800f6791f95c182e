import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, type RunningCli, runCli, startCli } from '../testing/run-cli.ts';

const REQUEST = `name: killed
locale: en
tables:
  people:
    source: { kind: ndjson, path: ./people.ndjson }
    key: id
    columns:
      id: { mask: keep }
      name: { mask: fake.person }
      note: { mask: redact }
masking: { key: env:ROWMILL_KEY }
`;
const variables = { ROWMILL_KEY: 'a passphrase of a test' };
const ARGS = ['mask', '--workers', '2'];
const ROWS = 400_000;
const OUT = 'rowmill-out';
const FILE = join(OUT, 'people.ndjson');

const people = (): string =>
  Array.from(
    { length: ROWS },
    (_, row) => `{"id":${row},"name":"Ada Oakenshaw ${row}","note":"likes tea and ${row}"}\n`,
  ).join('');

/** Bytes of the file that is not complete yet. */
function unfinishedBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  const [staging] = readdirSync(folder).filter((name) => name.startsWith('.'));
  const path = join(folder, staging ?? '.', 'people.ndjson');
  return staging !== undefined && existsSync(path) ? statSync(path).size : 0;
}

async function killWhileWriting({ child, ended }: RunningCli, folder: string): Promise<void> {
  while (unfinishedBytes(folder) === 0 && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
}

describe('rowmill mask, killed while it writes', () => {
  it('leaves nothing under the final name, nothing unmasked anywhere, and nothing in the way of the next', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.ndjson': people() });
    await killWhileWriting(startCli(ARGS, { cwd, variables }), join(cwd, OUT));
    expect(existsSync(join(cwd, FILE))).toBe(false);
    for (const file of filesIn(join(cwd, OUT)))
      expect(readFileSync(join(cwd, OUT, file), 'utf8')).not.toMatch(/Oakenshaw|likes tea/);

    const next = await runCli(ARGS, { cwd, variables });
    expect(next.code, next.stderr).toBe(0);
    expect(readFileSync(join(cwd, FILE), 'utf8').split('\n')).toHaveLength(ROWS + 1);
  }, 60_000);

  it('leaves an earlier file as it was', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.ndjson': people() });
    const earlier = '{"id":1,"name":"an earlier mask"}\n';
    const out = folderWith({ 'people.ndjson': earlier });
    const run = startCli([...ARGS, '--out', out], { cwd, variables });
    await killWhileWriting(run, out);
    expect(readFileSync(join(out, 'people.ndjson'), 'utf8')).toBe(earlier);
  }, 60_000);
});
