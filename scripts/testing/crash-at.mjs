/**
 * Kills the process right before or right after it makes something durable or gives it a name: preloaded by
 * `node --import`. The places are counted in their order: 1 is before the first, 2 after it, 3 before the second …
 *
 *   ROWMILL_CRASH_POINT       the place; 0 or absent: nothing is killed
 *   ROWMILL_CRASH_COUNT_FILE  gets the number of places when the process ends by itself
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const point = Number(process.env.ROWMILL_CRASH_POINT ?? 0);
const countFile = process.env.ROWMILL_CRASH_COUNT_FILE;
let count = 0;

/** SIGKILL is not always there at once: nothing more may happen until it is. */
function crash() {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function pass() {
  count++;
  if (count === point) crash();
}

function crashing(method) {
  return function crashable(...args) {
    pass();
    const result = method.apply(this, args);
    if (typeof result?.then !== 'function') {
      pass();
      return result;
    }
    return result.then((value) => {
      pass();
      return value;
    });
  };
}

function patch(owner, names) {
  for (const name of names) owner[name] = crashing(owner[name]);
}

/** The class of file handles has no name that could be imported. */
async function handlePrototype() {
  const handle = await fs.promises.open(fileURLToPath(import.meta.url), 'r');
  await handle.close();
  return Object.getPrototypeOf(handle);
}

// Worker threads and the supervisors of commands are started with the same options, and are not meant.
if (isMainThread && /[\\/]cli[\\/]main\.js$/.test(process.argv[1] ?? '')) {
  patch(await handlePrototype(), ['sync', 'datasync']);
  patch(fs.promises, ['rename', 'link', 'unlink', 'rm']);
  patch(fs, ['fsyncSync', 'fdatasyncSync', 'renameSync', 'linkSync', 'rmSync']);
  syncBuiltinESMExports();
  if (countFile !== undefined) process.on('exit', () => fs.writeFileSync(countFile, String(count)));
}
