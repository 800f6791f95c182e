import { performance } from 'node:perf_hooks';

/** The middle value; the mean of the two middle ones when there is an even number. */
export function median(values) {
  if (values.length === 0) throw new RangeError('median: needs at least one value');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function secondsOf(run, clock) {
  const start = clock();
  const reported = await run();
  return typeof reported === 'number' ? reported : (clock() - start) / 1000;
}

/** The order of one round: forwards, then backwards, so that a slow drift hits every case alike. */
function orderOf(cases, round) {
  return round % 2 === 0 ? cases : cases.toReversed();
}

function summarise({ name, units }, seconds, baseline) {
  const perUnit = seconds.map((value) => value / units);
  const nanosecondsPerUnit = median(perUnit) * 1e9;
  return {
    name,
    units,
    seconds,
    nanosecondsPerUnit,
    unitsPerSecond: 1e9 / nanosecondsPerUnit,
    /** Times slower than the baseline: the median over rounds of the ratio within one round. */
    ratio: median(perUnit.map((value, round) => value / baseline[round])),
  };
}

/**
 * Times several cases against one another: A B C, C B A, A B C, ...
 *
 * A machine is never quiet for a whole benchmark. Ratios are therefore taken within each round,
 * where both sides met the same conditions, and their median is reported.
 *
 * @param cases `{ name, units, run }`: `units` says what one run makes (rows), `run` may be
 *   asynchronous and may answer its own seconds, where it knows better than the outer clock.
 * @param options `rounds` that count (default 5), `warmups` before them (default 1), the name of
 *   the `baseline` (default: the first case), `clock` in milliseconds.
 */
export async function pairedRounds(
  cases,
  { rounds = 5, warmups = 1, baseline = cases[0]?.name, clock = () => performance.now() } = {},
) {
  if (!cases.some(({ name }) => name === baseline)) {
    throw new RangeError(`pairedRounds: no case "${baseline}" to compare with`);
  }
  const samples = new Map(cases.map(({ name }) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const { name, run } of orderOf(cases, round + warmups)) {
      const seconds = await secondsOf(run, clock);
      if (round >= 0) samples.get(name).push(seconds);
    }
  }
  const { units } = cases.find(({ name }) => name === baseline);
  const baselinePerUnit = samples.get(baseline).map((seconds) => seconds / units);
  return cases.map((one) => summarise(one, samples.get(one.name), baselinePerUnit));
}
