import { checkSuites, type TestCase } from './junit-cases.ts';
import { renderJunitSuites, type TestSuite } from './junit-xml.ts';
import type { RunReport, StageReport, TestReport } from './run-report.ts';

/**
 * The run as JUnit XML: one suite for each table with a case for each check, one suite for the stages
 * of the run, and one for the test command.
 *
 * Only what stops a delivery is a failure: warnings pass and say so, waived checks are skipped with their reason.
 */
export function renderJunit(report: RunReport): string {
  const { name, started } = report;
  return renderJunitSuites(suitesOf(report), { name, started });
}

function suitesOf({ checks, stages, test }: RunReport): TestSuite[] {
  return [
    { name: 'stages', cases: stages.map(stageCase), properties: {} },
    ...checkSuites(checks),
    ...(test === undefined
      ? []
      : [{ name: 'test command', cases: [testCase(test)], properties: {} }]),
  ];
}

function stageCase({ name, seconds, status, detail }: StageReport): TestCase {
  if (status === 'passed') return { name, seconds };
  const kind = status === 'skipped' ? 'skipped' : 'error';
  return { name, seconds, verdict: { kind, type: status, message: detail, text: '' } };
}

function testCase({ command, seconds, exitCode, outputTail }: TestReport): TestCase {
  if (exitCode === 0) return { name: command, seconds };
  const message = exitCode === null ? 'ended by a signal' : `exit code ${exitCode}`;
  return {
    name: command,
    seconds,
    verdict: { kind: 'failure', type: 'exit-code', message, text: outputTail },
  };
}
