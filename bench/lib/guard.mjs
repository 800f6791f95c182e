import { findResult } from './results.mjs';

/** A ratio may fall by this share before it counts as fallen: the noise of a shared machine. */
export const TOLERANCE = 0.25;

const nameOf = ({ suite, case: name, subject }) => `${suite}/${name}: ${subject}`;

/**
 * Own subjects against peers only: a faster engine makes the ratio of another own subject fall. A control
 * shows the disk, whose speed is never the same twice.
 */
function peersOf(results, own) {
  return results
    .filter(({ suite, case: name }) => suite === own.suite && name === own.case)
    .filter(({ isOwn, isControl }) => !isOwn && !isControl)
    .map(({ subject }) => subject);
}

function compareOne(own, peers, result) {
  return peers.map((peer) => {
    const before = own.ratios[peer];
    const now = result.ratios[peer];
    const place = { suite: own.suite, case: own.case, subject: own.subject, peer };
    if (now === undefined) return { ...place, state: 'skipped', before };
    const state = now < before * (1 - TOLERANCE) ? 'fallen' : 'kept';
    return { ...place, state, before, now };
  });
}

/**
 * Compares ratios to peers with those of a stored run, never times: another machine, or a busy one,
 * changes the times of all and their ratios hardly.
 *
 * @param stored results of an earlier run; suites that did not run now are left out.
 * @param current results of this run.
 * @param suites names of the suites that ran.
 * @returns one comparison for each own subject and peer: `state` is `kept`, `fallen`, `skipped` (the
 *   peer could not run now) or `missing` (the own subject itself gave no result).
 */
export function compareRatios(stored, current, suites) {
  return stored
    .filter(({ isOwn, suite }) => isOwn && suites.includes(suite))
    .flatMap((own) => {
      const peers = peersOf(stored, own);
      const result = findResult(current, own);
      if (result !== undefined) return compareOne(own, peers, result);
      return [{ suite: own.suite, case: own.case, subject: own.subject, state: 'missing' }];
    });
}

/** Takes the better of two runs: a ratio that fell only once fell by noise. */
export function betterOf(first, second) {
  return first.map((one) => {
    if (one.state !== 'fallen') return one;
    const again = second.find(
      (other) =>
        nameOf(other) === nameOf(one) && other.peer === one.peer && other.now !== undefined,
    );
    return again !== undefined && again.now > one.now ? again : one;
  });
}

/** Names the suites in which something fell: they are worth a second run. */
export function fallenSuites(comparisons) {
  return [
    ...new Set(comparisons.filter(({ state }) => state === 'fallen').map((one) => one.suite)),
  ];
}

function describe({ state, peer, before, now, ...place }) {
  if (state === 'missing') return `${nameOf(place)} gave no result`;
  if (state === 'skipped') return `${nameOf(place)} not compared with ${peer}: it was skipped`;
  const fall = Math.round((1 - now / before) * 100);
  return `${nameOf(place)} against ${peer}: ${now.toFixed(2)} times, was ${before.toFixed(2)} (${fall} % less)`;
}

/** @returns `{ isOk, lines }`: nothing fell, nothing of ours is missing, and something was compared. */
export function verdict(comparisons) {
  const [kept, fallen, skipped, missing] = ['kept', 'fallen', 'skipped', 'missing'].map((state) =>
    comparisons.filter((one) => one.state === state),
  );
  return {
    isOk: fallen.length === 0 && missing.length === 0 && kept.length > 0,
    lines: [
      ...skipped.map(describe),
      ...missing.map(describe),
      ...fallen.map(describe),
      `${kept.length} ratios kept, ${fallen.length} fallen by more than ${TOLERANCE * 100} %, ${missing.length} missing`,
    ],
  };
}
