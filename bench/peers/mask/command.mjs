import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../../lib/node-process.mjs';
import { peakMegabytes } from '../../lib/peak-memory.mjs';
import { MAIN } from '../../lib/rowmill-command.mjs';

const ALL = 10_000_000;
const KEY = 'a passphrase of the benchmarks';

let shared;

async function maskAll(file, units, { node = [], env = process.env } = {}) {
  const { folder } = shared;
  const out = join(folder, 'out');
  const options = ['--out', out, '--store', join(folder, 'store'), '--workers', '2', '--json'];
  const command = [...node, MAIN, 'mask', '-f', 'rowmill.yaml', ...options];
  const answer = await runNode(command, {
    cwd: folder,
    env: { ...env, ROWMILL_BENCH_KEY: KEY },
  });
  const { rows, dataset } = JSON.parse(answer.trimEnd().split('\n').at(-1));
  if (rows !== units) throw new Error(`masked ${rows} of ${units} rows`);
  if (dataset !== undefined) throw new Error('went through the store');
  renameSync(join(out, 'user.ndjson'), file);
  rmSync(out, { recursive: true });
}

export const peer = {
  name: 'rowmill mask --workers 2 (whole process)',
  units: { file: ALL, memory: ALL },
  prepare(given) {
    shared = given;
  },
  run: ({ case: name, file, units }) =>
    name === 'memory'
      ? peakMegabytes((options) => maskAll(file, units, options))
      : maskAll(file, units),
};
