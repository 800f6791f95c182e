import type { FailureTally } from '../../validation/failure-tally.ts';
import type { FileFormat } from '../../validation/file-format.ts';
import type { FileValidation } from '../../validation/validate-file.ts';

/** Rises when a reader of the older form would misread the newer. */
export const VALIDATION_VERSION = 1;

/** Most failures that a report lists one by one; the file of all failures has no such limit. */
export const MOST_FAILURES = 5000;

export interface ValidatedFile {
  readonly file: string;
  readonly format: FileFormat;
  readonly rows: number;
  readonly failingRows: number;
  readonly failureCount: number;
  readonly failuresByRule: Readonly<Record<string, number>>;
}

/** What files came to that were held against a JSON Schema, as plain JSON. Quotes no cell unless that was asked for. */
export interface ValidationReport extends FailureTally {
  readonly version: typeof VALIDATION_VERSION;
  readonly rowmillVersion: string;
  /** RFC 3339, UTC. */
  readonly started: string;
  readonly seconds: number;
  /** File of the JSON Schema. */
  readonly schema: string;
  readonly outcome: 'passed' | 'failed';
  readonly files: readonly ValidatedFile[];
  readonly rows: number;
  /** The file with all failures, where one was asked for. */
  readonly failuresFile?: string;
}

/** What a report says of one file, which stands among the others. */
export function validatedFile({
  file,
  format,
  rows,
  failingRows,
  failureCount,
  failuresByRule,
}: FileValidation): ValidatedFile {
  return { file, format, rows, failingRows, failureCount, failuresByRule };
}
