import type { ValueType } from '../model/value-type.ts';

/** What a text form must know of a column. */
export interface FormColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
}

/** How characters are escaped: not at all, or as JSON, PostgreSQL's COPY text, SQL or CSV do it. */
export type EscapeStyle = 'plain' | 'json' | 'copy' | 'sql' | 'csv';

/** How the text of a cell is made fit for the form. */
export interface CellForm {
  /** Sum of the character classes that have to be escaped; text without them is copied as it is. */
  readonly escapes: number;
  readonly style: EscapeStyle;
  /** Stands on both sides of a cell that has a value. */
  readonly quote: string;
  /** Quotes stand only around cells that were escaped (CSV); else around every cell of the column. */
  readonly quoteWhenEscaped: boolean;
  /** Put before a cell whose first character is of class `formula`. */
  readonly formulaPrefix?: string;
}

/**
 * A text format as data: the encoder does the work.
 *
 * Rows may start in three ways, so that lists with separators and statements of many rows need no state:
 * row 0 of a part, every `groupRows`-th row, and all others.
 */
export interface TextForm {
  readonly name: string;
  readonly extension: string;
  /** Text before the first row of every part. */
  header(columns: readonly FormColumn[], table: string): string;
  /** Text behind the last row of every part that has rows. */
  readonly footer: string;
  /** What a part without rows consists of, behind its header. */
  readonly empty: string;
  rowStart(
    columns: readonly FormColumn[],
    table: string,
  ): { first: string; group: string; other: string };
  readonly groupRows: number;
  between(columns: readonly FormColumn[]): readonly string[];
  cell(column: FormColumn): CellForm;
  readonly nullText: string;
  /** Words for 0 and 1. */
  readonly booleans: readonly [string, string];
}

export const PLAIN_CELL: CellForm = {
  escapes: 0,
  style: 'plain',
  quote: '',
  quoteWhenEscaped: false,
};
