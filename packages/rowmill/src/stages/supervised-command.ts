import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess, isGone, type ProcessIdentity } from '../environments/process-identity.ts';
import type { StageContext } from '../ports.ts';
import { directoryStoreOf } from '../stores/directory-store.ts';
import {
  type CommandOrder,
  type CommandProcess,
  type CommandResult,
  childFile,
  processFile,
  resultFile,
} from './command-files.ts';
import { endGroup } from './end-group.ts';

/** A command, and where what comes of it is kept. */
export interface SupervisedCommand {
  readonly command: string;
  readonly timeoutMs?: number | undefined;
  readonly folder: string;
  readonly log: string;
  /** Further environment variables; may hold secrets. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
}

const POLL_MS = 50;
/** The least that a state may ask for is a sign of life each second; each one is a record in the journal of the run. */
const SIGN_MS = 500;
/** A supervisor is up within this time, or will never be. */
const START_PATIENCE_MS = 15_000;
/** Between the end of a supervisor and the moment at which its last file is seen. */
const END_PATIENCE_MS = 500;

/**
 * Runs a command once, whoever asks however often: a call that finds it at work waits for it, one that finds its result
 * gives that. What the command says is told as it comes.
 *
 * @returns undefined when it was cut off, and nobody knows how far it came
 */
export async function superviseCommand(
  command: SupervisedCommand,
  context: StageContext,
  onAlive: () => void = () => undefined,
): Promise<CommandResult | undefined> {
  const { files } = context;
  const known = await files.find<CommandResult>(resultFile(command.folder));
  if (known !== undefined) return known;
  if ((await files.find(processFile(command.folder))) === undefined)
    await startSupervisor(command, context);
  const begun = await files.find<CommandProcess>(processFile(command.folder));
  let toldAt = Number.NEGATIVE_INFINITY;
  const tellAlive = (): void => {
    const now = performance.now();
    if (now - toldAt < SIGN_MS) return;
    toldAt = now;
    onAlive();
  };
  const log = files.localPath(command.log);
  const output = followOutput(log, begun?.logStart ?? 0, context.emit);
  try {
    return await untilEnded(command, context, async () => {
      await output.read();
      tellAlive();
    });
  } finally {
    await output.close();
  }
}

async function startSupervisor(command: SupervisedCommand, context: StageContext): Promise<void> {
  const { files, store, directory, environment } = context;
  const order: CommandOrder = {
    command: command.command,
    cwd: directory,
    ...(command.timeoutMs === undefined ? {} : { timeoutMs: command.timeoutMs }),
    store: directoryStoreOf(store, 'a command').root,
    prefix: files.key('').replace(/\/$/, ''),
    folder: command.folder,
    log: command.log,
  };
  const child = spawn(process.execPath, [supervisorFile()], {
    env: { ...environment, ...(await command.variables()) },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(order));
  child.unref();
  for (let waited = 0; waited < START_PATIENCE_MS; waited += POLL_MS) {
    if ((await files.find(processFile(command.folder))) !== undefined) return;
    if (child.exitCode !== null) return;
    await sleep(POLL_MS);
  }
}

/** The program beside the tasks: built, also where tests run from source. */
function supervisorFile(): string {
  const path = import.meta.url.endsWith('.ts')
    ? '../../dist/tasks/supervise-command.js'
    : '../tasks/supervise-command.js';
  return fileURLToPath(new URL(path, import.meta.url));
}

async function untilEnded(
  { folder }: SupervisedCommand,
  { files, signal }: StageContext,
  onPoll: () => Promise<void>,
): Promise<CommandResult | undefined> {
  const who = await files.find<CommandProcess>(processFile(folder));
  let isStopping = false;
  let goneFor = 0;
  while (who !== undefined && goneFor < END_PATIENCE_MS) {
    const result = await files.find<CommandResult>(resultFile(folder));
    await onPoll();
    if (result !== undefined) return result;
    if (signal.aborted && !isStopping) {
      isStopping = true;
      // It ends the command in order; the result tells of that.
      void endProcess(who.supervisor.pid, ['SIGTERM']).catch(() => undefined);
    }
    await sleep(POLL_MS);
    if (isGone(who.supervisor)) goneFor += POLL_MS;
  }
  // Nobody would note how the command ends any more, so it must not go on.
  const left = await files.find<ProcessIdentity>(childFile(folder));
  if (left !== undefined && !isGone(left)) await endGroup(left.pid);
  return undefined;
}

/** Tells what is added to a file, from some byte on. */
function followOutput(path: string, start: number, emit: StageContext['emit']) {
  const decoder = new TextDecoder();
  let position = start;
  let reading: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    const file = await open(path, 'r').catch(() => undefined);
    if (file === undefined) return;
    try {
      for await (const bytes of file.createReadStream({ start: position, autoClose: false })) {
        const piece = bytes as Buffer;
        position += piece.length;
        emit({ type: 'output', text: decoder.decode(piece, { stream: true }) });
      }
    } finally {
      await file.close();
    }
  };
  const next = (): Promise<void> => {
    reading = reading.then(read);
    return reading;
  };
  return { read: next, close: next };
}
