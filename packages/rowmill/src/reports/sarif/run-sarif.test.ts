import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { SAMPLE_REPORT } from '../sample-report.ts';
import { MIXED_REPORT } from '../testing/mixed-report.ts';
import { sarifProblems } from '../testing/sarif-problems.ts';
import { runSarif } from './run-sarif.ts';
import { sarifLog } from './sarif-log.ts';

function logOf(report = MIXED_REPORT): { log: object; results: Result[]; rules: string[] } {
  const log = runSarif(report);
  const [run] = (log as Log).runs;
  return {
    log,
    results: run?.results ?? [],
    rules: run?.tool.driver.rules?.map(({ id }) => id) ?? [],
  };
}

const resultOf = (rule: string, column: string): Result | undefined =>
  logOf().results.find(
    ({ ruleId, message }) => ruleId === rule && message.text?.includes(`(${column})`),
  );

describe('runSarif', () => {
  it.each([SAMPLE_REPORT, MIXED_REPORT])('is SARIF 2.1.0', (report) => {
    expect(sarifProblems(runSarif(report))).toEqual([]);
  });

  it('is held against a schema that refuses', () => {
    expect(sarifProblems({ version: '2.1.0', runs: [{ results: [{}] }] })).not.toEqual([]);
  });

  it('has a result for each check that did not pass, and none of the others', () => {
    expect(logOf(SAMPLE_REPORT).results).toEqual([]);
    const { results, rules } = logOf();
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'valuesAreUnique error',
      'valuesReference error',
      'nullShareIsBetween warning',
      'nullShareIsBetween note',
      'valuesMatchPattern error',
      'valuesMatchPattern error',
    ]);
    for (const { ruleId, ruleIndex = -1 } of results) expect(rules[ruleIndex]).toBe(ruleId);
  });

  it('points at the line of the request, and says how to see the first row', () => {
    const result = resultOf('valuesMatchPattern', 'email');
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'shop/rowmill.yaml' },
      region: { startLine: 64, startColumn: 7 },
    });
    expect(result?.message.text).toContain('to see it: rowmill preview users --at 3 --rows 1');
  });

  it('suppresses what is waived, as long as the waiver holds', () => {
    const [waived, expired] = logOf().results.filter(
      ({ ruleId }) => ruleId === 'valuesMatchPattern',
    );
    expect(waived?.suppressions).toEqual([
      {
        kind: 'inSource',
        status: 'accepted',
        justification: 'waived by kim@example.org until 2026-12-31: the importer is being replaced',
      },
    ]);
    expect(expired?.suppressions).toBeUndefined();
    expect(expired?.message.text).toContain('the waiver ended on 2026-10-31');
  });

  it('knows a check again when its line moves, its counts change and time passes', () => {
    const prints = (report: typeof MIXED_REPORT) =>
      logOf(report).results.map(({ partialFingerprints }) => partialFingerprints);
    const moved = MIXED_REPORT.checks.map((check) => ({
      ...check,
      failingRows: check.failingRows + 1,
      place: { file: 'shop/rowmill.yaml', line: 400, column: 1 },
    }));
    expect(prints({ ...MIXED_REPORT, runId: 'r2', checks: moved })).toEqual(prints(MIXED_REPORT));
    const distinct = new Set(prints(MIXED_REPORT).map((print) => JSON.stringify(print)));
    expect(distinct.size).toBe(6);
  });
});

it('writes paths as references that hold whatever stands in them', () => {
  const fingerprint = { name: 'x/v1', parts: [] };
  const at = (file: string) =>
    (
      sarifLog({
        tool: 'rowmill',
        version: '1',
        rules: [],
        findings: [{ rule: 'r', level: 'error', message: 'm', place: { file }, fingerprint }],
      }) as Log
    ).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  expect(at('my data/ünï#1?.yaml')).toBe('my%20data/%C3%BCn%C3%AF%231%3F.yaml');
  expect(at('../a.yaml')).toBe('../a.yaml');
  expect(at('/tmp/a b.yaml')).toBe('file:///tmp/a%20b.yaml');
});
