/** A run that is killed, gone on with, and held against one that nobody disturbed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MAIN = join(ROOT, 'packages', 'rowmill', 'dist', 'cli', 'main.js');
const CRASH = pathToFileURL(join(ROOT, 'scripts', 'testing', 'crash-at.mjs')).href;
const CHECK = join(ROOT, 'scripts', 'testing', 'check-delivered.mjs');
const PG_MODULE = pathToFileURL(createRequire(import.meta.url).resolve('pg')).href;

/** Resumes that may follow a kill: a run that needs more does not get on. */
const MOST_RESUMES = 12;

const TARGETS = {
  directory: '{ kind: directory, path: ./lake, format: csv }',
  postgres: "{ kind: postgres, url: 'env:QA_URL' }",
  embedded: '{ kind: postgres, embedded: true }',
};

/** @param kinds of targets: directory, postgres (with QA_URL), embedded */
function requestText(kinds) {
  const targets = kinds.map((kind) => `      - ${TARGETS[kind]}`);
  return `name: killed
seed: 5
tables:
  users: { rows: 3000, key: id, columns: { id: sequence, name: person.fullName } }
  notes: { rows: 500, key: id, columns: { id: sequence, text: lorem.sentence } }
  orders:
    rows: { per: users, count: { min: 0, max: 3 } }
    key: id
    columns: { id: sequence, user_id: { references: users.id } }
  ticks: { rows: 270_000, columns: { seen: { generator: date.recent, days: 9 } } }
environments:
  qa:
    targets:
${targets.join('\n')}
test: { command: '"${process.execPath}" "${CHECK}"' }
`;
}

/** A folder with the request of a scenario, and the command line that works in it. */
export function openScenario({ kinds, url }) {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-kill-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  writeFileSync(join(folder, 'rowmill.yaml'), requestText(kinds));
  const env = {
    ...process.env,
    TMPDIR: temporary,
    PG_MODULE,
    ...(url === undefined ? {} : { QA_URL: url }),
  };
  return {
    folder,
    /**
     * @param options.point where the process crashes, as crash-at.mjs counts
     * @param options.afterMs when it is killed
     * @param options.when it is killed once it has said this
     */
    rowmill(args, { point, afterMs, when } = {}) {
      const countFile = join(folder, 'count.txt');
      const child = spawn(process.execPath, ['--import', CRASH, MAIN, ...args], {
        cwd: folder,
        env: {
          ...env,
          ROWMILL_CRASH_COUNT_FILE: countFile,
          ...(point === undefined ? {} : { ROWMILL_CRASH_POINT: String(point) }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (bytes) => {
          said += bytes;
          if (when?.test(said)) child.kill('SIGKILL');
        });
      }
      const timer = afterMs && setTimeout(() => child.kill('SIGKILL'), afterMs);
      return new Promise((resolve) => {
        child.once('close', (code, signal) => {
          clearTimeout(timer);
          resolve({ code, signal, said, points: numberIn(countFile) });
        });
      });
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function numberIn(file) {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

/** What is to be equal however a run came to its end. */
export function outcomeOf({ folder }) {
  const files = filesIn(folder);
  const hash = createHash('sha256');
  const parts = files.filter((file) => file.endsWith('.parquet'));
  for (const part of parts) hash.update(part).update(readFileSync(join(folder, part)));
  const ran = existsSync(join(folder, 'ran.txt'))
    ? readFileSync(join(folder, 'ran.txt'), 'utf8')
    : '';
  return {
    parts: parts.length,
    digest: hash.digest('hex'),
    tests: ran.split('\n').filter(Boolean),
  };
}

/** Databases of runs that are on a server. */
export async function databasesOn(url) {
  if (url === undefined) return [];
  const { default: pg } = await import(PG_MODULE);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT datname FROM pg_database WHERE datname LIKE 'rowmill%'",
    );
    return rows.map(({ datname }) => datname);
  } finally {
    await client.end();
  }
}

/** What a run that has ended must not leave: locks, places, servers, half-written files. */
export function leftBehind({ folder }) {
  const files = filesIn(folder);
  const unwanted = [
    /\.unfinished$|\.tmp$|[\\/]reserve$|\.building/,
    /^\.rowmill[\\/]environments[\\/]/,
    /^lake[\\/]/,
    /^\.rowmill[\\/]runs[\\/][^\\/]+[\\/]keys[\\/]/,
    /^tmp[\\/]rowmill/,
  ];
  return files.filter((file) => unwanted.some((pattern) => pattern.test(file)));
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + sep.length))
    .sort();
}

/**
 * Starts a run that is killed, and goes on with it, through more kills, until it is done.
 *
 * @param kills of one process after the other: `{ point }`, `{ afterMs }` or `{ when }`
 * @returns what the last process said, and how many were killed
 */
export async function runThrough(scenario, kills) {
  const queue = [...kills];
  let killed = 0;
  let last = await scenario.rowmill(['run'], queue.shift());
  for (let resumes = 0; resumes < MOST_RESUMES; resumes++) {
    if (last.signal !== 'SIGKILL') return { ...last, killed };
    killed++;
    const next = hasRun(scenario) ? ['runs', 'resume', 'latest'] : ['run'];
    last = await scenario.rowmill(next, queue.shift());
  }
  return { ...last, killed };
}

/** A process may be killed before its run is there; until it is whole, its folder has another name. */
function hasRun({ folder }) {
  const runs = join(folder, '.rowmill', 'runs');
  if (!existsSync(runs)) return false;
  const whole = readdirSync(runs).filter((id) => !id.endsWith('.unfinished'));
  return whole.some((id) => existsSync(join(runs, id, 'run.json')));
}

/**
 * All that is wrong with the outcome of a run that was killed; nothing where it is as it should be.
 *
 * @param undisturbed outcome of the same request, which nobody killed
 */
export function problemsOf(scenario, { undisturbed, last }) {
  const problems = [];
  const outcome = outcomeOf(scenario);
  const wasCutOff = /was cut off/.test(last.said);
  if (last.code !== (wasCutOff ? 1 : 0)) problems.push(`ended with ${last.code}: ${last.said}`);
  if (outcome.digest !== undisturbed.digest) {
    problems.push(`stored other bytes: ${outcome.parts} parts, not ${undisturbed.parts}`);
  }
  const left = leftBehind(scenario);
  if (left.length > 0) problems.push(`left behind: ${left.join(', ')}`);
  if (outcome.tests.length > 1) problems.push(`the tests ran ${outcome.tests.length} times`);
  if (outcome.tests.length === 0 && !wasCutOff) problems.push('the tests never ran');
  for (const test of outcome.tests) {
    if (test !== undisturbed.tests[0]) problems.push(`the tests found ${test}`);
  }
  return problems;
}
