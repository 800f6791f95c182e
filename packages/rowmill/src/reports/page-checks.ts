import type { CheckExample, CheckResult } from '../validation/check-result.ts';
import { type Html, html } from './html.ts';
import { dataTable, numberCell, section, statusMark } from './page-parts.ts';
import { formatCount } from './quantities.ts';
import type { RunReport } from './run-report.ts';

const COLUMN_COUNT = 6;
const SHOWN_CHARACTERS = 60;

/** Every check, failed ones first, with the rows that fail. */
export function checksSection({ checks }: RunReport): Html | undefined {
  if (checks.length === 0) return undefined;
  const failed = checks.filter(({ passed }) => !passed);
  const passed = checks.filter((check) => check.passed);
  const heads = [
    { title: 'Table' },
    { title: 'Result' },
    { title: 'Expectation' },
    { title: 'Columns' },
    { title: 'Rows', isNumber: true },
    { title: 'Failing', isNumber: true },
  ];
  const rows = [...failed.flatMap(failedRows), ...passed.map(checkRow)];
  const note =
    failed.length === 0
      ? `all ${checks.length} passed`
      : `${failed.length} of ${checks.length} failed`;
  const body = html`${dataTable('Checks', heads, rows)}${failed.some(hasToken) && TOKEN_NOTE}`;
  return section('Checks', note, body);
}

const TOKEN_NOTE = html`
<p class="about">A value like <code>#93ab01c4d2ef</code> is a token for one that is hidden, since it came from a masked source: equal tokens are equal values.</p>`;

function hasToken({ examples }: CheckResult): boolean {
  const cells = examples.flatMap(({ key, values }) => [key, values].flatMap(Object.values));
  return cells.some((cell) => typeof cell === 'string' && /^#[0-9a-f]{12}$/.test(cell));
}

function checkRow({ table, name, columns, checkedRows, failingRows, passed }: CheckResult): Html {
  const counts = [checkedRows, failingRows].map(formatCount).map(numberCell);
  return html`
<tr${!passed && html` class="failed-check"`}><th scope="row">${table}</th><td>${statusMark(passed ? 'passed' : 'failed')}</td><td>${name}</td><td>${columns.join(', ')}</td>${counts}</tr>`;
}

function failedRows(check: CheckResult): Html[] {
  const { problem, examples, failingRows, failuresFile } = check;
  const unlisted = failingRows - examples.length;
  const isListed = examples.length > 0;
  const more =
    isListed && unlisted > 0
      ? html`<li class="soft">and ${formatCount(unlisted)} more${failuresFile !== undefined && html`: <a href="${linkTo(failuresFile)}">${failuresFile}</a>`}</li>`
      : undefined;
  const list = isListed && html`<ul class="rows">${examples.map(exampleLine)}${more}</ul>`;
  return [
    checkRow(check),
    html`
<tr class="failing"><td colspan="${COLUMN_COUNT}"><div>${problem}${list}</div></td></tr>`,
  ];
}

function exampleLine({ key, row, column, values }: CheckExample): Html {
  const place = row === undefined ? '' : `row ${formatCount(row)}`;
  const named = Object.keys(key).length > 0 ? key : values;
  const extra = Object.keys(key).length > 0 ? withoutKey(values, key) : {};
  return html`<li><code>${listCells(named)}</code> <span class="soft">${place}</span> ${Object.keys(extra).length > 0 ? html`<code>${listCells(extra)}</code>` : html`<span class="soft">${column}</span>`}</li>`;
}

function withoutKey(
  values: Readonly<Record<string, unknown>>,
  key: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(key, name)));
}

function listCells(cells: Readonly<Record<string, unknown>>): string {
  return Object.entries(cells)
    .map(([name, value]) => `${name} = ${shorten(JSON.stringify(value) ?? 'null')}`)
    .join(', ');
}

function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** A relative link whose odd characters, a colon among them, cannot make it anything else. */
function linkTo(file: string): string {
  return `./${file.split(/[\\/]/).map(encodeURIComponent).join('/')}`;
}
