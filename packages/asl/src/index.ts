export { checkDocument } from './document/check-document.ts';
export { loadDocument } from './document/load-document.ts';
export { resourcesOf, type UsedResource } from './document/resource.ts';
export type {
  Catcher,
  ChoiceRule,
  ChoiceState,
  FailState,
  ItemBatcher,
  ItemProcessor,
  ItemReader,
  MapState,
  ParallelState,
  PassState,
  QueryLanguage,
  ResultWriter,
  Retrier,
  State,
  StateMachine,
  StateSequence,
  SucceedState,
  TaskState,
  WaitState,
} from './document/states.ts';
export { substitute } from './document/substitute.ts';
export type { DocumentIssue } from './errors.ts';
export {
  AslError,
  DocumentError,
  ExecutionRequestError,
  ExecutionStatusError,
  JournalBusyError,
  JournalError,
  TaskFailure,
  TaskTokenError,
  TestStateError,
  UnknownTaskError,
} from './errors.ts';
export { redriveExecution, resumeExecution, startExecution } from './executor/execute.ts';
export type {
  ExecutionHistory,
  ExecutionIdentity,
  ExecutionOptions,
  ExecutionResult,
  MapRunProgress,
  RunningExecution,
} from './executor/execution.ts';
export { type HistoryOfExecution, readHistories } from './executor/read-histories.ts';
export { readHistory } from './executor/read-history.ts';
export { systemClock } from './executor/system-clock.ts';
export { type VirtualClock, virtualClock } from './executor/virtual-clock.ts';
export { type AwsHistoryEvent, awsEvent } from './history/aws-event.ts';
export type { HistoryEvent } from './history/history-event.ts';
export { type AnsweredEvent, readAwsEvent } from './history/read-aws-event.ts';
export {
  type FileJournal,
  type FileJournalOptions,
  openFileJournal,
} from './journal/file-journal.ts';
export type { IsAlive } from './journal/holder.ts';
export type { ChildOutcome, Journal, JournalRecord } from './journal/journal.ts';
export { openMemoryJournal } from './journal/memory-journal.ts';
export { type JournalView, readJournal } from './journal/read-journal.ts';
export type { Json, JsonObject } from './json.ts';
export { LIMITS } from './limits.ts';
export type {
  Clock,
  ObjectStore,
  StoredObject,
  TaskContext,
  TaskDefinition,
  TaskHandler,
  TaskHandlers,
} from './ports.ts';
export type { ExecutionEvent } from './reducer/events.ts';
export type {
  InspectionData,
  Mock,
  StateConfiguration,
  TestStateRequest,
  TestStateResult,
} from './test-state/request.ts';
export { testState } from './test-state/test-state.ts';
