import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command line, as it is installed. */
export const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliResult>;
  /** What it has written to stderr so far. */
  notes(): string;
}

/** Starts `rowmill` in a folder. Variables of ours that change what it says are left out. */
export function startCli(
  args: readonly string[],
  { cwd, variables = {} }: { cwd: string; variables?: Record<string, string> },
): RunningCli {
  const {
    NO_COLOR: _,
    FORCE_COLOR: __,
    GITHUB_ACTIONS: ___,
    GITHUB_STEP_SUMMARY: ____,
    GITHUB_OUTPUT: _____,
    GITHUB_WORKSPACE: ______,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        code,
        stdout: String(Buffer.concat(stdout)),
        stderr: String(Buffer.concat(stderr)),
      }),
    );
  });
  return { child, ended, notes: () => String(Buffer.concat(stderr)) };
}

export function runCli(
  args: readonly string[],
  options: { cwd: string; variables?: Record<string, string> },
): Promise<CliResult> {
  return startCli(args, options).ended;
}

/** A folder with these files that goes away with the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Every file below a folder, as paths from there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The events of `--json`. */
export function eventsOf({ stdout }: Pick<CliResult, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Two tables with a reference; small enough for any test. */
export const SMALL_REQUEST = `name: small
seed: 7
tables:
  users:
    rows: 20_000
    key: id
    columns:
      id: { generator: uuid }
      name: { generator: person.fullName, nulls: 0.1 }
      email: { generator: internet.email, unique: true }
  orders:
    rows: { per: users, count: { min: 0, max: 3 } }
    key: id
    columns:
      id: { generator: sequence }
      user_id: { references: users.id }
      total: { generator: number.decimal, min: 1, max: 99, scale: 2 }
`;
