import { median, pairedRatio, spread } from './paired.mjs';

/**
 * The results of one case of a suite, as they stand in the JSON file.
 *
 * @param place `{ suite, case, unit }`: names, and one of units.mjs.
 * @param subjects `{ id, title, isOwn, units, values, digest, bytesPerUnit }`: `values` are what the
 *   runs answered, one per round; the rounds of all subjects are the same.
 */
export function caseResults({ suite, case: name, unit }, subjects) {
  const measured = subjects.map((subject) => ({
    ...subject,
    runs: subject.values.map((value) => unit.of(value, subject.units)),
  }));
  return measured.map((subject) => ({
    suite,
    case: name,
    subject: subject.id,
    title: subject.title,
    isOwn: subject.isOwn,
    ...(subject.isControl ? { isControl: true } : {}),
    unit: unit.label,
    unitsPerRun: subject.units,
    median: median(subject.runs),
    min: Math.min(...subject.runs),
    spread: spread(subject.runs),
    runs: subject.runs,
    /** How many times as much every other subject takes. */
    ratios: Object.fromEntries(
      measured
        .filter(({ id }) => id !== subject.id)
        .map(({ id, runs }) => [id, pairedRatio(runs, subject.runs)]),
    ),
    ...(subject.digest === undefined ? {} : { digest: subject.digest }),
    ...(subject.bytesPerUnit === undefined ? {} : { bytesPerUnit: subject.bytesPerUnit }),
  }));
}

/** The result of one subject of one case, or undefined where it was skipped. */
export function findResult(results, { suite, case: name, subject }) {
  return results.find(
    (result) => result.suite === suite && result.case === name && result.subject === subject,
  );
}
