import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  eventsOf,
  filesIn,
  folderWith,
  MAIN,
  type RunningCli,
  runCli,
  SMALL_REQUEST,
  startCli,
} from './testing/run-cli.ts';

/** Far more rows than can be made before the signal comes. */
const MANY = ['--table', 'users', '--rows', 'users=500M'];

async function until(running: RunningCli, isReached: () => boolean): Promise<void> {
  while (!isReached()) {
    if (running.child.exitCode !== null) throw new Error(`ended too early: ${running.notes()}`);
    await sleep(20);
  }
}

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 130, []],
    ['SIGTERM', 143, ['--parts', '1M']],
    ['SIGINT', 130, ['--format', 'parquet']],
  ] as const)('%s ends generate with %i and leaves nothing (%j)', async (signal, code, extra) => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const running = startCli(['generate', '--json', ...MANY, ...extra], { cwd });
    await until(running, () => filesIn(cwd).length > 1);
    await sleep(200);
    running.child.kill(signal);
    const result = await running.ended;
    expect(result.code).toBe(code);
    expect(eventsOf(result).at(-1)).toEqual({
      type: 'result',
      ok: false,
      exitCode: code,
      error: { name: 'AbortError', message: `stopped by ${signal}` },
    });
    expect(filesIn(cwd)).toEqual(['rowmill.yaml']);
    expect(existsSync(join(cwd, 'rowmill-out'))).toBe(false);
  });

  it('ends at once when it comes a second time', async () => {
    // A command that takes no hint: it is given five seconds, which the second signal cuts short.
    const test = `test: { command: "trap '' TERM; sleep 8" }\n`;
    const cwd = folderWith({ 'rowmill.yaml': `${SMALL_REQUEST}${test}` });
    const running = startCli(['run', '--scale', '0.01'], { cwd });
    await until(running, () => running.notes().includes('set up: left out'));
    await sleep(300);
    running.child.kill('SIGINT');
    await until(running, () => running.notes().includes('stopping (SIGINT)'));
    running.child.kill('SIGINT');
    const begun = performance.now();
    expect((await running.ended).code).toBe(130);
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  it('leaves files that were there before as they were', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    await runCli(['generate', '--table', 'users', '--rows', 'users=3'], { cwd });
    const running = startCli(['generate', ...MANY], { cwd });
    await until(running, () => filesIn(cwd).length > 2);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(filesIn(cwd)).toEqual(['rowmill-out/users.ndjson', 'rowmill.yaml']);
    expect(
      readFileSync(join(cwd, 'rowmill-out/users.ndjson'), 'utf8').trimEnd().split('\n'),
    ).toHaveLength(3);
  });

  it('ends a run in its middle, with no part of its dataset left', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST.replace('20_000', '30M') });
    const running = startCli(['run'], { cwd });
    await until(running, () => filesIn(cwd).some((file) => file.endsWith('.parquet')));
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toContain('small stopped');
    expect(filesIn(cwd).filter((file) => file.includes('datasets'))).toEqual([]);
  });
});

describe('a reader that stops reading', () => {
  it('is no failure', () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const command = `set -o pipefail; "${process.execPath}" "${MAIN}" generate --table users --rows users=5M --out - | head -1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
      cwd,
      encoding: 'utf8',
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

function system(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0;
}

function mountTiny(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return system('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-mount-'));
  const mounted = mountTiny(folder);
  if (mounted) system('umount', folder);
  rmdirSync(folder);
  return mounted;
}

/** A folder of a test with room for a megabyte. */
function tinyDisk(cwd: string): string {
  const disk = join(cwd, 'disk');
  mountTiny(disk);
  onTestFinished(() => void system('umount', disk));
  return disk;
}

describe.skipIf(!canMount)('a full disk (needs root, to mount a small tmpfs)', () => {
  it.each([[[]], [['--parts', '5k']], [['--format', 'parquet']], [['--gzip']]])(
    'ends generate %j with 3, leaving nothing',
    async (extra) => {
      const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
      tinyDisk(cwd);
      const { code, stderr } = await runCli(
        ['generate', '--rows', 'users=200k', '--out', 'disk/out', ...extra],
        { cwd },
      );
      expect(stderr).toMatch(
        /disk\/out: writing failed: the disk is full - free some space, or write somewhere else/,
      );
      expect(code).toBe(3);
      expect(filesIn(cwd)).toEqual(['rowmill.yaml']);
    },
  );

  it('ends run with 3, and empties the store again', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const disk = tinyDisk(cwd);
    const { code, stderr } = await runCli(['run', '--scale', '10', '--store', 'disk/store'], {
      cwd,
    });
    expect(stderr).toContain('the disk is full');
    expect(code).toBe(3);
    expect(filesIn(disk).filter((file) => file.includes('datasets'))).toEqual([]);
  });
});
