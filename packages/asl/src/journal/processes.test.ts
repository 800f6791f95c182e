import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileJournal } from './file-journal.ts';
import { readJournal } from './read-journal.ts';
import { recordNumber } from './testing/record-number.ts';
import { recordsIn } from './testing/records.ts';

const LOADER = new URL('../../../../scripts/load-typescript.mjs', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('./testing/append-in-loop.ts', import.meta.url));
const root = await mkdtemp(join(tmpdir(), 'asl-journal-processes-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  await Promise.all(children.map(kill));
  await rm(root, { recursive: true });
});
const isAlive = () => false;

/** @param options.limitKib how long files may become, in KiB; 0: any length */
function start(
  directory: string,
  { holder = 'a child', first = 0, seesOthers = false, limitKib = 0 } = {},
) {
  const settings = [directory, holder, String(first), String(seesOthers)];
  const node = [process.execPath, '--import', LOADER, PROGRAM, ...settings];
  const limit = limitKib > 0 ? `ulimit -f ${limitKib}; ` : '';
  const child = spawn('bash', ['-c', `${limit}exec "$@"`, 'bash', ...node]);
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return { child, lines: () => output.split('\n').slice(0, -1) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const acknowledged = (lines: readonly string[]) => lines.filter((line) => /^\d+$/.test(line));

describe('processes with one journal', () => {
  it('lets one of those win that open it at the same time', async () => {
    for (let round = 0; round < 3; round += 1) {
      const directory = await mkdtemp(join(root, 'race-'));
      const racers = ['racer 0', 'racer 1', 'racer 2'].map((holder) =>
        start(directory, { holder, seesOthers: true }),
      );
      const firstLines = () => racers.flatMap(({ lines }) => lines().slice(0, 1));
      await expect.poll(firstLines, { timeout: 60_000 }).toHaveLength(3);
      const errors = ['JournalBusyError', 'JournalBusyError'];
      expect(firstLines().sort()).toEqual([...errors, 'open']);
      await Promise.all(racers.map(({ child }) => kill(child)));
    }
  });

  it('keeps every record that was acknowledged before the process was killed', async () => {
    const directory = await mkdtemp(join(root, 'kill-'));
    const expected: number[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const { child, lines } = start(directory, { first: round * 1_000_000 });
      await expect
        .poll(() => acknowledged(lines()).length, { timeout: 60_000, interval: 3 })
        .toBeGreaterThan(round * 5);
      await kill(child);
      expected.push(...acknowledged(lines()).map(Number));
    }
    const view = await readJournal(directory, { isAlive });
    expect(view).toMatchObject({ token: 4, holder: { who: 'a child', isReleased: false } });
    const found = await recordsIn(view);
    const texts = new Set(found.map((record) => JSON.stringify(record)));
    for (const number of expected) expect(texts).toContain(JSON.stringify(recordNumber(number)));
    // What was not acknowledged may be there, each time one batch at most.
    expect(found.length).toBeLessThanOrEqual(expected.length + 4 * 2 * 3);
  });

  it('stops a process when another one takes over', async () => {
    const directory = await mkdtemp(join(root, 'over-'));
    const { child, lines } = start(directory);
    await expect.poll(() => acknowledged(lines()).length, { timeout: 60_000 }).toBeGreaterThan(9);
    const journal = await openFileJournal({ directory, holder: 'this test', isAlive });
    const before = await recordsIn(journal);
    if (child.exitCode === null) await once(child, 'exit');
    expect(lines().slice(-2)).toEqual([
      'JournalBusyError',
      `${join(directory, 'journal-000002.ndjson')}: this test is at work on it - wait for it, or stop it first`,
    ]);
    expect(await recordsIn(journal)).toEqual(before);
    const count = acknowledged(lines()).length;
    expect(before.slice(0, count)).toEqual(
      Array.from({ length: count }, (_, i) => recordNumber(i)),
    );
    await journal.close();
  });

  it('acknowledges nothing once the disk has taken no more', async () => {
    const directory = await mkdtemp(join(root, 'full-'));
    const { child, lines } = start(directory, { limitKib: 16 });
    if (child.exitCode === null) await once(child, 'exit');
    expect(lines().at(-2)).toBe('JournalError');
    expect(lines().at(-1)).toMatch(
      /journal-000001\.ndjson: cannot be written - mend that, then resume .*EFBIG/,
    );
    const count = acknowledged(lines()).length;
    expect(count).toBeGreaterThan(50);
    const found = await recordsIn(await readJournal(directory, { isAlive }));
    expect(found.slice(0, count)).toEqual(Array.from({ length: count }, (_, i) => recordNumber(i)));
    expect(await readdir(directory)).toEqual(['journal-000001.ndjson']);
  });
});
