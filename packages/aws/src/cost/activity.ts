import type { Sizing, StageName } from 'rowmill/engine';
import type { MapWork } from './map-time.ts';
import type { Quotas } from './quotas.ts';
import type { Rates } from './rates.ts';
import type { PipelineTraits } from './traits.ts';
import type { Workload } from './workload.ts';

/** What a model of a run is computed with. */
export interface Model {
  readonly rates: Rates;
  readonly quotas: Quotas;
  readonly traits: PipelineTraits;
}

/** A run as it is cut for AWS. */
export interface SizedRun {
  readonly workload: Workload;
  readonly sizing: Sizing;
  readonly model: Model;
}

/** Requests to S3. */
export interface Requests {
  readonly writes: number;
  readonly reads: number;
}

/** One state of the workflow: a function that is called once, or a map of calls. */
export interface Activity {
  readonly stage: StageName;
  /** Of the function. */
  readonly name: string;
  /** Seconds of one call in an environment that is there. */
  readonly callSeconds: number;
  /** Seconds that the function is paid for, where somebody else does the work; {@link callSeconds} elsewhere. */
  readonly billedSeconds?: number;
  /** Absent for a function that is called once. */
  readonly map?: MapWork;
  readonly memoryMb: number;
  readonly requests: Requests;
  /** Bytes that one call has below `/tmp`. */
  readonly storageBytes: number;
  /** What its time goes into, in words. */
  readonly work: string;
}

/** State transitions of an activity: its state, and three in each child of a map (start, task, end). */
export const TRANSITIONS_PER_CHILD = 3;

export const transitionsOf = ({ map }: Activity): number =>
  1 + (map === undefined ? 0 : map.items * TRANSITIONS_PER_CHILD);
