/** One failing row of a check. Values of hidden columns stand as tokens: `#` and 12 hexadecimal digits, equal where the values are. */
export interface CheckExample {
  /** The row's key; empty when the table has none. */
  readonly key: Readonly<Record<string, unknown>>;
  /** Row number in the table, from 0, as stored. */
  readonly row?: number;
  /** Name of the expectation, or the keyword of the JSON Schema. */
  readonly rule: string;
  /** The columns at fault, separated by commas; a JSON pointer where a JSON Schema failed. */
  readonly column: string;
  /** Their values in this row. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** How much a check matters: only what is an error stops a delivery. */
export type Severity = 'error' | 'warning' | 'info';

/** Somebody's word that a check may fail for a while. */
export interface Waiver {
  readonly reason: string;
  readonly approver?: string;
  /** Last day on which it holds, `2026-12-31`. */
  readonly until: string;
  /** Whether that day was over when the check ran: then it waives nothing. */
  readonly expired: boolean;
}

/** Where a check is asked for. */
export interface CheckPlace {
  /** Path of the request. */
  readonly file: string;
  /** From 1; absent where the request is no text, but a program. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

/** How the values of a column are spread, beside what was expected: shares of the values that are not null. */
export interface CheckDistribution {
  /** At most 40, in the order of the values; those of a hidden column are numbered. */
  readonly bins: readonly {
    readonly label: string;
    readonly observed: number;
    readonly expected: number;
  }[];
}

/** What came of one check of a dataset. */
export interface CheckResult {
  /** Name of the expectation, e.g. `valuesAreUnique`, or `rowsMatchJsonSchema`. */
  readonly name: string;
  /** What the request calls it, where it has a name of its own for it. */
  readonly title?: string;
  readonly table: string;
  /** Empty when the check is about the whole table. */
  readonly columns: readonly string[];
  /** Whether what it expects holds; failing rows that are tolerated let it pass. */
  readonly passed: boolean;
  /** `error` unless given. */
  readonly severity?: Severity;
  readonly waiver?: Waiver;
  /** What was found and what was asked for, in words or figures, e.g. `0.023` and `at most 0.05`. */
  readonly observed?: string;
  readonly expected?: string;
  /** Of a check that compares distributions. */
  readonly distribution?: CheckDistribution;
  readonly checkedRows: number;
  /** Exact; for a row count the rows missing or too many. */
  readonly failingRows: number;
  /** What is wrong, in one sentence; absent when the check passed. */
  readonly problem?: string;
  /** The first failing rows, in row order. */
  readonly examples: readonly CheckExample[];
  /** File with every failing row, NDJSON or Parquet, when there are more than the examples. */
  readonly failuresFile?: string;
  /** Command line that shows the first failing row. */
  readonly reproduce?: string;
  readonly seconds: number;
  /** The line of the request that asks for it; in reports alone. */
  readonly place?: CheckPlace;
}
