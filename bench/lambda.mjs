/**
 * Measures what the estimates of runs on AWS rest on (packages/aws/src/cost/rates.ts, simulation/profiles.ts), on one
 * thread, as CPU time: it is robust where others use the machine too.
 *
 *     npm run build && node bench/lambda.mjs
 *
 * Prints the constants; whoever changes them there changes their date and machine as well.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { measureTables } from 'rowmill/engine';
import { describeMachine } from './lib/machine.mjs';

const MAIN = fileURLToPath(new URL('../packages/rowmill/dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rowmill-lambda-'));
const ROUNDS = 3;

const USERS = {
  id: 'uuid',
  email: { generator: 'internet.email', unique: true },
  name: 'person.fullName',
  phone: 'phone.number',
  created_at: {
    generator: 'date.between',
    from: '2025-01-01T00:00:00Z',
    to: '2026-01-01T00:00:00Z',
  },
};

const users = (rows) => ({ users: { rows, key: 'id', columns: USERS } });

/** The generated tables of examples/shop, with a thousand times their rows. */
const DEMO = {
  users: {
    rows: 150e6,
    key: 'id',
    columns: {
      id: 'uuid',
      name: 'person.fullName',
      email: { generator: 'internet.email', unique: true },
      phone: { generator: 'phone.number', nulls: 0.1 },
      city: 'location.city',
      plan: { generator: 'choice', values: { free: 80, pro: 18, enterprise: 2 } },
      created_at: { generator: 'date.recent', days: 730 },
    },
  },
  products: {
    rows: 10e3,
    key: 'id',
    columns: {
      id: 'sequence',
      sku: { generator: 'commerce.sku', unique: true },
      name: 'commerce.productName',
      price: {
        generator: 'number.decimal',
        distribution: 'lognormal',
        mean: 3,
        sigma: 0.8,
        scale: 2,
      },
    },
  },
  orders: {
    rows: { per: 'users', count: { zipf: 2, min: 0, max: 40 } },
    key: 'id',
    columns: {
      id: 'sequence',
      user_id: { references: 'users.id' },
      status: { generator: 'choice', values: { delivered: 82, shipped: 8, open: 7, cancelled: 3 } },
      ordered_at: { generator: 'date.recent', days: 365 },
    },
  },
  order_lines: {
    rows: { per: 'orders', count: { min: 1, max: 4 } },
    key: 'id',
    columns: {
      id: 'sequence',
      order_id: { references: 'orders.id' },
      product_id: { references: 'products.id', pick: 'zipf', exponent: 1.1 },
      unit_price: { lookup: 'products.price', link: 'product_id' },
      quantity: { generator: 'number.int', min: 1, max: 5 },
      total: { derive: 'unit_price * quantity' },
    },
  },
};

const requestOf = (tables, rest = {}) =>
  parseRequest({ name: 'lambda', seed: 42, tables, ...rest }, { definitions: REQUEST_DEFINITIONS });

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Least CPU seconds of some rounds: noise only ever adds. */
async function least(work) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuSeconds();
    await work();
    times.push(cpuSeconds() - before);
  }
  return Math.min(...times);
}

async function measureProfile(name, tables) {
  const best = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const measured = await measureTables(
      { request: requestOf(tables), imports: {} },
      { directory: folder, environment: {} },
    );
    for (const table of measured) {
      const before = best.get(table.name);
      if (before === undefined || table.secondsPerRow < before.secondsPerRow)
        best.set(table.name, table);
    }
  }
  const total = [...best.values()].reduce((sum, { rows }) => sum + rows, 0);
  console.log(`\nprofile ${name}`);
  for (const table of best.values()) {
    const nanoseconds = (table.secondsPerRow * 1e9).toFixed(0);
    const share = (table.rows / total).toPrecision(3);
    console.log(
      `  ${table.name}: share ${share}, ${table.columns} columns, ${nanoseconds} ns and ${table.storedBytesPerRow.toFixed(1)} bytes a row, keys ${table.keyBytes.join(' + ')} bytes, ${(table.countedParents / total).toPrecision(3)} parents`,
    );
  }
}

/** Planning counts the children of each parent: the difference of two sizes. */
async function measureParents() {
  const tablesOf = (rows) => ({
    users: { rows, columns: { id: 'uuid' }, key: 'id' },
    orders: {
      rows: { per: 'users', count: { zipf: 2, min: 0, max: 40 } },
      columns: { id: 'sequence' },
    },
  });
  const plan = (rows) =>
    least(() =>
      measureTables(
        { request: requestOf(tablesOf(rows)), imports: {} },
        { directory: folder, environment: {} },
      ),
    );
  const seconds = (await plan(20e6)) - (await plan(1e6));
  console.log(`\nparentSeconds ${((seconds / 19e6) * 1e9).toFixed(1)} ns`);
}

/** One whole run on one worker; what its checks and its masking took stands in its files. */
function runAndRead(name, request) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ name, seed: 42, ...request }));
  const store = join(folder, `store-${name}`);
  const args = [
    MAIN,
    'run',
    '-f',
    file,
    '--workers',
    '1',
    '--store',
    store,
    '--report',
    join(folder, 'report'),
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ROWMILL_KEY: 'ab'.repeat(32) },
  });
  if (status !== 0) throw new Error(stderr);
  const run = join(store, 'runs', readdirSync(join(store, 'runs'))[0]);
  const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const dataset = readdirSync(join(store, 'datasets'))[0];
  return {
    checks: json(join(run, 'checks.json')).checks,
    manifest: json(join(store, 'datasets', dataset, 'manifest.json')),
  };
}

/** Wall time, the least of some rounds: checks are a part of a process whose CPU time is that of everything. */
function measureChecks() {
  const rows = 2e6;
  const rounds = Array.from(
    { length: ROUNDS },
    (_, round) => runAndRead(`checks-${round}`, { tables: users(rows) }).checks,
  );
  const secondsOf = (wanted, column) => {
    const isWanted = ({ name, columns }) =>
      name === wanted && (column === undefined || columns[0] === column);
    return Math.min(...rounds.map((checks) => checks.find(isWanted).seconds));
  };
  const keys = secondsOf('valuesAreUnique', 'id') + secondsOf('valuesAreUnique', 'email');
  console.log(`\nkeySeconds ${((keys / (3 * rows)) * 1e9).toFixed(1)} ns for each 8 bytes`);
}

/** CPU seconds of all children that have ended (proc(5), `cutime` and `cstime`, in hundredths of a second). */
function childSeconds() {
  const [, rest] = readFileSync('/proc/self/stat', 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function maskPeople(rows) {
  const lines = Array.from({ length: rows }, (_, i) => {
    const phone = `+1 202 555 ${String(i % 10_000).padStart(4, '0')}`;
    return `${i},Person ${i},person.${i}@example.com,${phone},Street ${i % 977},note ${i}`;
  });
  const csv = `id,name,email,phone,street,notes\n${lines.join('\n')}\n`;
  writeFileSync(join(folder, 'people.csv'), csv);
  const columns = {
    id: { mask: 'keep' },
    name: { mask: 'fake.person' },
    email: { mask: 'fake.email' },
    phone: { mask: 'fake.phone' },
    street: { mask: 'hash.hmac' },
    notes: { mask: 'null' },
  };
  const people = { source: { kind: 'csv', path: './people.csv' }, key: 'id', columns };
  const before = childSeconds();
  runAndRead(`masked-${rows}`, { tables: { people }, masking: { key: 'env:ROWMILL_KEY' } });
  return childSeconds() - before;
}

/** A whole run of many rows less one of few: what is left is reading, masking, storing and checking. */
function measureMasking() {
  const [few, many] = [10_000, 410_000];
  const seconds = maskPeople(many) - maskPeople(few);
  console.log(`\nmaskSeconds ${((seconds / (many - few) / 6) * 1e9).toFixed(0)} ns a cell`);
}

/** What a function loads before it does anything. */
function measureStart() {
  const code = `const before = process.cpuUsage(); await import('rowmill/engine'); const { user, system } = process.cpuUsage(before); console.log((user + system) / 1e6, process.memoryUsage.rss() / 2 ** 20)`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  const [seconds, megabytes] = stdout.split(' ').map(Number);
  console.log(`\nimport of the engine: ${seconds.toFixed(2)} s of CPU, ${megabytes.toFixed(0)} MB`);
}

try {
  const { text, load } = describeMachine();
  console.log(`${text}; load ${load}`);
  measureStart();
  await measureProfile('users', users(10e6));
  await measureProfile('demo', DEMO);
  await measureParents();
  measureChecks();
  measureMasking();
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `\npeak of this process, which made shards of all of these tables: ${peak.toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
