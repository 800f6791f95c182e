import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseSuites, loadSuites, SUITE_NAMES } from './suite-list.mjs';

const suites = await loadSuites(SUITE_NAMES);
const fileOf = ({ file }) => new URL(`../peers/${file}`, import.meta.url);

it('lists every suite that there is', () => {
  const files = readdirSync(new URL('../suites/', import.meta.url));
  expect(files.map((file) => file.replace(/\.mjs$/, '')).toSorted()).toEqual(
    SUITE_NAMES.toSorted(),
  );
});

describe.each(suites.map((suite) => [suite.name, suite]))('suite %s', (name, suite) => {
  const { subjects = [], cases, marks = [], sameDigest = [] } = suite;
  const ids = subjects.map(({ id }) => id);

  it('has its own name, and one of rowmill among its subjects', () => {
    expect(SUITE_NAMES).toContain(name);
    if (suite.measure === undefined) expect(subjects.some(({ isOwn }) => isOwn)).toBe(true);
  });

  it('has subjects of different names, each with its file', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(subjects.filter((subject) => !existsSync(fileOf(subject)))).toEqual([]);
  });

  it('sets marks for cases and subjects that it has', () => {
    const caseNames = cases.map((one) => one.name);
    for (const mark of marks) {
      expect(caseNames).toContain(mark.case);
      if (suite.measure === undefined) expect(ids).toContain(mark.subject);
    }
    if (sameDigest !== true) expect(ids).toEqual(expect.arrayContaining(sameDigest));
  });
});

it('chooses suites by name, in the order of the list', () => {
  expect(chooseSuites([])).toEqual(SUITE_NAMES);
  expect(chooseSuites(['table,record'])).toEqual(['record', 'table']);
  expect(chooseSuites(['table', 'record'])).toEqual(['record', 'table']);
  expect(() => chooseSuites(['tabel'])).toThrow('no suite "tabel"');
});
