import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countLines } from './count-lines.mjs';
import { runSuite } from './run-suite.mjs';
import { nanosecondsPer } from './units.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unit = nanosecondsPer('line');
const file = '../lib/testing/writing-subject.mjs';
const subject = (id, env = {}, more = {}) => ({ id, file, env, ...more });
const suiteOf = (subjects, more = {}) => ({
  name: 'test',
  title: 'A test',
  subjects,
  setUp: async () => ({ what: 'luck' }),
  cases: [{ name: 'file', title: 'To a file', unit, file: 'lines' }],
  ...more,
});
const run = (suite, more = {}) =>
  runSuite(suite, {
    folder,
    rounds: 2,
    scale: 0.1,
    minimum: 5,
    isQuick: false,
    accepts: () => true,
    say: () => {},
    ...more,
  });

describe('a suite', () => {
  it('runs every subject in each case, and leaves nothing behind', async () => {
    const subjects = [subject('a', {}, { isOwn: true, title: 'The first' }), subject('b')];
    const { results, skipped } = await run(suiteOf(subjects));
    expect(skipped).toEqual([]);
    expect(results).toMatchObject([
      { subject: 'a', title: 'The first', isOwn: true, unitsPerRun: 100, ratios: { b: 1 } },
      { subject: 'b', title: 'a writer', isOwn: false, digest: 'line', bytesPerUnit: 5 },
    ]);
    expect(results[0].runs).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows each first file while it is there', async () => {
    const seen = [];
    const verify = (path, units, { id }) => seen.push([id, units, countLines(path).rows]);
    const cases = [{ name: 'file', title: 'To a file', unit, file: 'lines', verify }];
    await run(suiteOf([subject('a'), subject('b')], { cases }));
    expect(seen).toEqual([
      ['a', 100, 100],
      ['b', 100, 100],
    ]);
  });

  it('scales runs but those of one size, and never below the minimum', async () => {
    const cases = [
      { name: 'file', title: 'To a file', unit, file: 'lines' },
      { name: 'fixed', title: 'Of one size', unit, isScaled: false },
    ];
    const { results } = await run(suiteOf([subject('a')], { cases }), { scale: 1e-6 });
    expect(results.map(({ unitsPerRun }) => unitsPerRun)).toEqual([5, 7]);
  });

  it('takes only the subjects that are asked for', async () => {
    const accepts = ({ id }) => id === 'b';
    const { results } = await run(suiteOf([subject('a'), subject('b')]), { accepts });
    expect(results.map(({ subject: id }) => id)).toEqual(['b']);
  });

  it('names who cannot run here, and why', async () => {
    const subjects = [
      subject('a'),
      subject('unready', { FAULT: 'prepare' }),
      subject('missing', { FAULT: 'package' }, { packageName: 'a-package-that-nobody-has' }),
    ];
    const { results, skipped } = await run(suiteOf(subjects));
    expect(results.map(({ subject: id }) => id)).toEqual(['a']);
    expect(skipped).toEqual([
      { suite: 'test', subject: 'unready', reason: 'no luck here' },
      { suite: 'test', subject: 'missing', reason: 'a-package-that-nobody-has is not installed' },
    ]);
  });
});

describe('a suite stops', () => {
  it.each([
    ['run', 'it broke'],
    ['death', 'its process ended early (exit code 3)'],
  ])('when a subject fails by %s, and names it', async (fault, message) => {
    const failing = run(suiteOf([subject('a'), subject('bad', { FAULT: fault })]));
    await expect(failing).rejects.toThrow(`bad: ${fault === 'run' ? 'Error: ' : ''}${message}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('when subjects that make the same made something different', async () => {
    const subjects = [subject('a'), subject('b', { CONTENT: 'other' })];
    await expect(run(suiteOf(subjects, { sameDigest: true }))).rejects.toThrow('not the same');
    await expect(run(suiteOf(subjects, { sameDigest: ['a', 'b'] }))).rejects.toThrow(
      'not the same',
    );
    await expect(run(suiteOf(subjects, { sameDigest: ['a'] }))).resolves.toBeDefined();
    await expect(run(suiteOf(subjects))).resolves.toBeDefined();
  });

  it('when a check finds something wrong, and what a check knows stands in the results', async () => {
    const check = async ({ run: write }, { folder: own }) => {
      const path = join(own, 'check');
      await write({ case: 'file', units: 3, file: path, folder: own });
      expect(existsSync(path)).toBe(true);
      return { bytesPerUnit: 42 };
    };
    const { results } = await run(suiteOf([subject('a')], { check }));
    expect(results).toMatchObject([{ bytesPerUnit: 42 }]);
    const refuse = async () => {
      throw new Error('line 2 is wrong');
    };
    await expect(run(suiteOf([subject('a')], { check: refuse }))).rejects.toThrow(
      'line 2 is wrong',
    );
  });
});
