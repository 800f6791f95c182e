import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { versionOf } from './machine.mjs';

const PROCESS = fileURLToPath(new URL('./peer-process.mjs', import.meta.url));

/** Waits for the child's next message; its death without one is an error, not an endless wait. */
async function nextMessage(child, name) {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code, by]) => {
        throw new Error(`${name}: its process ended early (${by ?? `exit code ${code}`})`);
      }),
    ]);
    if (message.error !== undefined) throw new Error(`${name}: ${message.error}`);
    return message;
  } finally {
    waiting.abort();
  }
}

/** Starts the process of one peer of the list, and asks it for its name and its row counts. */
export async function startPeer({ file, packageName }) {
  const module = new URL(`../peers/${file}`, import.meta.url).href;
  const child = fork(PROCESS, [module], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ask = async (message) => {
    const answer = nextMessage(child, file);
    child.send(message);
    return answer;
  };
  const { name, rows } = await nextMessage(child, file);
  return {
    name: packageName === undefined ? name : `${name} ${versionOf(packageName)}`,
    /** Rows of one run for each sink, scaled to the speed of the peer; no entry, no such run. */
    rows,
    /** Why the peer cannot run here, or undefined. */
    prepare: async () => (await ask({ type: 'prepare' })).skip,
    /** Seconds that the peer took to write `rows` rows into `file`. */
    write: async (rows, file) => (await ask({ type: 'write', rows, file })).seconds,
    stop: () => child.kill(),
  };
}
