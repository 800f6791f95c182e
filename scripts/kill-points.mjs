/**
 * Kills runs, at random times and right before or after they make something durable, clean-up included; goes on with
 * them and holds them against a run that nobody disturbed.
 *
 *   node scripts/kill-points.mjs [--times 200] [--seed 1] [--url postgres://…] [--embedded]
 *
 * `--url` adds a PostgreSQL target, `--embedded` one with a server of its own. Prints one line per run that ends
 * wrongly, and a summary; exits 1 when there was one.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import {
  databasesOn,
  openScenario,
  outcomeOf,
  problemsOf,
  runThrough,
} from './testing/kill-scenario.mjs';

/** Numbers from 0 to 1 that follow from a seed: mulberry32, which is in the public domain. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kills of one run: the first process in any case, those that go on with it now and then. */
export function drawKills(random, { points, milliseconds }) {
  const draw = () =>
    random() < 0.7
      ? { point: 1 + Math.floor(random() * points) }
      : { afterMs: Math.max(1, Math.floor(random() * milliseconds)) };
  const kills = [draw()];
  while (kills.length < 4 && random() < 0.4) kills.push(draw());
  return kills;
}

export async function undisturbedRun(options) {
  const scenario = openScenario(options);
  try {
    const started = performance.now();
    const last = await scenario.rowmill(['run']);
    if (last.code !== 0) throw new Error(`the run that nobody disturbs fails:\n${last.said}`);
    const milliseconds = performance.now() - started;
    return { undisturbed: outcomeOf(scenario), points: last.points, milliseconds };
  } finally {
    scenario.close();
  }
}

/** @returns what went wrong, and how many processes were killed */
export async function killedRun(options, kills, undisturbed) {
  const scenario = openScenario(options);
  const before = await databasesOn(options.url);
  const last = await runThrough(scenario, kills);
  const after = await databasesOn(options.url);
  const problems = [
    ...problemsOf(scenario, { undisturbed, last }),
    ...after.filter((name) => !before.includes(name)).map((name) => `left database ${name}`),
  ];
  if (problems.length === 0) scenario.close();
  return { problems, killed: last.killed, folder: scenario.folder };
}

async function main() {
  const { values } = parseArgs({
    options: {
      times: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      url: { type: 'string' },
      embedded: { type: 'boolean', default: false },
    },
  });
  bootstrap();
  const kinds = [
    'directory',
    ...(values.url ? ['postgres'] : []),
    ...(values.embedded ? ['embedded'] : []),
  ];
  const options = { kinds, url: values.url };
  const facts = await undisturbedRun(options);
  const random = randomFrom(Number(values.seed));
  process.stdout.write(
    `${facts.points} points, ${Math.round(facts.milliseconds)} ms undisturbed\n`,
  );
  let [failed, processes] = [0, 0];
  for (let time = 1; time <= Number(values.times); time++) {
    const kills = drawKills(random, facts);
    const { problems, killed, folder } = await killedRun(options, kills, facts.undisturbed);
    processes += killed;
    if (problems.length === 0) continue;
    failed++;
    process.stdout.write(
      `run ${time} ${JSON.stringify(kills)} in ${folder}:\n  ${problems.join('\n  ')}\n`,
    );
  }
  process.stdout.write(
    `${values.times} runs, ${processes} processes killed, ${failed} ended wrongly\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
