import type { CheckResult } from '../validation/check-result.ts';
import type { CostReport } from './cost-report.ts';

/** Rises when a reader of the older form would misread the newer. */
export const REPORT_VERSION = 1;

export type RunOutcome = 'passed' | 'failed' | 'stopped';

export interface StageReport {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'stopped';
  /** Seconds from the start of the run to the start of the stage. */
  readonly startSeconds: number;
  readonly seconds: number;
  /** Tries that failed and were followed by another; absent where there was none. */
  readonly retries?: number;
  /** What it did, or why it did not, in one sentence. */
  readonly detail: string;
}

export interface TableReport {
  readonly name: string;
  readonly rows: number;
  /** Bytes in the store. */
  readonly bytes: number;
  /** Bytes the same rows take as NDJSON. */
  readonly rawBytes: number;
  readonly rowsPerSecond: number;
  readonly origin: 'generated' | 'masked';
}

/** Rows that a table has on purpose: cases that break software, behind all others. */
export interface EdgeCasesReport {
  readonly table: string;
  /** Edge rows of the table, repeated ones included. */
  readonly rows: number;
  /** Cases of single cells, each counted once. */
  readonly cases: number;
  /** Rows that combine values of several columns, each counted once. */
  readonly combinationRows: number;
  /** Combinations of values that these rows were made to hold. */
  readonly combinations: number;
  /** How many columns are combined at once. */
  readonly strength: number;
  /** Cases that could not be used: they break a rule of the table. */
  readonly dropped: number;
  /** Why the table has none at all. */
  readonly without?: string;
  /** How well the checks of the table tell its invalid rows; absent where it has none, or none were checked. */
  readonly score?: InvalidRowsScore;
}

/** How well rows that break one rule each are told by this rule. */
export interface InvalidRowsScore {
  /** Invalid rows. */
  readonly cases: number;
  /** Those that the rule that they break has reported. */
  readonly told: number;
  /** Ids of those that it has not. */
  readonly missed: readonly string[];
  /** Those that further rules have reported. */
  readonly others: readonly {
    readonly id: string;
    readonly rule: string;
    readonly rules: readonly string[];
  }[];
  readonly rules: readonly RuleScore[];
}

/** How well one rule tells the rows that break it. */
export interface RuleScore {
  readonly rule: string;
  /** Rows that break it. */
  readonly cases: number;
  /** Those that it has reported. */
  readonly told: number;
  /** Of the rows that it has reported, the share of those that break it; 0 to 1. */
  readonly precision: number;
  /** Of the rows that break it, the share of those that it has reported; 0 to 1. */
  readonly recall: number;
}

export interface MaskingReport {
  readonly table: string;
  readonly column: string;
  readonly strategy: string;
  /** Cells that were replaced. */
  readonly masked: number;
  /** Cells that were null and stayed so. */
  readonly nulls: number;
  /** Names the key without giving it away; absent where the strategy needs none. */
  readonly keyId?: string;
  /** Which version of the key, where the request says so. */
  readonly keyVersion?: string;
}

/**
 * `content`: every row was read back and compared. `checksum`: every file has the size and the checksum of what was sent.
 * `size`: every file has the bytes that were written.
 */
export type Verification = 'content' | 'checksum' | 'size';

export interface TargetReport {
  /** As the target calls itself; never a password. */
  readonly describe: string;
  readonly tables: readonly string[];
  readonly rows: number;
  /** How it was checked after the load: by its contents, or by the sizes of its files. Absent when it was not. */
  readonly verified?: Verification;
  /** How the rows of each table were sent to a database: COPY's binary form, or its text. */
  readonly formats?: Readonly<Record<string, 'binary' | 'text'>>;
}

export interface EnvironmentReport {
  readonly name: string;
  readonly targets: readonly TargetReport[];
  /** What clean-up removed, one line each. */
  readonly removed: readonly string[];
}

export interface TestReport {
  readonly command: string;
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
  readonly seconds: number;
  /** The last lines it wrote. */
  readonly outputTail: string;
}

/** Everything one run did, as plain JSON. Holds no cell of a masked source column and no secret. */
export interface RunReport {
  readonly version: typeof REPORT_VERSION;
  /** Name of the request. */
  readonly name: string;
  readonly runId: string;
  readonly datasetId: string;
  readonly seed: number;
  readonly rowmillVersion: string;
  /** Command line that does the same again. */
  readonly command: string;
  /** RFC 3339, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly outcome: RunOutcome;
  /** Why it did not pass; absent when it did. */
  readonly problem?: string;
  readonly stages: readonly StageReport[];
  readonly tables: readonly TableReport[];
  /** Of the tables that were to have edge cases; absent where the request asks for none. */
  readonly edgeCases?: readonly EdgeCasesReport[];
  readonly masking: readonly MaskingReport[];
  readonly checks: readonly CheckResult[];
  readonly environments: readonly EnvironmentReport[];
  readonly test?: TestReport;
  /** Where the run is paid for. */
  readonly costs?: CostReport;
}
