import type { CheckExample, CheckResult } from '../validation/check-result.ts';
import { verdictOf } from '../validation/gate.ts';
import { type Html, html } from './html.ts';
import { dataName, dataTable, type PageSection, pageSection } from './page-parts.ts';
import { countOf, formatCount } from './quantities.ts';
import type { RunReport } from './run-report.ts';

const SHOWN_CHARACTERS = 60;

/** Failing rows of each check that has some, grouped by rule, with the command that shows the first again. */
export function failuresSection({ checks }: RunReport): PageSection | undefined {
  const failing = checks.filter((check) => verdictOf(check) !== 'passed' && hasRows(check));
  if (failing.length === 0) return undefined;
  const body = html`${failing.some(hasToken) && TOKEN_NOTE}${failing.map(ruleGroup)}`;
  return pageSection('Failing rows', countOf(failing.length, 'rule'), body);
}

const TOKEN_NOTE = html`
<p class="about">A value like <code>#93ab01c4d2ef</code> is a token for one that is hidden, since it came from a masked source: equal tokens are equal values.</p>`;

const hasRows = ({ examples, failuresFile, reproduce }: CheckResult): boolean =>
  examples.length > 0 || failuresFile !== undefined || reproduce !== undefined;

function hasToken({ examples }: CheckResult): boolean {
  const cells = examples.flatMap(({ key, values }) => [key, values].flatMap(Object.values));
  return cells.some((cell) => typeof cell === 'string' && /^#[0-9a-f]{12}$/.test(cell));
}

function ruleGroup(check: CheckResult, index: number): Html {
  const { table, name, columns, examples, failingRows, failuresFile, reproduce } = check;
  const about = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
  const unlisted = failingRows - examples.length;
  const heads = [{ title: 'Key' }, { title: 'Row' }, { title: 'At fault' }, { title: 'Values' }];
  const caption = `Failing rows of ${table}: ${name}${about}`;
  return html`
<div class="group"><h3 id="rule-${index + 1}">${dataName(table)}: ${check.title ?? name}${about} <span class="note">${countOf(failingRows, 'row')}</span></h3>
${examples.length > 0 && dataTable(caption, heads, examples.map(exampleRow))}
${(unlisted > 0 || failuresFile !== undefined) && html`<p class="about">${unlisted > 0 && `and ${formatCount(unlisted)} more`}${unlisted > 0 && failuresFile !== undefined && ': '}${failuresFile !== undefined && html`<a href="${linkTo(failuresFile)}">${failuresFile}</a>`}</p>`}
${reproduce !== undefined && html`<pre tabindex="0" role="region" aria-label="Command that shows the first failing row again">${reproduce}</pre>`}</div>`;
}

function exampleRow({ key, row, rule, column, values }: CheckExample): Html {
  const keyText = Object.keys(key).length > 0 ? listCells(key) : '';
  const name = row === undefined ? '–' : formatCount(row);
  const rest = withoutKey(values, key);
  return html`
<tr><th scope="row">${keyText === '' ? html`<span class="soft">no key</span>` : html`<code>${keyText}</code>`}</th><td>${name}</td><td>${dataName(column === '' ? rule : column)}</td><td>${Object.keys(rest).length > 0 ? html`<code>${listCells(rest)}</code>` : html`<span class="soft">${Object.keys(values).length > 0 ? 'those of the key' : '–'}</span>`}</td></tr>`;
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

/** A relative link whose odd characters, a colon among them, cannot make it anything else; an address stays one. */
function linkTo(file: string): string {
  return `./${file.split(/[\\/]/).map(encodeURIComponent).join('/')}`;
}
