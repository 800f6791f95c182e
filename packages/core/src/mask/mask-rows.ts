import type { ColumnMask, MaskColumn } from './define.ts';
import { wordAt } from './digest-words.ts';
import { normaliseIdentity } from './normalise.ts';
import { PRF_BYTES, type TextPrf } from './text-prf.ts';

/** Random words of a row: the `index`-th of four, 32 bits each. */
export type RowWords = (row: number, index: number) => number;

/** Masks every cell of a column with what is set up once for its batch. Null stays null, and blank text stays as it is. */
export function maskRows(
  setUp: (column: MaskColumn) => (value: string, row: number) => string | null,
): ColumnMask {
  return (column) => {
    const mask = setUp(column);
    return column.values.map((value, row) =>
      value === null || value.trim() === '' ? value : mask(value, row),
    );
  };
}

export interface SubjectWordsOptions {
  /** Column that says who it is. */
  readonly by: string | undefined;
  /** What keeps subjects of one column apart from those of others; nothing where they shall be alike. */
  readonly field?: string;
  /** The form of a value that all its spellings share. */
  readonly self: (value: string) => string;
}

/**
 * Keyed words for each row: of whom the column `by` names, or else (also where that is null or blank) of the value
 * itself. Equal subjects have equal words in every batch, table and run.
 */
export function subjectWords(
  prf: TextPrf,
  { by, field = '', self }: SubjectWordsOptions,
): (column: MaskColumn) => RowWords {
  return (column) => {
    const owners = by === undefined ? undefined : column.other(by);
    const bytes = prf(
      column.values.map((value, row) => {
        if (value === null) return '';
        const owner = normaliseIdentity(owners?.[row] ?? '');
        return owner === '' ? `value:${self(value)}` : `${field.length}:${field}subject:${owner}`;
      }),
    );
    return wordsOf(bytes);
  };
}

/** The words of digests that follow one another, one for each row. */
export function wordsOf(bytes: Uint8Array): RowWords {
  return (row, index) => wordAt(bytes.subarray(PRF_BYTES * row, PRF_BYTES * (row + 1)), index);
}

/** A number from 0 up to 1, 1 excluded, with all bits that a double has. */
export function fractionOf(high: number, low: number): number {
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}
