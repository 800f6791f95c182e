import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from './junit-report.ts';
import type { RunReport } from './run-report.ts';
import { FAILED_SAMPLE_REPORT, SAMPLE_REPORT } from './sample-report.ts';
import { junitProblems, readXml } from './testing/junit-shape.ts';
import { MIXED_REPORT } from './testing/mixed-report.ts';

const REPORTS = {
  passed: SAMPLE_REPORT,
  failed: FAILED_SAMPLE_REPORT,
  mixed: MIXED_REPORT,
  'without anything': { ...SAMPLE_REPORT, checks: [], stages: [], tables: [] },
} satisfies Record<string, RunReport>;

const suitesOf = (report: RunReport) => readXml(renderJunit(report)).children;

/** The case of this name, in the suite of this name. */
function caseOf(report: RunReport, suite: string, name: string) {
  return suitesOf(report)
    .find(({ attributes }) => attributes.name === suite)
    ?.children.find(({ attributes }) => attributes.name === name);
}

describe('renderJunit', () => {
  it.each(Object.entries(REPORTS))('is what readers of JUnit XML take: %s', (_, report) => {
    expect(junitProblems(readXml(renderJunit(report)))).toEqual([]);
  });

  it('has a suite for each table and a case for each check', () => {
    expect(
      suitesOf(SAMPLE_REPORT).map(({ attributes: { name, tests, failures } }) => [
        name,
        tests,
        failures,
      ]),
    ).toEqual([
      ['stages', '9', '0'],
      ['users', '4', '0'],
      ['orders', '2', '0'],
      ['test command', '1', '0'],
    ]);
    expect(renderJunit(SAMPLE_REPORT)).toContain(
      '<testcase name="valuesAreUnique (email)" classname="shop.users" time="0.020"/>',
    );
  });

  it('tells failures with their keys, errors and skipped stages', () => {
    const xml = renderJunit({
      ...FAILED_SAMPLE_REPORT,
      test: { command: 'npm test', exitCode: null, seconds: 1, outputTail: 'last words' },
    });
    expect(readXml(xml).attributes).toMatchObject({ tests: '16', failures: '3', errors: '1' });
    expect(xml).toContain(
      'type="valuesReference" message="1 of 400,000 rows have a user_id that is not in users"',
    );
    expect(xml).toContain('all of them: failures/004-users-valuesAreUnique.ndjson');
    expect(xml).toContain('message="ended by a signal">last words</failure>');
    const [failure] =
      caseOf(FAILED_SAMPLE_REPORT, 'orders', 'valuesReference (user_id)')?.children ?? [];
    expect(failure?.text).toContain('{"key":{"id":88231},"row":88230');
  });

  it('lets warnings pass with what they found, and tells what is only information from them', () => {
    const warned = caseOf(MIXED_REPORT, 'users', 'nullShareIsBetween (phone)')?.children;
    expect(warned?.map(({ name }) => name)).toEqual(['system-out']);
    expect(warned?.[0]?.text.split('\n')).toEqual([
      'warning: 13.1 % of phone are null, at most 10 % were expected',
      'observed 0.131, expected at most 0.1',
      'asked for in shop/rowmill.yaml:61:7',
    ]);
    const info = caseOf(MIXED_REPORT, 'users', 'nullShareIsBetween (city)')?.children;
    expect(info?.[0]?.text).toMatch(/^info: /);
  });

  it('skips what is waived with the reason, and fails what a waiver that is over waived', () => {
    const waived = caseOf(MIXED_REPORT, 'users', 'valuesMatchPattern (email)')?.children[0];
    expect(waived?.name).toBe('skipped');
    expect(waived?.attributes.message).toBe(
      'waived by kim@example.org until 2026-12-31: the importer is being replaced - 2 of 100,000 rows have an email of another form',
    );
    const expired = caseOf(MIXED_REPORT, 'users', 'valuesMatchPattern (email) #2')?.children[0];
    expect(expired?.name).toBe('failure');
    expect(expired?.text).toContain('the waiver ended on 2026-10-31: until the release');
    expect(expired?.text).toContain('to see the first: rowmill preview users --at 3 --rows 1');
  });

  it('names the line of the request that asks for each check', () => {
    const users = suitesOf(MIXED_REPORT).find(({ attributes }) => attributes.name === 'users');
    const properties = users?.children.find(({ name }) => name === 'properties')?.children;
    expect(properties?.map(({ attributes }) => attributes)).toContainEqual({
      name: 'line of valuesMatchPattern (email) #2',
      value: 'shop/rowmill.yaml:70:7',
    });
  });

  it('is well-formed and loses nothing, whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const root = readXml(renderJunit({ ...SAMPLE_REPORT, name }));
        const readable = name.replace(
          /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
          '\uFFFD',
        );
        expect(root.attributes.name).toBe(readable);
      }),
    );
  });
});
