import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5000;
const POLL_MS = 10;

/**
 * Asks a process and its children to end, and makes them after a while. Children are asked also when the process itself
 * is gone.
 *
 * @param pid of the leader of a process group
 */
export async function endGroup(pid: number): Promise<void> {
  const target = process.platform === 'win32' ? pid : -pid;
  if (!signal(target, 'SIGTERM')) return;
  for (let waited = 0; waited < GRACE_MS; waited += POLL_MS) {
    await sleep(POLL_MS);
    if (!signal(target, 0)) return;
  }
  signal(target, 'SIGKILL');
}

/** @returns whether anybody was there to take it */
function signal(target: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, name);
    return true;
  } catch {
    // It has ended by itself.
    return false;
  }
}
