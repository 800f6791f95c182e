import type { StoredTable } from '../stores/manifest.ts';
import type { StoredPart, TableSchema } from '../workers/jobs.ts';

/** Rows of a stored part. Fixed, so that the parts of a dataset are the same wherever it is built. */
export const PART_ROWS = 65_536;

/** Where a table goes and what it is checked against. */
export interface TablePlace {
  readonly directory: string;
  /** Folder of parts that are not complete yet; see the part writer. */
  readonly unfinished?: string;
  readonly failuresFile: string;
  readonly schema: TableSchema | undefined;
}

export interface BuiltParts {
  readonly parts: readonly StoredPart[];
  readonly masking: StoredTable['masking'];
  /** Of a masked table. */
  readonly proof?: StoredTable['proof'];
}
