/** What another engine than the one of this machine builds on: `rowmill/engine`. */
export type { CostItem, EnginePlan, StageTime } from './engines/engine-plan.ts';
export { createFileLedgers, LEDGER_FOLDER } from './environments/file-ledgers.ts';
export {
  isLedger,
  type LeaseHolder,
  type Ledger,
  type LedgerDraft,
} from './environments/ledger.ts';
export type { LedgerStore } from './environments/ledger-store.ts';
export { sweep } from './environments/sweep.ts';
export {
  CleanUpError,
  EnvironmentLostError,
  LedgerError,
  RunStoppedError,
  StoreError,
} from './errors.ts';
export { STAGES, type StageName } from './ports.ts';
export type { StageReport } from './reports/run-report.ts';
export { SecretError } from './request/resolve-reference.ts';
export { type ExecutionInput, executionInput } from './runs/execution-input.ts';
export { openInbox } from './runs/inbox.ts';
export { readRunRequest } from './runs/request-record.ts';
export { type RunReference, runFiles } from './runs/run-files.ts';
export { explainFailure } from './runs/shard-failure.ts';
export type { Sizing } from './runs/sizing.ts';
export { type MeasuredTable, measureTables } from './stages/measure-tables.ts';
export { removersWith } from './stages/removers.ts';
export type { DirectoryStore, ObjectInfo, ObjectStore } from './stores/object-store.ts';
export { createS3Store } from './stores/s3/store.ts';
export { buildShardTask } from './tasks/build-shard.ts';
export { cleanUpTask } from './tasks/clean-up.ts';
export { defineTask, type Task } from './tasks/define-task.ts';
export { deliverShardTask } from './tasks/deliver-shard.ts';
export { maskTableTask } from './tasks/mask-table.ts';
export { planTask } from './tasks/plan.ts';
export { provisionTask } from './tasks/provision.ts';
export { readPayload } from './tasks/read-payload.ts';
export { reportTask } from './tasks/report.ts';
export { createRunMemory, type RunMemory } from './tasks/run-memory.ts';
export { setUpTask } from './tasks/set-up.ts';
export { storeDatasetTask } from './tasks/store-dataset.ts';
export type { TaskWorld } from './tasks/task-world.ts';
export { validateDatasetTask } from './tasks/validate-dataset.ts';
export { openWorkflow, PIPELINE_FILE } from './workflow/load-workflow.ts';
export { createStageRecorder } from './workflow/stage-recorder.ts';
