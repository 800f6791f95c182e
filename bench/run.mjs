/** `npm run bench`: rowmill and its peers. See README.md beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from '../scripts/bootstrap.mjs';
import { reportData, reportText } from './lib/report.mjs';
import { runSuites, sizesOf } from './lib/run-suites.mjs';
import { chooseSuites, loadSuites, SUITE_NAMES } from './lib/suite-list.mjs';

const USAGE = `npm run bench -- [options]

  --only SUITES   suites to run, with commas (default: all): ${SUITE_NAMES.join(', ')}
  --quick         small runs and few rounds: to see that all works, and for the guard
  --rounds N      rounds that count (default 5, with --quick 3)
  --scale F       times the rows of every run (default 1, with --quick 0.1)
  --subject NAME  only these subjects, and those called NAME-...; with commas
  --directory DIR where files are written (default: the system's temporary folder)
  --json FILE     also write the results as JSON
  --save          also write both to bench/results
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      scale: { type: 'string' },
      subject: { type: 'string', multiple: true, default: [] },
      directory: { type: 'string', default: tmpdir() },
      json: { type: 'string' },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const rounds = numberOf(values.rounds, 'rounds', (value) => Number.isInteger(value) && value > 0);
  const scale = numberOf(values.scale, 'scale', (value) => value > 0);
  return { ...values, rounds, scale, suites: chooseSuites(values.only) };
}

function numberOf(text, name, isFit) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!isFit(value)) throw new Error(`--${name}: "${text}" does not fit; see --help`);
  return value;
}

/** `engine` is also `engine-ts`: what belongs together has one name in front. */
function acceptor(wanted) {
  const names = wanted.flatMap((text) => text.split(','));
  if (names.length === 0) return () => true;
  return ({ id }) => names.some((name) => id === name || id.startsWith(`${name}-`));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  say(`saved ${path}`);
}

function save(report, options) {
  const json = `${JSON.stringify(reportData(report), null, 2)}\n`;
  if (options.json !== undefined) write(resolve(options.json), json);
  if (!options.save) return;
  const cpu = report.machine.cpu.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const name = `${report.date.slice(0, 10)}-${cpu.replace(/^-|-$/g, '')}${options.quick ? '-quick' : ''}`;
  const folder = fileURLToPath(new URL('./results/', import.meta.url));
  write(join(folder, `${name}.json`), json);
  write(join(folder, `${name}.md`), reportText(report));
}

async function main() {
  const options = readOptions();
  if (options.help) return process.stdout.write(USAGE);
  bootstrap();
  const suites = await loadSuites(options.suites);
  const folder = mkdtempSync(join(options.directory, 'rowmill-bench-'));
  try {
    const accepts = acceptor(options.subject);
    const report = await runSuites(suites, { ...sizesOf(options), folder, accepts, say });
    process.stdout.write(reportText(report));
    save(report, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = 1;
}
