import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { judgeMarks } from './marks.mjs';
import { sampleRounds } from './paired.mjs';
import { caseResults } from './results.mjs';
import { startSubject } from './start-subject.mjs';

/**
 * Runs one suite, and removes whatever it made.
 *
 * A suite is plain data: `{ name, title, subjects, cases }` and, where it needs them,
 * - `about`: what a reader of the report has to know,
 * - `setUp({ folder, sizeOf })`: makes what all subjects read; its answer goes to each `prepare`.
 *   `sizeOf(units)` is the size that runs of so many rows have in this form,
 * - `check(subject, { folder, shared })`: looks at what a subject makes before anything is timed, and
 *   answers `{ digest, bytesPerUnit }` as far as it knows them; throws when something is wrong,
 * - `sameDigest`: ids of the subjects whose digests must be equal, or `true` for all,
 * - `marks`: see marks.mjs,
 * - `measure({ folder, rounds, sizeOf, say })`: measures in a way of its own, in place of `subjects`, and
 *   answers `{ results, skipped }`, and `texts: [{ title, text }]` to be shown as they are.
 *
 * A case is `{ name, title, unit }` and, where it differs from the usual, `file` (a name in the folder,
 * removed after each run; `/dev/null` unless given), `isScaled: false` for runs of one size, and
 * `verify(file, units)`, which looks at the first file of each subject.
 *
 * @param options `folder` for files, `rounds`, `scale` and `minimum` of the runs, `isQuick`,
 *   `accepts(subject)`, `say(text)`.
 */
export async function runSuite(suite, options) {
  const folder = mkdtempSync(join(options.folder, `rowmill-bench-${suite.name}-`));
  const started = [];
  try {
    const sizeOf = (units) => scaled(units, options);
    const context = { ...options, folder, sizeOf, started };
    const measure = suite.measure ?? measureSubjects;
    const { results, skipped, texts = [] } = await measure(context, suite);
    return {
      name: suite.name,
      title: suite.title,
      about: suite.about,
      results,
      skipped,
      texts,
      marks: judgeMarks(suite.name, suite.marks ?? [], results, options.isQuick),
    };
  } finally {
    for (const subject of started) subject.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSubjects(given, suite) {
  const { folder, sizeOf } = given;
  const context = { ...given, shared: await suite.setUp?.({ folder, sizeOf }) };
  const { subjects, skipped } = await openSubjects(suite, context);
  const results = [];
  for (const one of suite.cases)
    results.push(...(await measureCase(suite, one, subjects, context)));
  return { results, skipped };
}

/** Starts and checks the subjects; those that cannot run here are named and left out. */
async function openSubjects(suite, { accepts, started, shared, folder, say }) {
  const subjects = [];
  const skipped = [];
  for (const entry of suite.subjects.filter(accepts)) {
    const subject = await startSubject(entry);
    started.push(subject);
    const reason = await subject.prepare(shared);
    if (reason === undefined) {
      const checked = await suite.check?.(subject, { folder, shared });
      subjects.push({ ...subject, ...checked });
      if (checked !== undefined) say(`${suite.name}: ${subject.title}: output checked`);
    } else {
      skipped.push({ suite: suite.name, subject: subject.id, reason });
      say(`${suite.name}: ${subject.title}: skipped, ${reason}`);
    }
  }
  assertSameDigests(suite, subjects);
  return { subjects, skipped };
}

/** Throws when two subjects that make the same thing made something different. */
function assertSameDigests({ name, sameDigest }, subjects) {
  if (sameDigest === undefined) return;
  const [first, ...others] = subjects.filter(
    ({ id, digest }) => digest !== undefined && (sameDigest === true || sameDigest.includes(id)),
  );
  for (const other of others) {
    if (other.digest !== first.digest) {
      throw new Error(
        `${name}: ${other.title} made ${other.digest}, ${first.title} ${first.digest}: not the same`,
      );
    }
  }
}

/** Rows of one run: rounded, and never so few that a run is over at once. */
function scaled(units, { scale, minimum }) {
  return Math.max(Math.min(minimum, units), Math.round(units * scale));
}

/** The case of one subject: keeps the digest of its runs, looks at its first file, removes all of them. */
function openRun(suite, one, subject, context) {
  const wanted = subject.units[one.name];
  const units = one.isScaled === false ? wanted : scaled(wanted, context);
  const { file: name = '/dev/null' } = one;
  const file = name === '/dev/null' ? name : join(context.folder, name);
  const seen = { digest: subject.digest, bytesPerUnit: subject.bytesPerUnit, isVerified: false };
  const lookAt = async (path) => {
    if (!seen.isVerified) await one.verify?.(path, units, subject);
    seen.isVerified = true;
    seen.bytesPerUnit ??= existsSync(path) ? statSync(path).size / units : undefined;
    rmSync(path, { force: true });
  };
  const run = async () => {
    const { value, digest } = await subject.run({
      case: one.name,
      units,
      file,
      folder: context.folder,
    });
    if (file !== '/dev/null') await lookAt(file);
    if (digest !== undefined && seen.digest !== undefined && digest !== seen.digest) {
      throw new Error(`${suite.name}: ${subject.title} made ${digest}, before that ${seen.digest}`);
    }
    seen.digest = digest ?? seen.digest;
    return value;
  };
  return { name: subject.id, subject, units, seen, run };
}

async function measureCase(suite, one, subjects, context) {
  const runs = subjects
    .filter((subject) => subject.units[one.name] !== undefined)
    .map((subject) => openRun(suite, one, subject, context));
  if (runs.length === 0) return [];
  const { rounds = context.rounds, warmups = 1 } = one;
  context.say(`${suite.name}/${one.name}: ${runs.length} subjects, ${rounds} rounds`);
  const samples = await sampleRounds(runs, { rounds, warmups });
  const measured = runs.map(({ subject, units, seen }) => ({
    ...subject,
    units,
    digest: seen.digest,
    bytesPerUnit: seen.bytesPerUnit,
    values: samples.get(subject.id),
  }));
  assertSameDigests(suite, measured);
  return caseResults({ suite: suite.name, case: one.name, unit: one.unit }, measured);
}
