/** A place in a request file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** Characters on that line that are meant; 1 at least. */
  readonly length: number;
}

/** Whether the key of an entry is meant, or its value. */
export type Part = 'key' | 'value';

/** A request file that problems can be pointed out in. */
export interface RequestSource {
  /** As the user named it, or relative to that for imports. */
  readonly file: string;
  /** Absent for requests written in TypeScript, whose values have no place in a text. */
  readonly text?: string;
  /** Place of the value at a path, or of the nearest thing around it; undefined where places are not known. */
  locate(path: readonly (string | number)[], part?: Part): Position | undefined;
}
