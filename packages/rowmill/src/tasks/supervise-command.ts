import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { identityOf, ownIdentity } from '../environments/process-identity.ts';
import {
  type CommandOrder,
  type CommandProcess,
  type CommandResult,
  childFile,
  processFile,
  resultFile,
} from '../stages/command-files.ts';
import { endGroup } from '../stages/end-group.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { openRunDirectory, type RunDirectory } from '../stores/run-directory.ts';

/**
 * A process of its own that runs one command for a run, and notes how it ended. It outlives the process that drives the
 * run: that one may be killed, and the next one finds the command at work, or its result.
 */

const TAIL_BYTES = 8000;

/** Grows in the order of the events: a command that ends by itself while it is being stopped was stopped. */
let ended: CommandResult['ended'] = 'itself';

async function supervise(order: CommandOrder): Promise<void> {
  const files = openRunDirectory(createDirectoryStore(order.store), order.prefix);
  const logStart = statSync(files.localPath(order.log), { throwIfNoEntry: false })?.size ?? 0;
  const own: CommandProcess = { supervisor: ownIdentity(), logStart };
  if (!(await files.create(processFile(order.folder), own))) return;
  const started = performance.now();
  const exitCode = await run(order, files);
  const result: CommandResult = {
    command: order.command,
    exitCode: ended === 'itself' ? exitCode : null,
    ended,
    seconds: (performance.now() - started) / 1000,
    outputTail: await tailOf(files.localPath(order.log), logStart),
  };
  await files.create(resultFile(order.folder), result);
}

async function run(order: CommandOrder, files: RunDirectory): Promise<number | null> {
  const log = openSync(files.localPath(order.log), 'a');
  const child = spawn(order.command, {
    shell: true,
    cwd: order.cwd,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
  });
  closeSync(log);
  const endAll = async (): Promise<void> => {
    if (child.pid !== undefined) await endGroup(child.pid);
  };
  const end = (how: CommandResult['ended']): void => {
    ended = how;
    void endAll();
  };
  const { timeoutMs } = order;
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => end('at its time limit'), timeoutMs);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => end('with its run'));
  const exit = new Promise<number | null>((resolve) =>
    // A shell that cannot be started is no result of the command, but all that comes of it.
    child.once('error', () => resolve(127)).once('exit', resolve),
  );
  if (child.pid !== undefined) await files.write(childFile(order.folder), identityOf(child.pid));
  const code = await exit;
  clearTimeout(timer);
  // What it has left in the background would work on environments that are about to go.
  await endAll();
  return code;
}

async function tailOf(path: string, start: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const position = Math.max(start, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - position);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    // A cut through a character would show as one that nobody wrote.
    return buffer.toString('utf8', 0, bytesRead).replace(/^\uFFFD+/, '');
  } finally {
    await file.close();
  }
}

await supervise(JSON.parse(await text(process.stdin)) as CommandOrder);
process.exit(0);
