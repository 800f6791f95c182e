import type { ObjectStore } from '../ports.ts';
import type { ResultEntry } from './result-entry.ts';

export interface WriteResultsOptions {
  readonly objects: ObjectStore;
  readonly mapRunArn: string;
  /** The folder of the map run below the prefix. */
  readonly uuid: string;
  /** All child executions in their order. Called once per kind of file, and must answer the same each time. */
  readonly entries: () => AsyncIterable<ResultEntry>;
  /** How often the map run was redriven. What succeeded before stays in the files of the attempt it succeeded in. */
  readonly redriveCount?: number;
  /** A file is cut before it grows longer; 5 GiB unless given, as on AWS. */
  readonly maxFileBytes?: number;
}
