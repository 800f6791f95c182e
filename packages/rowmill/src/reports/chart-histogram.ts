import { scaleLinear } from 'd3-scale';
import type { HistogramProfile } from '../profile/dataset-profile.ts';
import { edgeNames, formatShare, sumOf, ticksOf } from './figures-of-columns.ts';
import { type Html, html, raw } from './html.ts';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
}

const SMALL: Frame = { width: 120, height: 26, left: 0, top: 1, bottom: 1, right: 0 };
const LARGE: Frame = { width: 340, height: 180, left: 40, top: 10, bottom: 26, right: 12 };
const SPACE_OF_LABEL = 64;

/** Heights of bars for one unit of width, so that wide bins do not look full. */
interface Bars {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly isEven: boolean;
}

/** A chart of the height of a line of text; what it shows stands in its name. */
export function smallHistogram(histogram: HistogramProfile): Html {
  const bars = barsOf(histogram);
  const place = placesIn(SMALL, histogram, bars);
  return html`<svg class="spark" viewBox="0 0 ${SMALL.width} ${SMALL.height}" role="img" aria-label="${nameOf(histogram)}">${barPath(histogram, bars, place)}${expectedPath(histogram, bars, place)}</svg>`;
}

/** A chart with axes. Bars are what was observed, the line is what was declared. */
export function largeHistogram(histogram: HistogramProfile): Html {
  const bars = barsOf(histogram);
  const place = placesIn(LARGE, histogram, bars);
  const { width, height, left, right, bottom } = LARGE;
  const base = height - bottom;
  const across = ticksOf(histogram, Math.floor((width - left) / SPACE_OF_LABEL)).map(
    ({ at, text }) =>
      html`<path class="axis" d="M${shown(place.x(at))} ${base}v4"/><text x="${shown(place.x(at))}" y="${base + 17}" text-anchor="middle">${text}</text>`,
  );
  const up = place.shares.map(
    ({ y, text }) =>
      html`<path class="grid" d="M${left} ${shown(y)}H${width - right}"/><text x="${left - 6}" y="${shown(y + 4)}" text-anchor="end">${text}</text>`,
  );
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${nameOf(histogram)}">${bars.isEven && up}${barPath(histogram, bars, place)}${expectedPath(histogram, bars, place)}<path class="axis" d="M${left} ${base}H${width - right}"/>${across}</svg>`;
}

function barsOf({ edges, rows, below, above, expected = [] }: HistogramProfile): Bars {
  const total = sumOf(rows) + below + above;
  const widths = rows.map((_, index) => (edges[index + 1] ?? 0) - (edges[index] ?? 0));
  const widest = Math.max(...widths);
  const isEven = widths.every((width) => Math.abs(width - widest) <= widest * 1e-6);
  const heightOf = (share: number, index: number): number =>
    isEven ? share : (share * widest) / (widths[index] ?? widest);
  return {
    observed: rows.map((count, index) => heightOf(total === 0 ? 0 : count / total, index)),
    expected: expected.map(heightOf),
    isEven,
  };
}

interface Places {
  x(value: number): number;
  y(share: number): number;
  readonly shares: readonly { readonly y: number; readonly text: string }[];
}

function placesIn(
  { width, height, left, right, top, bottom }: Frame,
  { edges }: HistogramProfile,
  { observed, expected }: Bars,
): Places {
  const x = scaleLinear()
    .domain([edges[0] ?? 0, edges.at(-1) ?? 1])
    .range([left, width - right]);
  const highest = Math.max(...observed, ...expected, 1e-9);
  const y = scaleLinear()
    .domain([0, highest])
    .range([height - bottom, top]);
  const shares = y
    .ticks(4)
    .map((share) => ({ y: y(share), text: formatShare(Number(share.toPrecision(6))) }));
  return { x, y, shares };
}

/** All bars as one path: tables of thousands of columns stay small. */
function barPath({ edges }: HistogramProfile, { observed }: Bars, { x, y }: Places): Html {
  const gap = observed.length > 1 ? 1 : 0;
  const bars = observed.flatMap((share, index) => {
    const [from, to] = [x(edges[index] ?? 0), x(edges[index + 1] ?? 0)];
    const size = Math.max(0.75, to - from - gap);
    // What there is shows, however little of it.
    const height = share === 0 ? 0 : Math.max(1, y(0) - y(share));
    return height === 0
      ? []
      : [`M${shown(from)} ${shown(y(0))}v-${shown(height)}h${shown(size)}v${shown(height)}z`];
  });
  return html`<path class="observed" d="${raw(bars.join(''))}"/>`;
}

function expectedPath(
  { edges }: HistogramProfile,
  { expected }: Bars,
  { x, y }: Places,
): Html | undefined {
  if (expected.length === 0) return undefined;
  const steps = expected.map(
    (share, index) =>
      `${index === 0 ? 'M' : 'L'}${shown(x(edges[index] ?? 0))} ${shown(y(share))}H${shown(x(edges[index + 1] ?? 0))}`,
  );
  return html`<path class="expected" d="${raw(steps.join(''))}"/>`;
}

function nameOf(histogram: HistogramProfile): string {
  const { rows, edges } = histogram;
  const total = sumOf(rows);
  const fullest = rows.indexOf(Math.max(...rows));
  const name = edgeNames(histogram);
  const most = total === 0 ? 0 : (rows[fullest] ?? 0) / total;
  return `Histogram of ${rows.length} bins from ${name(edges[0] ?? 0)} to ${name(edges.at(-1) ?? 0)}; the fullest, from ${name(edges[fullest] ?? 0)} to ${name(edges[fullest + 1] ?? 0)}, has ${formatShare(most)} of the rows`;
}

function shown(place: number): string {
  return String(Number(place.toFixed(1)));
}
