import type { PiiTypeName } from '../pii/pii-types.ts';

/** Where personal data stand in a text. */
export interface Span {
  /** Index of the first UTF-16 unit. */
  readonly start: number;
  /** Index behind the last one. */
  readonly end: number;
  readonly type: PiiTypeName;
  /** How sure it is, 0 to 1: a checksum is worth more than a shape, a word before it more than nothing. */
  readonly score: number;
}

/** Adds what it finds to a list; spans may overlap those of others. Time is linear in the length of the text. */
export type FindSpans = (text: string, found: Span[]) => void;
