/**
 * Times each check of columns on both engines: nanoseconds per value, and a digest of the verdicts that both must share.
 *
 *     node bench/kernels/checks.mjs [name ...]
 *
 * Needs what `npm run build` makes.
 */
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';

const CORE = new URL('../../packages/core/dist/', import.meta.url);
const load = (path) => import(new URL(path, CORE).href);
const { openCheckKernels } = await load('checks/open-check-kernels.js');
const { planTextCheck } = await load('checks/text-plan.js');
const { planNumberCheck } = await load('checks/number-plan.js');
const { tableBytes } = await load('wasm/checks-kernels.js');
const { openMemory } = await load('wasm/open-memory.js');
const { allocate } = await load('kernels/memory.js');

const ROWS = 8192;
const ROUNDS = 40;
const TEXT_BYTES = 1 << 21;

const hex = (i, digits) =>
  (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').slice(0, digits);
const two = (value) => String(value).padStart(2, '0');
const NAMES = ['ada', 'grace', 'maximilian', 'liz', 'theodora', 'bo'];

/** Texts of row `i`, one in 500 of them wrong. */
const TEXTS = {
  uuid: (i) => `${hex(i, 8)}-${hex(i, 4)}-4${hex(i, 3)}-a${hex(i, 3)}-${hex(i, 8)}${hex(i, 4)}`,
  email: (i) => `${NAMES[i % 6]}.${NAMES[(i >> 3) % 6]}${i}@example.${i % 500 === 0 ? '' : 'org'}`,
  dateTime: (i) =>
    `20${two(i % 90)}-${two((i % 12) + 1)}-${two(i % 29)}T${two(i % 24)}:${two(i % 60)}:07.${100 + (i % 900)}Z`,
  phone: (i) => `(${200 + (i % 700)}) 555-${1000 + i}${i % 500 === 0 ? '0' : ''}`,
  name: (i) => `${NAMES[i % 6]} ${NAMES[(i >> 3) % 6]}${i % 7 === 0 ? 'é' : ''}`,
  ip: (i) => `10.${i % 256}.${(i * 7) % 256}.${i % 500 === 0 ? 300 : i % 200}`,
  uri: (i) => `https://www.example.org/${NAMES[i % 6]}/${i}?q=${hex(i, 5)}`,
};

const text = (column, check) => ({ column, plan: planTextCheck(check) });

const CASES = {
  uuid: text('uuid', { check: 'format', format: 'uuid' }),
  email: text('email', { check: 'format', format: 'email' }),
  'date-time': text('dateTime', { check: 'format', format: 'date-time' }),
  ipv4: text('ip', { check: 'format', format: 'ipv4' }),
  uri: text('uri', { check: 'format', format: 'uri' }),
  'fixed shape': text('phone', { check: 'pattern', pattern: '^\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}$' }),
  pattern: text('name', { check: 'pattern', pattern: '^\\p{L}+ [\\p{L}]+$' }),
  'length, sure': text('name', { check: 'characters', min: 1, max: 60 }),
  'length, counted': text('name', { check: 'characters', min: 8, max: 14 }),
  'enum of texts': text('name', { check: 'texts', values: ['ada ada', 'grace bo', 'bo bo'] }),
  range: { plan: planNumberCheck({ check: 'range', min: 0, max: 8190 }) },
  'multiple of': { plan: planNumberCheck({ check: 'multipleOf', divisor: 0.5 }) },
  'enum of numbers': { plan: planNumberCheck({ check: 'numbers', values: [1, 5, 9, 44, 8000] }) },
};

function placeTexts(memory, make) {
  const address = new Int32Array(memory.buffer, allocate(memory, 4 * ROWS), ROWS);
  const length = new Int32Array(memory.buffer, allocate(memory, 4 * ROWS), ROWS);
  let at = allocate(memory, TEXT_BYTES);
  for (let i = 0; i < ROWS; i++) {
    const { written } = new TextEncoder().encodeInto(make(i), memory.bytes.subarray(at));
    address[i] = at;
    length[i] = written;
    at += written;
  }
  return { address, length };
}

function open(engine, { column, plan }) {
  const memory = openMemory(2 * TEXT_BYTES + tableBytes(plan), { engine });
  const kernels = openCheckKernels(memory);
  const verdict = new Uint8Array(memory.buffer, allocate(memory, ROWS), ROWS);
  if (column === undefined) {
    const values = new Float64Array(memory.buffer, allocate(memory, 8 * ROWS), ROWS);
    values.forEach((_, i) => {
      values[i] = i / 2;
    });
    const run = kernels.openNumbers(plan);
    return { verdict, run: () => run(values, ROWS, verdict) };
  }
  const cells = placeTexts(memory, TEXTS[column]);
  const run = kernels.openText(plan);
  return { verdict, run: () => run(cells, ROWS, verdict) };
}

/** The quickest of several rounds: others use the machine too. */
function nanosecondsPerValue({ run }, batches) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < batches; i++) run();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1e6) / (batches * ROWS);
}

const wanted = process.argv.slice(2);
const rows = [];
for (const [name, check] of Object.entries(CASES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const engines = { wasm: open('wasm', check), ts: open('ts', check) };
  const digests = Object.values(engines).map(({ verdict, run }) => {
    verdict.fill(1);
    run();
    return createHash('sha256').update(verdict).digest('hex').slice(0, 12);
  });
  if (digests[0] !== digests[1]) throw new Error(`${name}: the engines do not agree`);
  const fast = nanosecondsPerValue(engines.wasm, 10);
  const slow = nanosecondsPerValue(engines.ts, 1);
  rows.push({
    check: name,
    'wasm ns': fast.toFixed(2),
    'ts ns': slow.toFixed(1),
    ratio: (slow / fast).toFixed(1),
    fail: engines.wasm.verdict.filter((passes) => passes === 0).length,
    digest: digests[0],
  });
}
console.table(rows);
