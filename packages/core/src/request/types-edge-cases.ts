/** What edge cases are made of. */
export const EDGE_CASE_KINDS = ['boundaries', 'text', 'combinations'] as const;

export type EdgeCaseKind = (typeof EDGE_CASE_KINDS)[number];

/** Edge cases of one table, every default filled in. */
export interface EdgeCaseSettings {
  /** At least this share of the table's rows are edge rows, from 0 to below 1; 0: each case once. */
  readonly share: number;
  /** How many columns are combined at once, 0 to 4; 0: none. */
  readonly strength: number;
  /** In the order of {@link EDGE_CASE_KINDS}, each once. */
  readonly kinds: readonly EdgeCaseKind[];
  /** Whether rows that break one rule each are made as well. */
  readonly invalid: boolean;
}

/** Edge cases of a request, as far as they are not a table's own. */
export interface EdgeCaseLabels {
  /** Name of the table that tells row and case of every edge case. */
  readonly labels: string;
}
