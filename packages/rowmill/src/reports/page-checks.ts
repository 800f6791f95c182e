import type { CheckResult } from '../validation/check-result.ts';
import { type Verdict, verdictOf } from '../validation/gate.ts';
import { type Html, html } from './html.ts';
import {
  dataName,
  dataTable,
  numberCell,
  type PageSection,
  pageSection,
  statusMark,
} from './page-parts.ts';
import { formatCount } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** What a reader has to act on comes first. */
const ORDER: readonly Verdict[] = ['failed', 'waived', 'warned', 'passed'];
/** More checks that passed than this are folded up. */
const SHOWN_PASSED = 40;
const COLUMN_COUNT = 8;

const HEADS = [
  { title: 'Table' },
  { title: 'Result' },
  { title: 'Expectation' },
  { title: 'Columns' },
  { title: 'Observed' },
  { title: 'Expected' },
  { title: 'Rows', isNumber: true },
  { title: 'Failing', isNumber: true },
];

/** Every check: what failed first, then what was waived, what is only warned of, and what passed. */
export function checksSection({ checks }: RunReport): PageSection {
  if (checks.length === 0)
    return pageSection('Checks', '', html`<p class="about">No checks were run.</p>`);
  const of = (verdict: Verdict) => checks.filter((check) => verdictOf(check) === verdict);
  const told = ORDER.filter((verdict) => verdict !== 'passed').flatMap(of);
  const passed = of('passed');
  const isFolded = passed.length > SHOWN_PASSED;
  const rows = [...told.flatMap(toldRows), ...(isFolded ? [] : passed.map(checkRow))];
  const body = html`${rows.length > 0 && dataTable('Checks', HEADS, rows)}
${isFolded && html`<details class="fold"><summary>${formatCount(passed.length)} checks passed</summary>${dataTable('Checks that passed', HEADS, passed.map(checkRow))}</details>`}`;
  return pageSection('Checks', noteOf(checks), body);
}

/** `all 6 passed`, `2 of 6 failed, 1 waived`. */
export function noteOf(checks: readonly CheckResult[]): string {
  const count = (verdict: Verdict): number =>
    checks.filter((check) => verdictOf(check) === verdict).length;
  const [failed, waived, warned] = [count('failed'), count('waived'), count('warned')];
  const parts = [
    failed > 0 && `${formatCount(failed)} of ${formatCount(checks.length)} failed`,
    waived > 0 && `${formatCount(waived)} waived`,
    warned > 0 && `${formatCount(warned)} warned`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? `all ${formatCount(checks.length)} passed` : parts.join(', ');
}

function checkRow(check: CheckResult): Html {
  const { table, name, title, columns, checkedRows, failingRows, observed, expected, severity } =
    check;
  const verdict = verdictOf(check);
  const counts = [checkedRows, failingRows].map(formatCount).map(numberCell);
  const level =
    severity === undefined || severity === 'error'
      ? undefined
      : html`<small>${severity} only</small>`;
  return html`
<tr class="${verdict}-check"><th scope="row">${dataName(table)}</th><td>${statusMark(verdict)}${level}</td><td>${title ?? name}${title !== undefined && html`<small>${name}</small>`}</td><td>${columnNames(columns)}</td><td>${observed ?? '–'}</td><td>${expected ?? '–'}</td>${counts}</tr>`;
}

/** A check that did not pass, with what is wrong, and who said that it may stay so. */
function toldRows(check: CheckResult): Html[] {
  const { problem, place, waiver } = check;
  const line = place?.line === undefined ? '' : `:${place.line}`;
  return [
    checkRow(check),
    html`
<tr class="told ${verdictOf(check)}-check"><td colspan="${COLUMN_COUNT}"><div>${problem ?? 'failed'}${waiver !== undefined && html`<p class="about">${waiverText(waiver)}</p>`}${place !== undefined && html`<p class="about">Asked for at <code>${place.file}${line}</code></p>`}</div></td></tr>`,
  ];
}

function waiverText({
  reason,
  approver,
  until,
  expired,
}: NonNullable<CheckResult['waiver']>): string {
  const who = approver === undefined ? '' : ` (${approver})`;
  return expired
    ? `Its waiver ended on ${until}: ${reason}${who}`
    : `Waived until ${until}: ${reason}${who}`;
}

function columnNames(columns: readonly string[]): Html {
  const names = columns.map((name, index) => html`${index > 0 && ', '}${dataName(name)}`);
  return html`${names}`;
}
