import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { FileFailure } from '../../validation/file-failure.ts';
import { junitProblems, readXml } from '../testing/junit-shape.ts';
import { sarifProblems } from '../testing/sarif-problems.ts';
import { validationJunit } from './validation-junit.ts';
import { validationMarkdown } from './validation-markdown.ts';
import type { ValidationReport } from './validation-report.ts';
import { validationSarif } from './validation-sarif.ts';

const FAILURE: FileFailure = {
  file: 'data/users.ndjson',
  line: 3,
  row: 3,
  kind: 'check',
  rule: 'minimum',
  column: '/id',
  schemaPath: '#/properties/id/minimum',
  message: 'is less than 1',
  reproduce: 'rowmill validate data/users.ndjson --schema s.json --at 3',
};

const counts = { rows: 10, failingRows: 7, failureCount: 8 };
const byRule = { minimum: 7, readable: 1 };

const FAILED: ValidationReport = {
  version: 1,
  rowmillVersion: '0.1.0',
  started: '2026-11-23T06:00:00.000Z',
  seconds: 0.5,
  schema: 's.json',
  outcome: 'failed',
  files: [
    { file: 'data/users.ndjson', format: 'ndjson', ...counts, failuresByRule: byRule },
    {
      file: 'data/more.csv',
      format: 'csv',
      rows: 5,
      failingRows: 0,
      failureCount: 0,
      failuresByRule: {},
    },
  ],
  ...counts,
  rows: 15,
  failuresByRule: byRule,
  failures: [
    FAILURE,
    { ...FAILURE, line: 9, row: 8, key: { id: 4 } },
    {
      file: 'data/users.ndjson',
      line: 11,
      kind: 'data',
      rule: 'readable',
      column: '',
      message: 'is not JSON: "]" is missing | <b>',
    },
  ],
  groups: [
    {
      rule: 'minimum',
      column: '/id',
      schemaPath: '#/properties/id/minimum',
      count: 7,
      first: [FAILURE],
    },
  ],
};

const PASSED: ValidationReport = {
  ...FAILED,
  outcome: 'passed',
  files: FAILED.files.slice(1),
  failingRows: 0,
  failureCount: 0,
  failuresByRule: {},
  failures: [],
  groups: [],
};

describe('validationSarif', () => {
  it.each([FAILED, PASSED])('is SARIF 2.1.0', (report) => {
    expect(sarifProblems(validationSarif(report))).toEqual([]);
  });

  it('points at the line of the file, and says what it leaves out', () => {
    const [run] = (validationSarif(FAILED) as Log).runs;
    expect(run?.results?.map(({ locations }) => locations?.[0]?.physicalLocation)).toEqual([
      { artifactLocation: { uri: 'data/users.ndjson' }, region: { startLine: 3 } },
      { artifactLocation: { uri: 'data/users.ndjson' }, region: { startLine: 9 } },
      { artifactLocation: { uri: 'data/users.ndjson' }, region: { startLine: 11 } },
    ]);
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(['minimum', 'readable']);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '5 more failures are not among the results: rowmill validate --failures lists all',
    );
  });

  it('knows a row with a key again when its line moves', () => {
    const prints = (report: ValidationReport) =>
      (validationSarif(report) as Log).runs[0]?.results?.map(
        (result) => result.partialFingerprints,
      );
    const failures = FAILED.failures.map((failure) => ({ ...failure, line: 99, row: 99 }));
    expect(prints({ ...FAILED, failures })?.[1]).toEqual(prints(FAILED)?.[1]);
    expect(prints({ ...FAILED, failures })?.[0]).not.toEqual(prints(FAILED)?.[0]);
  });
});

describe('validationJunit', () => {
  it.each([FAILED, PASSED])('is what readers of JUnit XML take', (report) => {
    expect(junitProblems(readXml(validationJunit(report)))).toEqual([]);
  });

  it('has a case for each rule, with the first failure and how to see it again', () => {
    const [users, more] = readXml(validationJunit(FAILED)).children;
    const cases = users?.children.filter(({ name }) => name === 'testcase');
    expect(cases?.map(({ attributes }) => attributes.name)).toEqual(['minimum', 'readable']);
    expect(cases?.[0]?.children[0]?.text).toBe(
      'data/users.ndjson:3  /id  is less than 1  rowmill validate data/users.ndjson --schema s.json --at 3',
    );
    expect(more?.children.at(-1)?.attributes.name).toBe('all 5 rows');
  });
});

it('tells people what fails, by rule and by row, in Markdown', () => {
  const text = validationMarkdown({ ...FAILED, failuresFile: 'all.ndjson' });
  expect(text).toMatch(/^### ❌ rowmill validate: failed\n/);
  expect(text).toContain('15 rows of 2 files against s.json in 0.50 s, 7 of them fail.');
  expect(text).toContain('| minimum | /id | 7 | data/users.ndjson\\:3 |');
  expect(text).toContain('is not JSON\\: "\\]" is missing \\| \\<b\\>');
  expect(text).toContain('… and 5 more failures, all in all.ndjson');
  expect(validationMarkdown(PASSED)).toMatch(/^### ✅ rowmill validate: passed\n/);
});
