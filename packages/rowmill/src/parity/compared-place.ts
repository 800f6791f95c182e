import type { Source } from '../sources/source.ts';

/** In whose words types and checks are written. Files have neither. */
export type Engine = 'postgres' | 'mysql' | 'files';

/** A table of a place that can be read. */
export interface ComparedTable {
  readonly name: string;
  readonly engine: Engine;
  /** Of a database: the schema that it is in. */
  readonly schema?: string;
  open(): Promise<Source>;
}

/** A place whose tables are compared with those of others: a database, a folder, a bucket, an environment of several. */
export interface ComparedPlace {
  readonly name: string;
  /** Never a password. */
  readonly describe: string;
  readonly tables: readonly ComparedTable[];
}
