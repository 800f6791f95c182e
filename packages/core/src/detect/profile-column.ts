import { CELL_KINDS, type CellKind } from './cell-kinds.ts';
import type { ColumnFacts } from './column-facts.ts';
import { locateText } from './locate-text.ts';
import { compactId, NATIONAL_IDS } from './national-ids.ts';

/** Cells that are looked at: more would not change a share by much. */
const MOST_CELLS = 400;
const MOST_TEXTS = 60;
const LONGEST_CELL = 4096;

/** What the cells of a column have in common. Shares are computed when somebody asks, and once. */
export interface ColumnProfile {
  /** Sampled cells that hold something. */
  readonly filled: number;
  readonly distinct: number;
  readonly values: readonly string[];
  /** Share of the filled cells that are of a kind, 0 to 1; 0 where no cell is filled. */
  share(kind: CellKind): number;
  /** Share of the cells that are one and the same kind of identity number, and its name. */
  nationalId(): { readonly share: number; readonly name: string };
  /** Share of the texts in which personal data stand. */
  textsWithSpans(): number;
  /** First and last year of dates; undefined where fewer than nine in ten cells are dates. */
  years(): readonly [number, number] | undefined;
  readonly averageLength: number;
}

export function profileColumn({ values }: Pick<ColumnFacts, 'values'>): ColumnProfile {
  const filled = sampleOf(values);
  const distinct = new Set(filled).size;
  const shareOf = (test: (cell: string) => boolean): number =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  const shares = new Map<CellKind, number>();
  const share = (kind: CellKind): number => {
    const known = shares.get(kind) ?? shareOf(CELL_KINDS[kind]);
    shares.set(kind, known);
    return known;
  };
  return {
    filled: filled.length,
    distinct,
    values: filled,
    share,
    nationalId: once(() => bestNationalId(shareOf)),
    textsWithSpans: once(() => {
      const texts = filled.slice(0, MOST_TEXTS);
      return texts.filter((text) => locateText(text).length > 0).length / Math.max(1, texts.length);
    }),
    years: once(() => (share('date') + share('dateTime') < 0.9 ? undefined : yearsOf(filled))),
    averageLength: filled.reduce((sum, { length }) => sum + length, 0) / Math.max(1, filled.length),
  };
}

/** Spread over all rows: neighbours are often alike. */
function sampleOf(values: readonly (string | null)[]): readonly string[] {
  const filled = values.flatMap((value) => {
    const text = value?.trim().slice(0, LONGEST_CELL) ?? '';
    return text === '' ? [] : [text];
  });
  const step = Math.max(1, filled.length / MOST_CELLS);
  const count = Math.min(filled.length, MOST_CELLS);
  return Array.from({ length: count }, (_, at) => filled[Math.floor(at * step)] ?? '');
}

function bestNationalId(shareOf: (test: (cell: string) => boolean) => number): {
  share: number;
  name: string;
} {
  let best = { share: 0, name: '' };
  for (const { name, shape, isValid } of NATIONAL_IDS) {
    const share = shareOf((cell) => {
      const compact = compactId(cell);
      return cell.length <= 24 && shape.test(compact) && isValid(compact);
    });
    if (share > best.share) best = { share, name };
  }
  return best;
}

function yearsOf(values: readonly string[]): readonly [number, number] {
  const years = values
    .map((value) => Number(/(?<!\d)(?:1[89]|20)\d\d/.exec(value)?.[0] ?? Number.NaN))
    .filter((year) => !Number.isNaN(year));
  return years.reduce<[number, number]>(
    ([first, last], year) => [Math.min(first, year), Math.max(last, year)],
    [9999, 0],
  );
}

function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
