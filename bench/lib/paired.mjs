import { performance } from 'node:perf_hooks';

/** The middle value; the mean of the two middle ones when there is an even number. */
export function median(values) {
  if (values.length === 0) throw new RangeError('median: needs at least one value');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far the values lie apart, as a share of their median: 0 when all are equal. */
export function spread(values) {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/**
 * How many times as much `others` are, round by round: the median of the ratios within a round.
 *
 * @throws RangeError when the lists are not of the same rounds.
 */
export function pairedRatio(others, own) {
  if (others.length !== own.length) throw new RangeError('pairedRatio: the rounds differ');
  return median(others.map((value, round) => value / own[round]));
}

async function measureRun(run, clock) {
  const start = clock();
  const reported = await run();
  return typeof reported === 'number' ? reported : (clock() - start) / 1000;
}

/** The order of one round: forwards, then backwards, so that a slow drift hits every case alike. */
function orderOf(cases, round) {
  return round % 2 === 0 ? cases : cases.toReversed();
}

/**
 * Runs several cases in turns: A B C, C B A, A B C, ... What stands at one place of two lists was
 * measured in the same round, under the same conditions.
 *
 * @param cases `{ name, run }`: `run` may be asynchronous, and may answer a number of its own in
 *   place of the seconds of the outer clock.
 * @param options `rounds` that count (default 5), `warmups` before them (default 1), `clock` in
 *   milliseconds.
 * @returns per name one number for each round that counts.
 */
export async function sampleRounds(
  cases,
  { rounds = 5, warmups = 1, clock = () => performance.now() } = {},
) {
  const samples = new Map(cases.map(({ name }) => [name, []]));
  if (samples.size !== cases.length) throw new RangeError('two cases have one name');
  for (let round = -warmups; round < rounds; round += 1) {
    for (const { name, run } of orderOf(cases, round + warmups)) {
      const value = await measureRun(run, clock);
      if (round >= 0) samples.get(name).push(value);
    }
  }
  return samples;
}

/**
 * Times several cases against one of them, per unit of what they make.
 *
 * A machine is never quiet for a whole benchmark. Ratios are therefore taken within each round,
 * where both sides met the same conditions, and their median is reported.
 *
 * @param cases as for {@link sampleRounds}, and `units` that one run makes (rows).
 * @param options as for {@link sampleRounds}, and the name of the `baseline` (default: the first case).
 */
export async function pairedRounds(cases, { baseline = cases[0]?.name, ...options } = {}) {
  const base = cases.find(({ name }) => name === baseline);
  if (base === undefined)
    throw new RangeError(`pairedRounds: no case "${baseline}" to compare with`);
  const samples = await sampleRounds(cases, options);
  const baselinePerUnit = samples.get(baseline).map((seconds) => seconds / base.units);
  return cases.map(({ name, units }) => {
    const seconds = samples.get(name);
    const perUnit = seconds.map((value) => value / units);
    const nanosecondsPerUnit = median(perUnit) * 1e9;
    return {
      name,
      units,
      seconds,
      nanosecondsPerUnit,
      unitsPerSecond: 1e9 / nanosecondsPerUnit,
      /** Times slower than the baseline: the median over rounds of the ratio within one round. */
      ratio: median(perUnit.map((value, round) => value / baselinePerUnit[round])),
    };
  });
}
