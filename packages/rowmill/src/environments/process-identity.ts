import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const SIGNAL_PATIENCE_MS = 5000;
const POLL_MS = 10;

/** Tells a process from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Process number namespace (containers have their own), where the system tells. */
  readonly space: string;
  /** Start time in the system's own unit, where it tells. */
  readonly started: string;
}

/** The identity of this process, to be written where others look for its leftovers. */
export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid);
}

/** The identity of a process of this machine. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, host: hostname(), space: ownSpace(), started: startOf(pid) };
}

/**
 * Whether the process is known to be gone. A process of another machine or container is never known to
 * be gone: its number means nothing here.
 */
export function isGone({ pid, host, space, started }: ProcessIdentity): boolean {
  if (host !== hostname() || space !== ownSpace()) return false;
  if (!isRunning(pid)) return true;
  return started !== '' && startOf(pid) !== started;
}

/** Whether a process of this number runs and is not a zombie. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, for somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return statFields(pid)[0] !== 'Z';
}

/** Sends one signal after the other until the process is gone, waiting {@link SIGNAL_PATIENCE_MS} after each. */
export async function endProcess(pid: number, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    if (!isRunning(pid)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It went away between the two lines.
      if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
      throw error;
    }
    for (let waited = 0; waited < SIGNAL_PATIENCE_MS && isRunning(pid); waited += POLL_MS) {
      await sleep(POLL_MS);
    }
  }
}

function startOf(pid: number): string {
  return statFields(pid)[19] ?? '';
}

/** Fields of `/proc/<pid>/stat` after the command name (proc(5)); the first is the state. Empty off Linux. */
function statFields(pid: number): readonly string[] {
  const text = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function ownSpace(): string {
  return readOr(() => readlinkSync('/proc/self/ns/pid'));
}

function readOr(read: () => string): string {
  try {
    return read();
  } catch {
    // Not Linux, or the process is gone: unknown is an answer here.
    return '';
  }
}
