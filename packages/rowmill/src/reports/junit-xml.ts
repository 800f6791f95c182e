import type { TestCase } from './junit-cases.ts';

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  readonly properties: Readonly<Record<string, string>>;
}

interface SuitesFacts {
  readonly name: string;
  /** RFC 3339. */
  readonly started: string;
}

/**
 * Suites as JUnit XML, in the part of it that readers agree on: the schema of Jenkins' xUnit plug-in (`junit-10.xsd`),
 * which takes what Maven Surefire writes.
 */
export function renderJunitSuites(suites: readonly TestSuite[], facts: SuitesFacts): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(facts.name)}" ${counts(all)}>`,
    ...suites.map((suite) => renderSuite(suite, facts)),
    '</testsuites>',
    '',
  ].join('\n');
}

function renderSuite({ name, cases, properties }: TestSuite, { name: run, started }: SuitesFacts) {
  const skipped = cases.filter(({ verdict }) => verdict?.kind === 'skipped').length;
  const attributes = `name="${escapeXml(name)}" timestamp="${escapeXml(started)}" ${counts(cases)} skipped="${skipped}"`;
  const className = escapeXml(`${run}.${name}`);
  return [
    `  <testsuite ${attributes}>`,
    ...renderProperties(properties),
    ...cases.map((one) => renderCase(one, className)),
    '  </testsuite>',
  ].join('\n');
}

function renderProperties(properties: TestSuite['properties']): string[] {
  const entries = Object.entries(properties);
  if (entries.length === 0) return [];
  return [
    '    <properties>',
    ...entries.map(
      ([name, value]) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>`,
    ),
    '    </properties>',
  ];
}

function renderCase({ name, seconds, verdict, output }: TestCase, className: string): string {
  const head = `    <testcase name="${escapeXml(name)}" classname="${className}" time="${seconds.toFixed(3)}"`;
  const inside = [
    ...(verdict === undefined ? [] : [renderVerdict(verdict)]),
    ...(output === undefined ? [] : [`<system-out>${escapeXml(output)}</system-out>`]),
  ];
  if (inside.length === 0) return `${head}/>`;
  return `${head}>\n      ${inside.join('\n      ')}\n    </testcase>`;
}

function renderVerdict({ kind, type, message, text }: NonNullable<TestCase['verdict']>): string {
  return `<${kind} type="${escapeXml(type)}" message="${escapeXml(message)}">${escapeXml(text)}</${kind}>`;
}

function counts(cases: readonly TestCase[]): string {
  const of = (kind: string) => cases.filter(({ verdict }) => verdict?.kind === kind).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" time="${seconds.toFixed(3)}"`;
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
