/** What became of the cases, one entry a folder. */
export function summarize(results) {
  const groups = groupBy(results);
  return [...groups].map(([group, members]) => {
    const counted = members.filter(({ excluded }) => excluded === undefined);
    const failures = counted.filter(({ differences }) => differences.length > 0);
    return {
      group,
      cases: members.length,
      passed: counted.length - failures.length,
      failed: failures.length,
      excluded: members
        .filter(({ excluded }) => excluded !== undefined)
        .map(({ name, excluded }) => ({ name, reason: excluded })),
      failures: failures.map(({ name, differences }) => ({ name, differences })),
      cause: softScore(counted, 'cause'),
      trace: softScore(counted, 'trace'),
    };
  });
}

function groupBy(results) {
  const groups = new Map();
  for (const result of results)
    groups.set(result.group, [...(groups.get(result.group) ?? []), result]);
  return groups;
}

/** Those that have something to compare, and those that differ. */
function softScore(results, aspect) {
  const compared = results.filter((result) => result[aspect] !== undefined);
  const differing = compared.filter((result) => result[aspect] !== true);
  return {
    equal: compared.length - differing.length,
    compared: compared.length,
    differences: differing.map((result) => ({ name: result.name, difference: result[aspect] })),
  };
}

/** For people. @param options.soft also shows where causes and traces differ */
export function reportText(summary, { soft }) {
  const rows = summary.map((entry) => [
    entry.group,
    entry.cases,
    entry.passed,
    entry.failed,
    entry.excluded.length,
    scoreText(entry.cause),
    scoreText(entry.trace),
  ]);
  const head = ['folder', 'cases', 'passed', 'failed', 'excluded', 'cause equal', 'trace equal'];
  const parts = [
    table([head, ...rows]),
    ...summary.flatMap(failureLines),
    ...summary.flatMap(excludedLines),
  ];
  if (soft) parts.push(...summary.flatMap(softLines));
  const failed = summary.reduce((sum, entry) => sum + entry.failed, 0);
  const passed = summary.reduce((sum, entry) => sum + entry.passed, 0);
  parts.push(`conformance: ${passed} of ${passed + failed} cases passed`);
  return `${parts.join('\n')}\n`;
}

const scoreText = ({ equal, compared }) => (compared === 0 ? '-' : `${equal} of ${compared}`);

function table(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => String(row[column]).length)),
  );
  const pad = (cell, column) =>
    column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]);
  return `${rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')}\n`;
}

const failureLines = ({ group, failures }) =>
  failures.flatMap(({ name, differences }) => [
    `FAIL  ${group}/${name}`,
    ...differences.map(indented),
    '',
  ]);

const excludedLines = ({ group, excluded }) =>
  excluded.flatMap(({ name, reason }) => [`left out  ${group}/${name}`, indented(reason), '']);

const softLines = ({ group, cause, trace }) =>
  [
    ...cause.differences.map((each) => ({ ...each, aspect: 'cause' })),
    ...trace.differences.map((each) => ({ ...each, aspect: 'trace' })),
  ].flatMap(({ name, aspect, difference }) => [
    `${aspect}  ${group}/${name}`,
    indented(difference),
    '',
  ]);

const indented = (text) => text.replace(/^/gm, '      ');
