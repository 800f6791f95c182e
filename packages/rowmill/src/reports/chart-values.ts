import type { ValuesProfile } from '../profile/dataset-profile.ts';
import { formatShare, sumOf } from './figures-of-columns.ts';
import { type Html, html, raw } from './html.ts';

const WIDTH = 120;
const HEIGHT = 26;

/** One value with its share of the cells that have one. */
export interface ValueShare {
  readonly name: string;
  readonly observed: number;
  readonly expected?: number;
}

/** Values in the order of their frequency, those that are not listed last. */
export function valueShares({ entries, otherRows = 0 }: ValuesProfile): ValueShare[] {
  const total = sumOf(entries.map(({ rows }) => rows)) + otherRows;
  const shareOf = (rows: number): number => (total === 0 ? 0 : rows / total);
  const listed = entries.map(({ value, rows, expected }) => ({
    name: value === '' ? '(empty)' : value,
    observed: shareOf(rows),
    ...(expected === undefined ? {} : { expected }),
  }));
  if (otherRows === 0) return listed;
  return [...listed, { name: '(others)', observed: shareOf(otherRows) }];
}

/** Bars of the height of a line of text, one for each value. */
export function smallValues(values: ValuesProfile): Html {
  const shares = valueShares(values).slice(0, values.entries.length);
  const highest = Math.max(
    ...shares.map(({ observed, expected = 0 }) => Math.max(observed, expected)),
    1e-9,
  );
  const step = Math.min(14, WIDTH / shares.length);
  const bars = shares.map(({ observed }, index) => {
    const height = observed === 0 ? 0 : Math.max(1, (observed / highest) * (HEIGHT - 2));
    return `M${shown(index * step)} ${HEIGHT - 1}v-${shown(height)}h${shown(step - 1.5)}v${shown(height)}z`;
  });
  const marks = shares.flatMap(({ expected }, index) =>
    expected === undefined
      ? []
      : [
          `M${shown(index * step - 0.5)} ${shown(HEIGHT - 1 - (expected / highest) * (HEIGHT - 2))}h${shown(step - 0.5)}`,
        ],
  );
  const [first] = shares;
  const name =
    first === undefined
      ? 'No values'
      : `${shares.length} bars, one for each value; ${first.name} is in ${formatShare(first.observed)} of the rows`;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}"><path class="observed" d="${raw(bars.join(''))}"/>${marks.length > 0 && html`<path class="expected" d="${raw(marks.join(''))}"/>`}</svg>`;
}

function shown(place: number): string {
  return String(Number(place.toFixed(1)));
}
