/**
 * Times the kernels of keys on both engines, and the ciphers of columns against one call for each value: nanoseconds
 * per value, and a digest of the results that both engines must share.
 *
 *     node bench/kernels/keys.mjs [name ...]
 *
 * Needs what `npm run build` makes.
 */
import { createHash, createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';

const CORE = new URL('../../packages/core/dist/', import.meta.url);
const load = (path) => import(new URL(path, CORE).href);
const { openKeyKernels } = await load('keys/open-key-kernels.js');
const { COLUMN_PRF_SIZE, openColumnPrf } = await load('mask/column-prf.js');
const { COLUMN_FF1_SIZE, openColumnFf1 } = await load('mask/column-ff1.js');
const { placeHmacKey, SHA256_SCRATCH } = await load('keys/sha256.js');
const { openMemory } = await load('wasm/open-memory.js');
const { allocate } = await load('kernels/memory.js');

const ROWS = 8192;
const ROUNDS = 40;
const MEMORY_BYTES = (1 << 22) + COLUMN_PRF_SIZE + COLUMN_FF1_SIZE;
const KEY = Uint8Array.from({ length: 16 }, (_, i) => i);
const NAMES = ['ada', 'grace', 'maximilian', 'liz', 'theodora', 'bo'];

/** About 26 bytes each. */
const emailOf = (i) => `${NAMES[i % 6]}.${NAMES[(i >> 3) % 6]}${i}@example.org`;

function openColumns(engine) {
  const memory = openMemory(MEMORY_BYTES, { engine });
  const ints = () => new Int32Array(memory.buffer, allocate(memory, 4 * ROWS), ROWS);
  const [address, length] = [ints(), ints()];
  let at = allocate(memory, 64 * ROWS);
  for (let i = 0; i < ROWS; i++) {
    const { written } = new TextEncoder().encodeInto(emailOf(i), memory.bytes.subarray(at));
    address[i] = at;
    length[i] = written;
    at += written;
  }
  const values = new Float64Array(memory.buffer, allocate(memory, 16 * ROWS), 2 * ROWS);
  values.forEach((_, i) => {
    values[i] = i / 2;
  });
  const key = allocate(memory, KEY.length);
  memory.bytes.set(KEY, key);
  return {
    memory,
    kernels: openKeyKernels(memory),
    texts: { address, length },
    values: values.byteOffset,
    key,
    out: allocate(memory, 8 * ROWS),
    rests: allocate(memory, 8 * ROWS),
  };
}

/** Opens a kernel over a column; `result` are the bytes that it leaves. */
const hashed = (compress, finish) => (columns) => {
  const { kernels, texts, out, key } = columns;
  const views = [texts.address.byteOffset, texts.length.byteOffset];
  return keyed(columns, () => kernels.hashTexts(...views, 0, out, ROWS, key, compress, finish));
};
const keyed = ({ memory, out }, run) => ({
  run,
  result: () => memory.bytes.subarray(out, out + 8 * ROWS),
});

const CASES = {
  'SipHash-2-4 of texts': hashed(2, 4),
  'SipHash-1-3 of texts': hashed(1, 3),
  'keys of numbers': (columns) =>
    keyed(columns, () =>
      columns.kernels.mixNumbers(columns.values, columns.out, ROWS, columns.key),
    ),
  'keys of uuids': (columns) =>
    keyed(columns, () =>
      columns.kernels.mixUuids(columns.values, columns.out, columns.rests, ROWS, columns.key),
    ),
  'AES-CBC-MAC of texts': ({ memory, texts }) => {
    const prf = openColumnPrf(memory, KEY);
    return { run: () => prf.digest(texts, ROWS), result: () => prf.digest(texts, ROWS) };
  },
  'HMAC-SHA-256 of texts': ({ memory, kernels, texts }) => {
    const { states, constants } = placeHmacKey(memory, KEY);
    const scratch = allocate(memory, SHA256_SCRATCH);
    const out = allocate(memory, 32 * ROWS);
    const views = [texts.address.byteOffset, texts.length.byteOffset, ROWS];
    return {
      run: () => kernels.hmacSha256(...views, states, constants, scratch, out),
      result: () => memory.bytes.subarray(out, out + 32 * ROWS),
    };
  },
  'FF1 of ten digits': ({ memory }) => {
    const ff1 = openColumnFf1(memory, { key: KEY, tweak: new Uint8Array(), radix: 10, digits: 10 });
    const fill = () => {
      for (let i = 0; i < ROWS; i++) {
        ff1.first[i] = i;
        ff1.second[i] = 2 * i;
      }
    };
    return {
      run: () => ff1.encrypt(ROWS),
      result() {
        fill();
        ff1.encrypt(ROWS);
        return Buffer.from(ff1.second.slice().buffer);
      },
    };
  },
};

/** The quickest of several rounds: others use the machine too. */
function nanosecondsPerValue(run, rounds = ROUNDS) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / ROWS;
}

const wanted = process.argv.slice(2);
const rows = [];
for (const [name, open] of Object.entries(CASES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const [fast, slow] = ['wasm', 'ts'].map((engine) => open(openColumns(engine)));
  const [digest, other] = [fast, slow].map(({ run, result }) => {
    run();
    return createHash('sha256').update(result()).digest('hex').slice(0, 12);
  });
  if (digest !== other) throw new Error(`${name}: the engines do not agree`);
  const wasm = nanosecondsPerValue(fast.run);
  const ts = nanosecondsPerValue(slow.run, 8);
  rows.push({
    kernel: name,
    'wasm ns': wasm.toFixed(2),
    'ts ns': ts.toFixed(1),
    ratio: (ts / wasm).toFixed(1),
    digest,
  });
}
const emails = Array.from({ length: ROWS }, (_, i) => emailOf(i));
const perValue = nanosecondsPerValue(() => {
  for (const email of emails) createHmac('sha256', KEY).update(email).digest();
}, 8);
rows.push({
  kernel: 'HMAC-SHA-256, one call a value (node:crypto)',
  'wasm ns': perValue.toFixed(0),
});
console.table(rows);
