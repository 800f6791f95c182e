/** How much an expectation matters: only what is an error stops a delivery. */
export type ExpectationSeverity = 'error' | 'warning' | 'info';

/** Most failing rows with which an expectation still passes: a number of rows, or a share of those that were checked. */
export type Tolerance = { readonly rows: number } | { readonly share: number };

/** Somebody's word that an expectation may fail for a while. */
export interface WaiverRequest {
  readonly reason: string;
  /** Last day on which it holds, `2026-12-31`. */
  readonly until: string;
  readonly approver?: string | undefined;
}

/** What every expectation may say besides its own options. */
export interface ExpectationTerms {
  /** What reports call it; its name and columns otherwise. */
  readonly title?: string;
  /** `error` unless given. */
  readonly severity?: ExpectationSeverity;
  /** No failing row at all unless given. */
  readonly tolerate?: Tolerance;
  readonly waive?: WaiverRequest;
  /** Expression over the columns; only rows for which it is true count. */
  readonly where?: string;
}

/** One check of a table. */
export interface ExpectationRequest extends ExpectationTerms {
  readonly expect: string;
  readonly table: string;
  /** Columns named by `column` or `columns`; empty when it is about the whole table. */
  readonly columns: readonly string[];
  /** As written, with `table`, `column` and `columns` only where the expectation lists them as options of its own. */
  readonly options: Readonly<Record<string, unknown>>;
}
