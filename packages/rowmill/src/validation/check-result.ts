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

/** What came of one check of a dataset. */
export interface CheckResult {
  /** Name of the expectation, e.g. `values-are-unique`, or `rows-match-json-schema`. */
  readonly name: string;
  readonly table: string;
  /** Empty when the check is about the whole table. */
  readonly columns: readonly string[];
  readonly passed: boolean;
  readonly checkedRows: number;
  /** Exact; for a row count the rows missing or too many. */
  readonly failingRows: number;
  /** What is wrong, in one sentence; absent when the check passed. */
  readonly problem?: string;
  /** The first failing rows, in row order. */
  readonly examples: readonly CheckExample[];
  /** NDJSON file with every failing row, when there are more than the examples. */
  readonly failuresFile?: string;
  readonly seconds: number;
}
