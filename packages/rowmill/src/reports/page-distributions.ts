import type {
  ColumnProfile,
  DatasetProfile,
  HistogramProfile,
} from '../profile/dataset-profile.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { verdictOf } from '../validation/gate.ts';
import { largeHistogram } from './chart-histogram.ts';
import { type ValueShare, valueShares } from './chart-values.ts';
import { distanceOf, edgeNames, formatShare, sumOf } from './figures-of-columns.ts';
import { type Html, html } from './html.ts';
import { dataName, dataTable, numberCell, type PageSection, pageSection } from './page-parts.ts';
import { countOf, formatCount } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** A page of more charts than this is not read; those that differ most come first. */
const MOST_CHARTS = 48;

/** Something that was observed, beside what was declared or expected of it. */
interface Comparison {
  readonly table: string;
  readonly columns: readonly string[];
  readonly note: string;
  /** Total variation distance between the two, 0 to 1. */
  readonly distance: number;
  readonly chart: Html | undefined;
}

/** Charts of what checks compared, and of the columns for which the request declares a distribution. */
export function distributionsSection(
  { checks }: RunReport,
  profile: DatasetProfile | undefined,
): PageSection | undefined {
  const checked = checks.flatMap(checkedDistribution);
  const declared = (profile?.tables ?? [])
    .flatMap(({ name, columns }) => columns.flatMap((column) => declaredDistribution(name, column)))
    .sort((a, b) => b.distance - a.distance);
  const all = [...checked, ...declared];
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST_CHARTS);
  const left = all.length - shown.length;
  const body = html`<p class="about">What checks have compared, then the columns whose values the request declares, those that differ most first. The difference is the share of rows that would have to change their value (total variation distance).</p>
<ul class="legend" aria-hidden="true"><li><span class="key observed-key"></span>observed</li><li><span class="key expected-key"></span>declared or expected</li></ul>
<div class="charts">${shown.map(figure)}</div>
${left > 0 && html`<p class="about">${countOf(left, 'more column')} that ${left === 1 ? 'differs' : 'differ'} less: see their small charts above.</p>`}`;
  return pageSection('Distributions', countOf(all.length, 'chart'), body);
}

function figure({ table, columns, note, distance, chart }: Comparison): Html {
  const names = columns.map((name, index) => html`${index > 0 && ', '}${dataName(name)}`);
  return html`
<figure><figcaption><strong>${dataName(table)}.<wbr>${names}</strong> <span class="about">${note}, differs by ${formatShare(distance)}</span></figcaption>
${chart}</figure>`;
}

function checkedDistribution(check: CheckResult): Comparison[] {
  const { table, columns, name, distribution, observed, expected } = check;
  if (distribution === undefined) return [];
  const shares = distribution.bins.map(({ label, ...bin }) => ({ name: label, ...bin }));
  const distance = sumOf(shares.map((bin) => Math.abs(bin.observed - bin.expected))) / 2;
  const figures = [observed, expected].filter((text) => text !== undefined).join(', expected ');
  const note = `${name} ${verdictOf(check)}${figures === '' ? '' : `: ${figures}`}`;
  const chart = valueTable(`${table}.${columns.join(', ')}, by ${name}`, shares);
  return [{ table, columns, note, distance, chart }];
}

function declaredDistribution(table: string, column: ColumnProfile): Comparison[] {
  const { name, histogram, values, expected } = column;
  const distance = distanceOf(column);
  if (distance === undefined) return [];
  const title = `${table}.${name}`;
  const note = expected?.distribution ?? 'declared';
  const chart =
    histogram !== undefined
      ? html`${largeHistogram(histogram)}
<details class="figures-of"><summary>Figures</summary>${binTable(title, histogram)}</details>`
      : values && valueTable(title, valueShares(values));
  return [{ table, columns: [name], note, distance, chart }];
}

function binTable(title: string, histogram: HistogramProfile): Html {
  const { edges, rows, below, above, expected = [] } = histogram;
  const total = sumOf(rows) + below + above;
  const name = edgeNames(histogram);
  const heads = [
    { title: 'From' },
    { title: 'Below' },
    { title: 'Rows', isNumber: true },
    { title: 'Observed', isNumber: true },
    { title: 'Declared', isNumber: true },
  ];
  const line = (from: string, to: string, count: number, share: number | undefined): Html => {
    const cells = [
      formatCount(count),
      total === 0 ? '–' : formatShare(count / total),
      share === undefined ? '–' : formatShare(share),
    ];
    return html`
<tr><th scope="row">${from}</th><td>${to}</td>${cells.map(numberCell)}</tr>`;
  };
  const lines = rows.map((count, index) =>
    line(name(edges[index] ?? 0), name(edges[index + 1] ?? 0), count, expected[index]),
  );
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  const before = below === 0 ? [] : [line('–', name(first), below, undefined)];
  const behind = above === 0 ? [] : [line(name(last), '–', above, undefined)];
  return dataTable(`Figures of ${title}`, heads, [...before, ...lines, ...behind]);
}

/** Values are words: their bars stand in the table itself. */
function valueTable(title: string, shares: readonly ValueShare[]): Html {
  const highest = Math.max(
    ...shares.map(({ observed, expected = 0 }) => Math.max(observed, expected)),
    1e-9,
  );
  const heads = [
    { title: 'Value' },
    { title: 'Observed', isNumber: true },
    { title: 'Declared', isNumber: true },
    { title: 'Bars' },
  ];
  const lines = shares.map(({ name, observed, expected }) => {
    const at = expected === undefined ? undefined : (expected / highest) * 100;
    const style = `--size:${((observed / highest) * 100).toFixed(1)}%`;
    const bar = html`<div class="bar" aria-hidden="true"><span class="fill" style="${style}"></span>${at !== undefined && html`<span class="mark" style="--start:${at.toFixed(1)}%"></span>`}</div>`;
    const cells = [formatShare(observed), expected === undefined ? '–' : formatShare(expected)];
    return html`
<tr><th scope="row">${dataName(name)}</th>${cells.map(numberCell)}<td class="bars">${bar}</td></tr>`;
  });
  return dataTable(`Values of ${title}`, heads, lines);
}
