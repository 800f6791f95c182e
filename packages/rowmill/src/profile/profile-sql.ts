import type { ColumnShape } from '@rowmill/core';
import { quoteName, quoteText } from '../validation/sql-names.ts';
import type { Bins } from './choose-bins.ts';

/** How a column is looked at: by the size of its values, by the length of its texts, or only by how many there are. */
export type ColumnScale = 'number' | 'time' | 'text' | 'none';

export function scaleOf({ type }: ColumnShape): ColumnScale {
  switch (type.kind) {
    case 'integer':
    case 'bigint':
    case 'float':
    case 'decimal':
      return 'number';
    case 'timestamp':
    case 'date':
      return 'time';
    case 'string':
    case 'json':
      return 'text';
    default:
      return 'none';
  }
}

/** Quantiles that a profile may show; guarded columns show those alone that have enough rows beyond. */
export const QUANTILES = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99] as const;

/** One row with one struct for each column: see `Measured`. */
export function measureSql(
  columns: readonly ColumnShape[],
  guarded: ReadonlySet<string>,
  files: readonly string[],
): string {
  const cells = columns.map((column) => measuredColumn(column, guarded.has(column.name)));
  return `SELECT ${cells.join(',\n')} FROM ${source(files)}`;
}

function measuredColumn(column: ColumnShape, isGuarded: boolean): string {
  const cell = quoteName(column.name);
  const counts = `present: count(${cell}), 'distinct': approx_count_distinct(${cell})`;
  const scale = scaleOf(column);
  if (scale === 'none') return `{${counts}}`;
  const size = sizeOf(column);
  const ends = `min: min(${size}), max: max(${size}), mean: ${meanOf(size)}`;
  const exact = `least: min(${cell})::VARCHAR, greatest: max(${cell})::VARCHAR`;
  // They take most of the time, and lengths are told by their ends unless these tell too much.
  const hasQuantiles = scale !== 'text' || isGuarded;
  const parts = [
    counts,
    ends,
    hasQuantiles && `quantiles: approx_quantile(${size}, [${QUANTILES.join(', ')}])`,
    scale === 'number' && exact,
  ];
  return `{${parts.filter((part) => part !== false).join(', ')}}`;
}

/** Millionths are added up, so that the largest doubles do not end in infinity. */
function meanOf(size: string): string {
  return `sum(${size} / 1e6) / count(${size}) * 1e6`;
}

/** A cell as a double: the number itself, milliseconds since 1970, or the length of the text. */
function sizeOf({ name, type }: ColumnShape): string {
  const cell = quoteName(name);
  switch (type.kind) {
    case 'float':
      return `CASE WHEN isfinite(TRY_CAST(${cell} AS DOUBLE)) THEN TRY_CAST(${cell} AS DOUBLE) END`;
    case 'timestamp':
    case 'date': {
      const instant = `TRY_CAST(${cell} AS TIMESTAMP)`;
      return `CASE WHEN isfinite(${instant}) THEN epoch_ms(${instant})::DOUBLE END`;
    }
    case 'string':
    case 'json':
      return `length(${cell}::VARCHAR)::DOUBLE`;
    default:
      return `TRY_CAST(${cell} AS DOUBLE)`;
  }
}

/** What is counted of a column in the second pass: rows by bin, or rows by value. */
export interface CountedColumn {
  readonly shape: ColumnShape;
  readonly bins?: Bins;
}

/** One row with one map for each column: numbers of rows by the index of their bin (-1: below all), or by value. */
export function countSql(columns: readonly CountedColumn[], files: readonly string[]): string {
  const counts = columns.map(({ shape, bins }) => `histogram(${groupOf(shape, bins)})`);
  return `SELECT ${counts.join(',\n')} FROM ${source(files)}`;
}

function groupOf(shape: ColumnShape, bins: Bins | undefined): string {
  if (bins === undefined) return `${quoteName(shape.name)}::VARCHAR`;
  const { first, step, count } = bins;
  const index = `floor((${sizeOf(shape)} - (${first})) / ${step})`;
  return `least(greatest(${index}, -1), ${count})::INTEGER`;
}

function source(files: readonly string[]): string {
  return `read_parquet([${files.map(quoteText).join(', ')}])`;
}
