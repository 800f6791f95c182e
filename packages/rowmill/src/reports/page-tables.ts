import type { ColumnProfile, DatasetProfile, TableProfile } from '../profile/dataset-profile.ts';
import { smallHistogram } from './chart-histogram.ts';
import { smallValues } from './chart-values.ts';
import { formatEstimate, formatShare, formatValue } from './figures-of-columns.ts';
import { type Html, html } from './html.ts';
import { dataName, dataTable, numberCell, type PageSection, pageSection } from './page-parts.ts';
import { countOf, formatBytes, formatCount, formatRate } from './quantities.ts';
import type { RunReport, TableReport } from './run-report.ts';

/** Tables of more columns than this are folded up. */
const SHOWN_COLUMNS = 60;

/** Rows, bytes and speed of each table, and what its columns hold. */
export function tablesSection(report: RunReport, profile?: DatasetProfile): PageSection {
  const { tables } = report;
  const heads = [
    { title: 'Table' },
    { title: 'Origin' },
    { title: 'Rows', isNumber: true },
    { title: 'Rows/s', isNumber: true },
    { title: 'Stored', isNumber: true },
    { title: 'Raw JSON', isNumber: true },
    { title: 'Stored share', isNumber: true },
  ];
  const overview = dataTable('Tables', heads, tables.map(tableRow));
  const profiles = profile?.tables ?? [];
  const columnCount = profiles.reduce((sum, { columns }) => sum + columns.length, 0);
  const open = columnCount <= SHOWN_COLUMNS;
  const note = columnCount === 0 ? '' : countOf(columnCount, 'column');
  const body = html`${overview}
${profile?.problem !== undefined && html`<p class="about">No profile of the columns: ${profile.problem}</p>`}
${columnCount > 0 && html`<h3>Columns</h3>${FILTER}${profiles.map((table, index) => tableDetails(report, { table, index, open }))}`}`;
  return pageSection('Tables', note, body);
}

/** Works where scripts run, and is not shown where they do not. */
const FILTER = html`<p class="filter" hidden><label for="filter">Show columns whose name holds</label> <input id="filter" type="search" autocomplete="off" spellcheck="false"> <button type="button" id="unfold" aria-pressed="false">Unfold all</button> <span id="found" role="status" class="about"></span></p>`;

function tableRow({ name, origin, rows, rowsPerSecond, bytes, rawBytes }: TableReport): Html {
  const share = rawBytes > 0 ? `${((bytes / rawBytes) * 100).toFixed(1)} %` : '–';
  const cells = [
    formatCount(rows),
    formatRate(rowsPerSecond),
    formatBytes(bytes),
    formatBytes(rawBytes),
    share,
  ];
  return html`
<tr><th scope="row">${dataName(name)}</th><td>${origin}</td>${cells.map(numberCell)}</tr>`;
}

interface FoldedTable {
  readonly table: TableProfile;
  readonly index: number;
  readonly open: boolean;
}

function tableDetails(report: RunReport, { table, index, open }: FoldedTable): Html {
  const { name, rows, profiledRows, parts, profiledParts, columns } = table;
  const isSampled = profiledParts < parts;
  const guarded = columns.some((column) => column.guarded);
  const heads = [
    { title: 'Column' },
    { title: 'Type' },
    { title: 'Nulls', isNumber: true },
    { title: 'Distinct', isNumber: true },
    { title: 'Range' },
    { title: 'Spread' },
  ];
  const body = columns.map((column) => columnRow(report, name, column));
  return html`
<details class="fold" id="table-${index + 1}"${open && html` open`}><summary><strong>${dataName(name)}</strong> <span class="about">${countOf(rows, 'row')}, ${countOf(columns.length, 'column')}</span></summary>
${isSampled && html`<p class="about">Of ${countOf(profiledRows, 'row')} in ${profiledParts} of ${countOf(parts, 'part')}, evenly spread over the table.</p>`}
${guarded && html`<p class="about">Values come from a masked source: no figure is about fewer than 10 rows, ranges are rounded and leave out both ends, and values stand as tokens.</p>`}
${dataTable(`Columns of ${name}`, heads, body)}</details>`;
}

function columnRow(report: RunReport, table: string, column: ColumnProfile): Html {
  const { name, type, nulls, nullsOf, expected } = column;
  const nullShare = nullsOf === 0 ? '–' : formatShare(nulls / nullsOf);
  const declared =
    expected !== undefined && (expected.nullShare > 0 || nulls > 0)
      ? html`<small>${formatShare(expected.nullShare)} declared</small>`
      : undefined;
  return html`
<tr data-name="${name.toLowerCase()}"><th scope="row">${dataName(name)}</th><td>${type}</td><td class="number">${nullShare}${declared}</td><td class="number">${distinctOf(report, table, column)}</td><td class="range">${rangeOf(column)}</td><td>${spreadOf(column)}</td></tr>`;
}

/** A check that counted says more than an estimate. */
function distinctOf({ checks }: RunReport, table: string, column: ColumnProfile): Html {
  const { name, distinct, estimated, nulls, nullsOf } = column;
  const isUnique = checks.some(
    (check) =>
      check.passed &&
      check.name === 'valuesAreUnique' &&
      check.table === table &&
      check.columns.length === 1 &&
      check.columns[0] === name,
  );
  if (isUnique) return html`${formatCount(nullsOf - nulls)}<small>all of them</small>`;
  return html`${estimated && 'about '}${formatCount(roundEstimate(distinct, estimated))}`;
}

/** Estimates are right to two digits at best. */
function roundEstimate(count: number, estimated: boolean): number {
  return estimated && count >= 100 ? Number(count.toPrecision(2)) : count;
}

function rangeOf(column: ColumnProfile): Html {
  const { range, lengths, values } = column;
  if (range !== undefined) return html`${sizeRange(range)}${declaredRange(column)}`;
  if (lengths !== undefined) return textLengths(lengths);
  return html`<span class="soft">${values === undefined ? '–' : 'true or false'}</span>`;
}

function sizeRange({ min, max, mean, quartiles }: NonNullable<ColumnProfile['range']>): Html {
  const middle = `quartiles ${quartiles.map(formatEstimate).join('; ')}`;
  const average = mean === undefined ? '' : `; mean ${formatEstimate(mean)}`;
  return html`${formatValue(min)} to ${formatValue(max)}<small>${middle}${average}</small>`;
}

function declaredRange({ expected }: ColumnProfile): Html | undefined {
  const { min, max } = expected ?? {};
  if (min === undefined && max === undefined) return undefined;
  const from = min === undefined ? '' : `from ${formatValue(min)} `;
  const to = max === undefined ? '' : `to ${formatValue(max)} `;
  return html`<small>${from}${to}declared</small>`;
}

function textLengths({ min, max, mean }: NonNullable<ColumnProfile['lengths']>): Html {
  if (min === max) return html`${countOf(min, 'character')}`;
  return html`${formatCount(min)} to ${formatCount(max)} characters<small>${formatEstimate(mean)} on average</small>`;
}

function spreadOf({ histogram, values }: ColumnProfile): Html {
  if (histogram !== undefined) return smallHistogram(histogram);
  if (values !== undefined && values.entries.length > 0) {
    const [first] = values.entries;
    return html`${smallValues(values)}<small><bdi>${first?.value === '' ? '(empty)' : first?.value}</bdi> most often</small>`;
  }
  return html`<span class="soft">–</span>`;
}
