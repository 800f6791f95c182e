import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { versionOf } from './machine.mjs';

const PROCESS = fileURLToPath(new URL('./subject-process.mjs', import.meta.url));

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

function titleOf(name, packageName) {
  return packageName === undefined ? name : `${name} ${versionOf(packageName)}`;
}

/**
 * Starts the process of one subject of a suite, and asks for its name and the size of its runs.
 *
 * @param subject `{ id, file }` and, where they differ from the usual, `title`, `isOwn`, `isControl` (a
 *   peer that the guard leaves alone: it shows the disk, not a library), `env` for its process and
 *   `packageName` of the package whose version the report names.
 */
export async function startSubject({ id, file, title, ...more }) {
  const { isOwn = false, isControl = false, env = {}, packageName } = more;
  const module = new URL(`../peers/${file}`, import.meta.url).href;
  const child = fork(PROCESS, [module], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ask = async (message) => {
    const answer = nextMessage(child, id);
    child.send(message);
    return answer;
  };
  const { name = id, units = {}, skip } = await nextMessage(child, id);
  return {
    id,
    isOwn,
    isControl,
    title: skip === undefined ? titleOf(title ?? name, packageName) : (title ?? name),
    /** Rows (keys, ...) of one run by case, scaled to the speed of the subject; no entry, no such run. */
    units,
    /** Why the subject cannot run here, or undefined. */
    prepare: async (shared) => skip ?? (await ask({ type: 'prepare', shared })).skip,
    /** `{ value, digest }`: seconds, unless the subject measures something else; digest if it has one. */
    run: (job) => ask({ type: 'run', job }),
    stop: () => child.kill(),
  };
}
