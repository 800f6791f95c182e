import type { ValueKind } from '@rowmill/core';

/** Rises when a reader of the older form would misread the newer. */
export const PROFILE_VERSION = 1;

/** What the columns of a stored dataset hold, in figures. Written as `profile.json` beside the report. */
export interface DatasetProfile {
  readonly version: typeof PROFILE_VERSION;
  readonly datasetId: string;
  readonly tables: readonly TableProfile[];
  readonly seconds: number;
  /** Why there is none; then no table is listed. */
  readonly problem?: string;
}

export interface TableProfile {
  readonly name: string;
  readonly rows: number;
  /** Rows that were looked at: all of them, or those of some whole parts. */
  readonly profiledRows: number;
  readonly parts: number;
  readonly profiledParts: number;
  readonly columns: readonly ColumnProfile[];
}

/** A number, or a text for instants (RFC 3339), days and numbers that JSON would round. */
export type ProfileValue = number | string;

/** All counts are of the profiled rows but for nulls. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ValueKind;
  readonly nulls: number;
  /** Rows among which nulls were counted: all of the table where it is known of all of them. */
  readonly nullsOf: number;
  /** Distinct values. */
  readonly distinct: number;
  /** Whether their number is an estimate (DuckDB's HyperLogLog), which may be off by a sixth. */
  readonly estimated: boolean;
  /** Whether values come from a masked source: then no figure stands for fewer than ten rows. */
  readonly guarded: boolean;
  readonly range?: RangeProfile;
  readonly lengths?: LengthProfile;
  readonly values?: ValuesProfile;
  readonly histogram?: HistogramProfile;
  readonly expected?: ExpectedColumn;
}

/** Of numbers, instants and days. Guarded columns: rounded quantiles with ten rows at least beyond each. */
export interface RangeProfile {
  readonly min: ProfileValue;
  readonly max: ProfileValue;
  readonly mean?: ProfileValue;
  /** First quartile, median, third quartile; estimated by t-digest. */
  readonly quartiles: readonly [ProfileValue, ProfileValue, ProfileValue];
}

/** Lengths of texts, in Unicode code points. */
export interface LengthProfile {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export interface ValuesProfile {
  /** The most frequent first. Guarded columns: tokens for values of ten rows at least. */
  readonly entries: readonly ValueProfile[];
  /** Rows with other values; left out of guarded columns where they are fewer than ten. */
  readonly otherRows?: number;
}

export interface ValueProfile {
  readonly value: string;
  readonly rows: number;
  /** Share of the cells with a value that the request declares, 0 to 1. */
  readonly expected?: number;
}

export interface HistogramProfile {
  /** Instants and days are in milliseconds since 1970. */
  readonly unit: 'number' | 'time';
  /** Bins have their lower edge, not their upper; there is one edge more than bins. */
  readonly edges: readonly number[];
  readonly rows: readonly number[];
  /** Rows beyond the edges, of columns with long tails. */
  readonly below: number;
  readonly above: number;
  /** Share of the cells with a value that the request declares for each bin, 0 to 1. */
  readonly expected?: readonly number[];
}

/** What the request declares of a column. */
export interface ExpectedColumn {
  /** Share of null cells, 0 to 1. */
  readonly nullShare: number;
  /** Name of the distribution, e.g. `uniform`, or `weights`. */
  readonly distribution?: string;
  readonly min?: ProfileValue;
  readonly max?: ProfileValue;
}
