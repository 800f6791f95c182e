import type { ColumnShape } from '@rowmill/core';
import type { CheckDistribution } from '../check-result.ts';
import { isTime } from './figure-sql.ts';
import { writeNumber } from './figure-words.ts';

const PICTURED_BINS = 20;
const DAY_MS = 86_400_000;

/** Edges of bins as wide as one another, from the first to the last hundredth of what is expected. */
export function pictureEdges(
  [from = 0, to = from]: readonly number[],
  column: ColumnShape | undefined,
): number[] {
  const step = stepOf(column);
  const snap = (value: number): number =>
    step === 0 ? value : Number((Math.floor(value / step + 1e-6) * step).toPrecision(15));
  const edges = Array.from({ length: PICTURED_BINS - 1 }, (_, index) =>
    snap(from + ((to - from) * (index + 1)) / PICTURED_BINS),
  );
  return [...new Set(edges)];
}

/** Distance between neighbouring values. */
function stepOf(column: ColumnShape | undefined): number {
  switch (column?.type.kind) {
    case 'integer':
    case 'bigint':
    case 'timestamp':
      return 1;
    case 'date':
      return DAY_MS;
    case 'decimal':
      return 10 ** -column.type.scale;
    default:
      return 0;
  }
}

/** Bins between edges, the first and the last of them open. */
export function numberBins(
  edges: readonly number[],
  shares: { readonly observed: readonly number[]; readonly expected: readonly number[] },
  { column, isHidden }: { readonly column: ColumnShape | undefined; readonly isHidden: boolean },
): CheckDistribution {
  const write = (edge: number): string => writeEdge(edge, column);
  const bins = shares.observed.map((observed, bin) => ({
    label: isHidden ? String(bin + 1) : labelOf(edges, bin, write),
    observed,
    expected: shares.expected[bin] ?? 0,
  }));
  return { bins };
}

function labelOf(edges: readonly number[], bin: number, write: (edge: number) => string): string {
  const [from, to] = [edges[bin - 1], edges[bin]];
  if (to === undefined) return from === undefined ? 'all' : `> ${write(from)}`;
  return from === undefined ? `≤ ${write(to)}` : `> ${write(from)} to ${write(to)}`;
}

function writeEdge(edge: number, column: ColumnShape | undefined): string {
  if (!isTime(column)) return writeNumber(edge);
  const instant = new Date(edge).toISOString();
  return column?.type.kind === 'date' ? instant.slice(0, 10) : instant;
}
