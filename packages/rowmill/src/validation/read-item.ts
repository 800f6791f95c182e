import type { ExactNumbers } from '@rowmill/core/json-schema';

/** A row of a file, or a place where the file cannot be read. */
export type ReadItem =
  | {
      readonly kind: 'row';
      /** From 1. */
      readonly row: number;
      /** Line on which it starts, from 1; absent in formats without lines. */
      readonly line?: number;
      readonly value: unknown;
      /** Numbers of the value that are more than a float; absent where there are none. */
      readonly exact?: ExactNumbers;
    }
  | {
      readonly kind: 'broken';
      readonly row?: number;
      readonly line?: number;
      /** What is wrong and how to mend it. Holds nothing of the data. */
      readonly problem: string;
    };

/** Rows that were told from columns to be right; they were never put together. */
export interface PassedRows {
  readonly kind: 'passed';
  readonly rows: number;
}
