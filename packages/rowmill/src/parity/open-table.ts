import type { Source } from '../sources/source.ts';
import type { Engine } from './compared-place.ts';

/** A table of a place that is open. */
export interface OpenTable {
  /** Name of the place. */
  readonly place: string;
  readonly engine: Engine;
  /** Of a database: the schema that the table is in. */
  readonly schema?: string;
  readonly source: Source;
}
