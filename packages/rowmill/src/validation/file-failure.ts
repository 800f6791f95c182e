import type { RowPlace } from './json-rows.ts';
import type { ReadItem } from './read-item.ts';

/** One thing wrong with a file. */
export interface FileFailure {
  readonly file: string;
  /** Line the row starts on, from 1; absent in formats without lines. */
  readonly line?: number;
  /** From 1; absent when the fault is not in a row. */
  readonly row?: number;
  /** Values of the columns that were asked for as a key, as far as the row could be read. */
  readonly key?: Readonly<Record<string, unknown>>;
  /** `check`: the row breaks the schema. `data`: the file cannot be read there. */
  readonly kind: 'check' | 'data';
  /** The schema keyword that failed; `readable` for data that cannot be read. */
  readonly rule: string;
  /** JSON pointer (RFC 6901) into the row; empty for the row as a whole. */
  readonly column: string;
  /** Where the rule stands in the schema; absent for data that cannot be read. */
  readonly schemaPath?: string;
  readonly message: string;
  /** The command that checks this row alone; absent when the fault is not in a row. */
  readonly reproduce?: string;
}

/** What is wrong at one place of a row. */
export type RowFault = Pick<FileFailure, 'rule' | 'column' | 'schemaPath' | 'message'>;

/** A row with everything that is wrong with it, or a place where the file cannot be read. */
export interface FailingRow extends Pick<FileFailure, 'row' | 'line' | 'key' | 'kind'> {
  readonly faults: readonly RowFault[];
}

/** What stands in a file before the rows that are numbered from 1. */
export interface RowsBefore {
  readonly rows: number;
  readonly lines: number;
}

export const NOTHING_BEFORE: RowsBefore = { rows: 0, lines: 0 };

/** How failing rows are told: whose they are, and how to see one again. */
export interface FailureNames {
  /** The file, as the person who asked has named it. */
  readonly file: string;
  /** Command that checks one row, without the number of the row behind it. */
  readonly command: string;
}

/** The failures of a row, one by one. */
export function fileFailures(
  { file, command }: FailureNames,
  { row, line, key, kind, faults }: FailingRow,
  before: RowsBefore,
): FileFailure[] {
  const place = {
    file,
    ...(line === undefined ? {} : { line: line + before.lines }),
    ...(row === undefined ? {} : { row: row + before.rows }),
    ...(key === undefined ? {} : { key }),
    kind,
  };
  const again = row === undefined ? {} : { reproduce: `${command} ${row + before.rows}` };
  return faults.map(({ rule, column, schemaPath, message }) => ({
    ...place,
    rule,
    column,
    ...(schemaPath === undefined ? {} : { schemaPath }),
    message,
    ...again,
  }));
}

/** A place that cannot be read, as a failing row. */
export function unreadable({
  problem,
  ...place
}: Partial<RowPlace> & Pick<ReadItem & { kind: 'broken' }, 'problem'>): FailingRow {
  const { row, line } = place;
  return {
    ...(row === undefined ? {} : { row }),
    ...(line === undefined ? {} : { line }),
    kind: 'data',
    faults: [{ rule: 'readable', column: '', message: problem }],
  };
}
