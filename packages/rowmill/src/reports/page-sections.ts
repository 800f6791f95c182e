import { type Html, html } from './html.ts';
import {
  dataName,
  dataTable,
  numberCell,
  type PageSection,
  pageSection,
  plainText,
  statusMark,
} from './page-parts.ts';
import { countOf, formatCount, formatSeconds } from './quantities.ts';
import type { EnvironmentReport, RunReport, TargetReport } from './run-report.ts';

/** Which strategy masked which column, and how many cells. */
export function maskingSection({ masking }: RunReport): PageSection | undefined {
  if (masking.length === 0) return undefined;
  const heads = [
    { title: 'Column' },
    { title: 'Strategy' },
    { title: 'Masked', isNumber: true },
    { title: 'Null', isNumber: true },
    { title: 'Key' },
  ];
  const rows = masking.map(
    ({ table, column, strategy, masked, nulls, keyId, keyVersion }) => html`
<tr><th scope="row">${dataName(table)}.<wbr>${dataName(column)}</th><td><code>${strategy}</code></td>${[masked, nulls].map(formatCount).map(numberCell)}<td>${keyId === undefined ? html`<span class="soft">none</span>` : html`<code>${keyId}</code>${keyVersion === undefined ? '' : ` version ${keyVersion}`}`}</td></tr>`,
  );
  return pageSection(
    'Masking',
    countOf(masking.length, 'column'),
    dataTable('Masking', heads, rows),
  );
}

/** Where the data went, and what was removed again. */
export function environmentsSection({ environments }: RunReport): PageSection | undefined {
  if (environments.length === 0) return undefined;
  return pageSection('Environments', '', html`${environments.map(environmentPart)}`);
}

function environmentPart({ name, targets, removed }: EnvironmentReport): Html {
  const heads = [
    { title: 'Target' },
    { title: 'Tables' },
    { title: 'Rows', isNumber: true },
    { title: 'Content' },
  ];
  const removedLines = removed.map((line) => html`<li><code>${line}</code></li>`);
  return html`
<h3>${dataName(name)}</h3>
${dataTable(`Targets of ${name}`, heads, targets.map(targetRow))}
${
  removed.length === 0
    ? html`<p class="about">Nothing was removed.</p>`
    : html`<p class="about">Removed in the end:</p><ul class="plain">${removedLines}</ul>`
}`;
}

const VERIFIED = {
  content: 'read back, equal',
  checksum: 'checksums equal',
  size: 'files complete',
} as const;

function targetRow({ describe, tables, rows, verified, formats = {} }: TargetReport): Html {
  const names = tables.map((name) => {
    const format = formats[name];
    return format === undefined ? name : `${name} (format: ${format})`;
  });
  const content =
    verified === undefined
      ? statusMark('failed', 'not verified')
      : statusMark('passed', VERIFIED[verified]);
  return html`
<tr><th scope="row">${describe}</th><td>${names.join(', ')}</td>${numberCell(formatCount(rows))}<td>${content}</td></tr>`;
}

/** The test command, how it ended, and its last words. */
export function testSection({ test }: RunReport): PageSection | undefined {
  if (test === undefined) return undefined;
  const { command, exitCode, seconds, outputTail } = test;
  const ended = exitCode === null ? 'ended by a signal' : `exit code ${exitCode}`;
  const output = plainText(outputTail).trimEnd();
  const body = html`<p class="about">${statusMark(exitCode === 0 ? 'passed' : 'failed', ended)} <code>${command}</code></p>
${output !== '' && html`<pre tabindex="0" role="region" aria-label="Output of the tests">${output}</pre>`}`;
  return pageSection('Tests', formatSeconds(seconds), body);
}

/** All it takes to get the same bytes again. */
export function reproduceSection({
  command,
  seed,
  datasetId,
  runId,
  rowmillVersion,
}: RunReport): PageSection {
  return pageSection(
    'Run it again',
    'same request, seed and version: same bytes',
    html`<dl class="facts"><dt>Seed</dt><dd><code>${seed}</code></dd><dt>Dataset</dt><dd><code>${datasetId}</code></dd><dt>Run</dt><dd><code>${runId}</code></dd><dt>rowmill</dt><dd><code>${rowmillVersion}</code></dd></dl>
<pre tabindex="0" role="region" aria-label="Command">${command}</pre>`,
  );
}
