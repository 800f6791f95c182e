/** Words of a reader's plan, as byte offsets: what `kernels/readers/plan.ts` says, which a test compares with this. */
export const PLAN = {
  POSITION: 0,
  HEAP: 4,
  LINE: 8,
  END: 12,
  FIELD_COUNT: 16,
  RAW_ADDRESS: 20,
  RAW_LENGTH: 24,
  WIDE: 28,
  LINES: 32,
  TAIL: 36,
  TAIL_LENGTH: 40,
  DELIMITER: 44,
  FIELDS: 48,
} as const;

/** Words of one field behind FIELDS. */
export const FIELD = {
  LITERAL: 0,
  LITERAL_LENGTH: 4,
  CELL_ADDRESS: 8,
  CELL_LENGTH: 12,
  CELL_TAG: 16,
  FIELD_BYTES: 20,
} as const;

/** A text in memory. */
export interface Span {
  readonly address: number;
  readonly length: number;
}

/** How the cells of a row follow one another. */
export interface RowShape {
  /** In the order in which they stand in a row; `literal` is the text before the value. */
  readonly fields: readonly { readonly column: number; readonly literal: Span }[];
  /** NDJSON: the text behind the last value. */
  readonly tail: Span;
  /** CSV: the byte between cells. */
  readonly delimiter: number;
}
