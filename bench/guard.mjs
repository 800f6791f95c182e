/**
 * `npm run bench:guard`: runs the suites in their quick form and compares the ratios to peers with the
 * stored ones. Exit code 1 when one fell by more than a quarter. See README.md beside it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from '../scripts/bootstrap.mjs';
import { betterOf, compareRatios, fallenSuites, verdict } from './lib/guard.mjs';
import { reportData } from './lib/report.mjs';
import { runSuites, sizesOf } from './lib/run-suites.mjs';
import { chooseSuites, loadSuites } from './lib/suite-list.mjs';

const STORED = fileURLToPath(new URL('./results/guard.json', import.meta.url));

const USAGE = `npm run bench:guard -- [options]

  --only SUITES   suites to compare, with commas (default: all that are stored)
  --store         store the ratios of this run as those to keep, in bench/results/guard.json
`;

function say(text) {
  process.stderr.write(`${text}\n`);
}

async function measure(names) {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
  try {
    const suites = await loadSuites(names);
    return reportData(await runSuites(suites, { ...sizesOf({ quick: true }), folder, say }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readStored() {
  try {
    return JSON.parse(readFileSync(STORED, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(
      `bench/results/guard.json: not there yet - make it with npm run bench:guard -- --store`,
      {
        cause: error,
      },
    );
  }
}

/** Results of suites that did not run now stay as they are. */
async function store(names) {
  const data = await measure(names);
  let results = data.results;
  try {
    const kept = readStored().results.filter(({ suite }) => !names.includes(suite));
    results = [...kept, ...results];
  } catch (error) {
    if (error.cause?.code !== 'ENOENT') throw error;
  }
  writeFileSync(STORED, `${JSON.stringify({ ...data, results }, null, 2)}\n`);
  say(`stored ${STORED}`);
}

async function guard(wanted) {
  const stored = readStored();
  const known = new Set(stored.results.map(({ suite }) => suite));
  const names = wanted.filter((name) => known.has(name));
  let comparisons = compareRatios(stored.results, (await measure(names)).results, names);
  const again = fallenSuites(comparisons);
  if (again.length > 0) {
    say(`measured once more, to be sure: ${again.join(', ')}`);
    const second = compareRatios(stored.results, (await measure(again)).results, again);
    comparisons = betterOf(comparisons, second);
  }
  const { isOk, lines } = verdict(comparisons);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isOk) process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      store: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return process.stdout.write(USAGE);
  const names = chooseSuites(values.only);
  bootstrap();
  await (values.store ? store(names) : guard(names));
}

try {
  await main();
} catch (error) {
  say(`bench:guard: ${error.message}`);
  process.exitCode = 1;
}
