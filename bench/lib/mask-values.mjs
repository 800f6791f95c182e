const CORE = new URL('../../packages/core/dist/', import.meta.url);
const load = (path) => import(new URL(path, CORE).href);

export const BATCH = 8192;
const NAMES = ['ada', 'grace', 'maximilian', 'liz', 'theodora', 'bo'];

/** About 26 bytes each. */
export const emailOf = (i) => `${NAMES[i % 6]}.${NAMES[(i >> 3) % 6]}${i}@example.org`;

/** AES-256, as the product has it. */
export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

/** E-mail addresses as views in a memory with room for what else is opened there. */
export async function placeEmails(room) {
  const { openMemory } = await load('wasm/open-memory.js');
  const { allocate } = await load('kernels/memory.js');
  const memory = openMemory((1 << 20) + room);
  const words = () => new Int32Array(memory.buffer, allocate(memory, 4 * BATCH), BATCH);
  const texts = { address: words(), length: words() };
  const encoder = new TextEncoder();
  let at = allocate(memory, 64 * BATCH);
  for (let i = 0; i < BATCH; i += 1) {
    const { written } = encoder.encodeInto(emailOf(i), memory.bytes.subarray(at));
    texts.address[i] = at;
    texts.length[i] = written;
    at += written;
  }
  return { memory, texts };
}

export { load as loadCore };
