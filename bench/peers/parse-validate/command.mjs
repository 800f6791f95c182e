import { join } from 'node:path';
import { failingLines } from '../../lib/failing-lines.mjs';
import { runNode } from '../../lib/node-process.mjs';
import { peakMegabytes } from '../../lib/peak-memory.mjs';
import { MAIN } from '../../lib/rowmill-command.mjs';
import { verdictDigest } from '../../lib/verdict.mjs';

let shared;

/** Checks a file by a process of its own; gives what that found. */
async function validate(file, { node = [], env = process.env } = {}) {
  const { folder, schemaFile } = shared;
  const failures = join(folder, 'command.failures.ndjson');
  const options = ['--schema', schemaFile, '--failures', failures, '--workers', '2', '--json'];
  const answer = await runNode([...node, MAIN, 'validate', file, ...options], { codes: [1], env });
  return { ...JSON.parse(answer.trimEnd().split('\n').at(-1)), failures };
}

/** While all rows fail, and every failure is written. */
async function peakOf(file, rows) {
  return peakMegabytes(async (options) => {
    const { failingRows, failures } = await validate(file, options);
    const listed = new Set(failingLines(failures)).size;
    if (failingRows !== rows || listed !== rows)
      throw new Error(`${failingRows} rows failed and ${listed} are listed, of ${rows}`);
  });
}

export const peer = {
  name: 'rowmill validate --workers 2 (whole process)',
  units: {
    few: 3_000_000,
    many: 3_000_000,
    'few-large': 10_000_000,
    percent: 10_000_000,
    memory: 1_000_000,
  },
  prepare(given) {
    shared = given;
  },
  async run({ case: name, units }) {
    const file = shared.files[name];
    if (name === 'memory') return { value: await peakOf(file, units) };
    const { rows, failures } = await validate(file);
    return { digest: verdictDigest(rows, failingLines(failures)) };
  },
};
