/**
 * One subject in a process of its own: its heap, its compiled code and its failures are its own.
 *
 * Answers every message of the parent with one message: `prepare` with `{ skip }`, `run` with
 * `{ value, digest }`, and either with `{ error }` when the subject fails.
 */
import { performance } from 'node:perf_hooks';

function answerOf(reported, measured) {
  if (typeof reported === 'number') return { value: reported };
  return { value: measured, ...reported };
}

const handlersOf = (peer) => ({
  async prepare({ shared }) {
    return { skip: await peer.prepare?.(shared) };
  },
  async run({ job }) {
    const start = performance.now();
    const reported = await peer.run(job);
    return answerOf(reported, (performance.now() - start) / 1000);
  },
});

/** A package that is not installed is a reason to leave a subject out; every other fault is a fault. */
function missingPackage(error) {
  const [, name] = /^Cannot find package '([^']+)'/.exec(error.message) ?? [];
  return error.code === 'ERR_MODULE_NOT_FOUND' ? name : undefined;
}

async function main() {
  let peer;
  try {
    ({ peer } = await import(process.argv[2]));
  } catch (error) {
    const name = missingPackage(error);
    if (name === undefined) throw error;
    process.send({ skip: `${name} is not installed` });
    return;
  }
  const handlers = handlersOf(peer);
  process.on('message', async (message) => {
    try {
      process.send(await handlers[message.type](message));
    } catch (error) {
      process.send({ error: error.stack ?? String(error) });
    }
  });
  // The parent waits for this before it asks for anything: importing a peer can take a second.
  process.send({ name: peer.name, units: peer.units });
}

await main();
