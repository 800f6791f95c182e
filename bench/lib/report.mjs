/** Three significant digits with a unit: 5.31 M, 142 k, 980. */
export function short(value) {
  const scales = [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ];
  const [size, unit] = scales.find(([scale]) => value >= scale) ?? [1, ''];
  const scaled = value / size;
  return `${digits(scaled)}${unit}`;
}

/** Three significant digits where there is a point; whole numbers in full. */
function digits(value) {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** A Markdown table whose columns line up in a terminal too; all but the first are numbers. */
export function table(header, rows) {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

/** Columns that only some cases have: rates of what is timed per unit, sizes of what is written. */
function optionalColumns(results) {
  const [, noun] = /^ns\/(.+)$/.exec(results[0].unit) ?? [];
  return [
    ...(noun === undefined ? [] : [[`${noun}s/s`, ({ median }) => short(1e9 / median)]]),
    ...(results.every(({ bytesPerUnit }) => bytesPerUnit === undefined)
      ? []
      : [['bytes each', ({ bytesPerUnit }) => bytesPerUnit?.toFixed(0) ?? '']]),
    ...(results.every(({ unitsPerRun }) => unitsPerRun === 1)
      ? []
      : [['a run', ({ unitsPerRun }) => short(unitsPerRun)]]),
  ];
}

/** The results of one case, least first; the first of them in the suite's order is the 1.00. */
export function caseTable(results) {
  const [baseline] = results;
  const columns = [
    [baseline.unit, ({ median }) => digits(median)],
    ['least', ({ min }) => digits(min)],
    ['spread', ({ spread }) => `${Math.round(spread * 100)} %`],
    ...optionalColumns(results),
    [`× ${baseline.subject}`, (result) => digits(baseline.ratios[result.subject] ?? 1)],
  ];
  return table(
    ['subject', ...columns.map(([title]) => title)],
    results
      .toSorted((a, b) => a.median - b.median)
      .map((result) => [result.title, ...columns.map(([, cell]) => cell(result))]),
  );
}

const STATES = new Map([
  [true, 'reached'],
  [false, 'missed'],
  [undefined, 'not judged'],
]);

function markTable(marks) {
  return table(
    ['mark', 'measured', 'verdict'],
    marks.map(({ case: name, subject, text, value, isMet }) => [
      `${name}: ${subject}: ${text}`,
      value === undefined ? '' : digits(value),
      STATES.get(isMet),
    ]),
  );
}

function suiteSection({ name, title, about, cases, results, marks, skipped, texts }) {
  const tables = cases.flatMap((one) => {
    const own = results.filter((result) => result.case === one.name);
    return own.length === 0 ? [] : [`### ${one.title}`, caseTable(own)];
  });
  return [
    `## ${title} (\`${name}\`)`,
    ...(about === undefined ? [] : [about]),
    ...tables,
    ...texts.flatMap((one) => [`### ${one.title}`, `\`\`\`\n${one.text}\n\`\`\``]),
    ...(marks.length === 0 ? [] : ['### Marks', markTable(marks)]),
    ...(skipped.length === 0
      ? []
      : [
          `Left out: ${skipped.map(({ subject, reason }) => `${subject} (${reason})`).join('; ')}.`,
        ]),
  ];
}

/** The whole report for people. */
export function reportText({ date, machine, rounds, isQuick, suites }) {
  const quick = isQuick ? ' Quick form: small runs, figures for orientation only.' : '';
  return `${[
    '# Benchmarks of rowmill',
    `${date.slice(0, 10)}. Machine: ${machine.text}; load ${machine.load} at the start.`,
    `Method: ${rounds} rounds, every subject once in each, order reversed from round to round; medians; ratios within a round. Less is better everywhere but in rates.${quick} See bench/README.md.`,
    ...suites.flatMap(suiteSection),
  ].join('\n\n')}\n`;
}

/** The same for programs: one flat list of results, whose fields bench/README.md explains. */
export function reportData({ date, machine, rounds, isQuick, suites }) {
  return {
    format: 1,
    date,
    node: process.versions.node,
    machine: machine.text,
    load: machine.load,
    isQuick,
    rounds,
    results: suites.flatMap(({ results }) => results),
    marks: suites.flatMap(({ name, marks }) => marks.map((mark) => ({ suite: name, ...mark }))),
    skipped: suites.flatMap(({ skipped }) => skipped),
    texts: suites.flatMap(({ name, texts }) => texts.map((one) => ({ suite: name, ...one }))),
  };
}
