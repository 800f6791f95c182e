/**
 * One peer in a process of its own: its heap, its compiled code and its failures are its own.
 *
 * Answers every message of the parent with one message: `prepare` with `{ skip }`, `write` with
 * `{ seconds }`, and either with `{ error }` when the peer fails.
 */
import { performance } from 'node:perf_hooks';

const { peer } = await import(process.argv[2]);

const handlers = {
  async prepare() {
    return { skip: await peer.prepare?.() };
  },
  async write({ rows, file }) {
    const start = performance.now();
    const reported = await peer.write(rows, file);
    const measured = (performance.now() - start) / 1000;
    return { seconds: typeof reported === 'number' ? reported : measured };
  },
};

process.on('message', async (message) => {
  try {
    process.send(await handlers[message.type](message));
  } catch (error) {
    process.send({ error: error.stack ?? String(error) });
  }
});
// The parent waits for this before it asks for anything: importing a peer can take a second.
process.send({ name: peer.name, rows: peer.rows });
