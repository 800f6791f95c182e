/** What another engine than the one of this machine builds on: `rowmill/engine`. */
export type { AuditLog } from './audit/audit-log.ts';
export { createObjectAuditLog } from './audit/object-audit-log.ts';
export { COMPLIANCE_NAMES } from './compliance/write-compliance.ts';
export type {
  CloudEngine,
  CloudEngineOptions,
  CloudPackage,
  DeploymentChoice,
  DeployOptions,
  DeployResult,
  DeployWatch,
  DestroyOptions,
  DestroyResult,
  PlanRequest,
  ResourceCount,
} from './engines/cloud.ts';
export type {
  AnsweredTask,
  EndedRun,
  ListedRun,
  RunWatch,
  ShownRun,
  WantedRun,
  WrittenReport,
} from './engines/engine.ts';
export { BudgetExceededError } from './engines/engine-errors.ts';
export type { EnginePlan, StageTime } from './engines/engine-plan.ts';
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
  TaskInputError,
  TestInterruptedError,
} from './errors.ts';
export { type Emit, type RunEvent, STAGES, type StageName } from './ports.ts';
export { type CostItem, ESTIMATE_FILE, type EstimateFile } from './reports/cost-report.ts';
export { PROFILE_NAME } from './reports/report-forms.ts';
export type { RunReport, StageReport, TestReport } from './reports/run-report.ts';
export { reportFiles } from './reports/write-reports.ts';
export { resolveReference, SecretError } from './request/resolve-reference.ts';
export type { EventLog, LoggedEvent } from './runner/event-log.ts';
export {
  type ChildrenView,
  datasetOf,
  expectedChildren,
  filesOf,
  type StateInRun,
} from './runner/run-graph.ts';
export { readRunReport, readStoredReport } from './runner/run-report.ts';
export type { RunStatus } from './runner/run-view.ts';
export { statePlaces } from './runner/state-places.ts';
export { stateViews } from './runner/state-views.ts';
export { type ExecutionInput, executionInput } from './runs/execution-input.ts';
export { openInbox, type TaskAnswer } from './runs/inbox.ts';
export { type MapChild, mapChildren } from './runs/map-children.ts';
export { recordText } from './runs/record-file.ts';
export { readRunRequest, writeRunRequest } from './runs/request-record.ts';
export { RunFailedError, RunStatusError, UnknownTokenError } from './runs/run-errors.ts';
export { type RunReference, runFiles, runReference } from './runs/run-files.ts';
export { createRunId } from './runs/run-id.ts';
export {
  findRun,
  listRuns,
  RUN_VERSION,
  type RunRecord,
  readRunRecord,
  writeRunRecord,
} from './runs/run-record.ts';
export { causeText, explainFailure, type Failure } from './runs/shard-failure.ts';
export type { Sizing } from './runs/sizing.ts';
export { type MeasuredTable, measureTables } from './stages/measure-tables.ts';
export { readRemoved } from './stages/remove-environments.ts';
export { removersWith } from './stages/removers.ts';
export { TEST_FILE, testAnswer } from './stages/test-answer.ts';
export { testVariables } from './stages/test-variables.ts';
export { readManifest } from './stores/manifest.ts';
export type { DirectoryStore, ObjectInfo, ObjectStore } from './stores/object-store.ts';
export { openRunDirectory } from './stores/run-directory.ts';
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
export { loadSchema } from './validation/load-schema.ts';
export { openInlinePool } from './workers/inline-pool.ts';
export { localArn } from './workflow/functions.ts';
export { openWorkflow, PIPELINE_FILE } from './workflow/load-workflow.ts';
export { createStageRecorder } from './workflow/stage-recorder.ts';
