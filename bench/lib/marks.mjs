import { findResult } from './results.mjs';

/**
 * A mark is what the project set itself to reach. Each of these answers a mark of a suite:
 * `{ case, subject, text, read, isMet }`, where `read` takes the figure from the subject's result and
 * answers undefined when a peer that it needs was skipped.
 */

/** The peer takes at least `factor` times as much. */
export const timesAtLeast = (place, peer, factor) => ({
  ...place,
  text: `${peer} takes at least ${factor} times as much`,
  read: ({ ratios }) => ratios[peer],
  isMet: (ratio) => ratio >= factor,
});

/** The subject takes at most `factor` times as much as the peer. */
export const timesAtMost = (place, peer, factor) => ({
  ...place,
  text: `at most ${factor} times what ${peer} takes`,
  read: ({ ratios }) => (ratios[peer] === undefined ? undefined : 1 / ratios[peer]),
  isMet: (ratio) => ratio <= factor,
});

/** Smaller than what the peer makes, by at least this share. */
export const smallerBy = (place, peer, share) => ({
  ...place,
  text: `at least ${Math.round(share * 100)} % smaller than ${peer}`,
  read: ({ ratios }) => (ratios[peer] === undefined ? undefined : 100 * (1 - 1 / ratios[peer])),
  isMet: (percent) => percent >= 100 * share,
});

/** At least so many rows, keys, ... in a second. */
export const perSecondAtLeast = (place, rate) => ({
  ...place,
  text: `at least ${rate / 1e6} M a second`,
  read: ({ median }) => 1e3 / median,
  isMet: (millions) => millions * 1e6 >= rate,
});

/** The figure itself, in the unit of its case. */
export const atMost = (place, limit) => ({
  ...place,
  text: `at most ${limit}`,
  read: ({ median }) => median,
  isMet: (value) => value <= limit,
});

/** So many rows within some seconds, at the speed that was measured. */
export const secondsAtMost = (place, units, seconds) => ({
  ...place,
  text: `${units / 1e6} M in at most ${seconds} s`,
  read: ({ median }) => (median * units) / 1e9,
  isMet: (value) => value <= seconds,
});

/**
 * What became of the marks of a suite: `{ ...place, text, value, isMet }`.
 *
 * `value` is undefined where the subject or a peer was skipped, and `isMet` also in the quick form, whose
 * small runs are mostly start-up.
 */
export function judgeMarks(suite, marks, results, isQuick) {
  return marks.map(({ read, isMet, text, ...place }) => {
    const result = findResult(results, { suite, ...place });
    const value = result === undefined ? undefined : read(result);
    const isJudged = value !== undefined && !isQuick;
    return { ...place, text, value, isMet: isJudged ? isMet(value) : undefined };
  });
}
