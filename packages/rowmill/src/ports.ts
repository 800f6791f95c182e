import type { AuditLog } from './audit/audit-log.ts';
import type { LedgerStore } from './environments/ledger-store.ts';
import type { ObjectStore } from './stores/object-store.ts';
import type { RunDirectory } from './stores/run-directory.ts';
import type { WorkerPool } from './workers/pool.ts';

/** Parts of a run, in their order. */
export const STAGES = [
  'plan',
  'build',
  'validate',
  'provision',
  'distribute',
  'set up',
  'test',
  'clean up',
  'report',
] as const;
export type StageName = (typeof STAGES)[number];

/** What a run tells while it goes on. Readers skip types that they do not know. */
export type RunEvent =
  | { readonly type: 'stage'; readonly stage: string; readonly status: 'started' }
  | {
      readonly type: 'stage';
      /** One of {@link STAGES}, or the name of a state that a user has added to the workflow. */
      readonly stage: string;
      readonly status: 'passed' | 'failed' | 'skipped' | 'stopped';
      readonly seconds: number;
      readonly detail: string;
    }
  | {
      readonly type: 'progress';
      readonly table: string;
      readonly rows: number;
      readonly totalRows?: number;
      readonly bytes: number;
    }
  | {
      readonly type: 'table';
      readonly table: string;
      readonly rows: number;
      readonly bytes: number;
      readonly seconds: number;
    }
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'output'; readonly text: string };

export type Emit = (event: RunEvent) => void;

/** What the world offers to stages. */
export interface RunContext {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  readonly pool: WorkerPool;
  readonly store: ObjectStore;
  /** Environment variables that `env:NAME` references read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Paths of the request start here. */
  readonly directory: string;
  /** What cannot be written down there is not done. */
  readonly audit: AuditLog;
}

/** What stages of the workflow work with: the world, and what the run has written so far. */
export interface StageContext extends RunContext {
  readonly files: RunDirectory;
  /** What environments have created, and who answers for it. */
  readonly ledgers: LedgerStore;
}
