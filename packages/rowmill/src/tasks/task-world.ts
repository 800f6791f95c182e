import type { AuditLog } from '../audit/audit-log.ts';
import type { LedgerStore } from '../environments/ledger-store.ts';
import type { Emit, StageContext } from '../ports.ts';
import type { CostItem } from '../reports/cost-report.ts';
import type { StageReport } from '../reports/run-report.ts';
import type { RunReference } from '../runs/run-files.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import type { WorkerPool } from '../workers/pool.ts';

/** What one process offers to the tasks of the runs that it drives. */
export interface TaskWorld {
  readonly store: ObjectStore;
  /** Of all environments, whoever made them. */
  readonly ledgers: LedgerStore;
  readonly pool: WorkerPool;
  /** Environment variables that `env:NAME` references read, and that the test command inherits. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the request: its paths start here. */
  readonly directory: string;
  readonly emit: Emit;
  /** What cannot be written down there is not done. */
  readonly audit: AuditLog;
  /** Aborted when the run is to stop: tasks end with RunStoppedError, all but clean-up and report. */
  readonly signal: AbortSignal;
  /** What the stages of a run came to so far, for its report. */
  stagesOf(runId: string): Promise<readonly StageReport[]>;
  /** What a run has used so far that is paid for, with its stages so far; absent where nobody pays for it. */
  countCosts?(runId: string, stages: readonly StageReport[]): Promise<readonly CostItem[]>;
  /** Told of every failure of a task, before the workflow hears of its name and message alone. */
  onFailure?(task: string, error: unknown): void;
}

/** The world as stages see it while they work for one run. */
export function stageContext(
  world: TaskWorld,
  { id, prefix }: RunReference,
  signal: AbortSignal,
): StageContext {
  const { store, ledgers, pool, environment, directory, emit, audit } = world;
  const files = openRunDirectory(store, prefix);
  return { runId: id, signal, emit, pool, store, ledgers, environment, directory, audit, files };
}
