import type { CheckResult } from '../validation/check-result.ts';
import type { RunReport, StageReport, TestReport } from './run-report.ts';

interface TestCase {
  readonly name: string;
  readonly seconds: number;
  readonly verdict?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
}

interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * The run as JUnit XML: one suite for each table with a case for each check, one suite for the stages
 * of the run, and one for the test command.
 */
export function renderJunit(report: RunReport): string {
  const suites = suitesOf(report);
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(report.name)}" ${counts(all)}>`,
    ...suites.map((suite) => renderSuite(suite, report)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suitesOf({ checks, stages, test }: RunReport): TestSuite[] {
  const byTable = new Map<string, CheckResult[]>();
  for (const check of checks) {
    byTable.set(check.table, [...(byTable.get(check.table) ?? []), check]);
  }
  return [
    { name: 'stages', cases: stages.map(stageCase) },
    ...[...byTable].map(([table, own]) => ({ name: table, cases: own.map(checkCase) })),
    ...(test === undefined ? [] : [{ name: 'test command', cases: [testCase(test)] }]),
  ];
}

function stageCase({ name, seconds, status, detail }: StageReport): TestCase {
  if (status === 'passed') return { name, seconds };
  const kind = status === 'skipped' ? 'skipped' : 'error';
  return { name, seconds, verdict: { kind, type: status, message: detail, text: '' } };
}

function checkCase(check: CheckResult): TestCase {
  const about = check.columns.length === 0 ? '' : ` (${check.columns.join(', ')})`;
  const name = `${check.name}${about}`;
  if (check.passed) return { name, seconds: check.seconds };
  const message = check.problem ?? `${check.failingRows} of ${check.checkedRows} rows fail`;
  const rows = check.examples.map((example) => JSON.stringify(example));
  const more = check.failuresFile === undefined ? [] : [`all of them: ${check.failuresFile}`];
  const text = [...rows, ...more].join('\n');
  return {
    name,
    seconds: check.seconds,
    verdict: { kind: 'failure', type: check.name, message, text },
  };
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

function renderSuite({ name, cases }: TestSuite, { name: run, started }: RunReport): string {
  const attributes = `name="${escapeXml(name)}" timestamp="${escapeXml(started)}" ${counts(cases)}`;
  const className = escapeXml(`${run}.${name}`);
  const rendered = cases.map((one) => renderCase(one, className));
  return [`  <testsuite ${attributes}>`, ...rendered, '  </testsuite>'].join('\n');
}

function renderCase({ name, seconds, verdict }: TestCase, className: string): string {
  const head = `    <testcase name="${escapeXml(name)}" classname="${className}" time="${seconds.toFixed(3)}"`;
  if (verdict === undefined) return `${head}/>`;
  const { kind, type, message, text } = verdict;
  const attributes =
    kind === 'skipped'
      ? `message="${escapeXml(message)}"`
      : `type="${escapeXml(type)}" message="${escapeXml(message)}"`;
  return `${head}>\n      <${kind} ${attributes}>${escapeXml(text)}</${kind}>\n    </testcase>`;
}

function counts(cases: readonly TestCase[]): string {
  const of = (kind: string) => cases.filter(({ verdict }) => verdict?.kind === kind).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}" time="${seconds.toFixed(3)}"`;
}

/** Characters outside XML 1.0 (section 2.2) cannot be escaped, only replaced. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escapeXml(text: string): string {
  return (
    text
      .replace(NOT_XML, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;')
      // Attribute values lose bare line ends when they are read.
      .replaceAll('\n', '&#10;')
      .replaceAll('\r', '&#13;')
      .replaceAll('\t', '&#9;')
  );
}
