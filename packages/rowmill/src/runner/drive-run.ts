import {
  type ExecutionOptions,
  type ExecutionResult,
  type FileJournal,
  type RunningExecution,
  readHistory,
  resumeExecution,
  startExecution,
} from '@rowmill/asl';
import { openAudit } from '../audit/open-audit.ts';
import { createFileLedgers, LEDGER_FOLDER } from '../environments/file-ledgers.ts';
import type { Emit } from '../ports.ts';
import { type ExecutionInput, executionInput } from '../runs/execution-input.ts';
import { type Inbox, openInbox } from '../runs/inbox.ts';
import { recordText } from '../runs/record-file.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { runFiles, runReference } from '../runs/run-files.ts';
import { RUN_VERSION, type RunRecord } from '../runs/run-record.ts';
import { causeText } from '../runs/shard-failure.ts';
import { removeUnfinished } from '../stages/abandon-dataset.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import { burnRunSurrogates } from '../surrogates/run-surrogates.ts';
import { createTasks } from '../tasks/create-tasks.ts';
import type { TaskWorld } from '../tasks/task-world.ts';
import { createStageRecorder } from '../workflow/stage-recorder.ts';
import { keepEvents } from './event-log.ts';
import { failureLog } from './failure-log.ts';
import { explainJournal } from './hold-run.ts';
import { executionIdentity, type OpenedRun } from './open-run.ts';
import { reserveSpace, type SpaceReserve } from './space-reserve.ts';
import { openStopper, type Stopper } from './stopper.ts';
import { type WaitingTokens, waitingTokens } from './waiting-tokens.ts';
import { watchInbox } from './watch-inbox.ts';
import { workflowObjects } from './workflow-objects.ts';

/** What a process offers to the runs that it drives. */
export interface RunnerWorld extends Pick<TaskWorld, 'pool' | 'environment'> {
  readonly store: DirectoryStore;
  readonly emit: Emit;
  /** Aborted when the run is to be stopped: it ends its tasks, removes what was created and reports. */
  readonly signal: AbortSignal;
}

/** A run whose execution is over. */
export interface EndedRun {
  readonly record: RunRecord;
  readonly result: ExecutionResult;
  /** Why it did not pass; undefined when it did. The very error, where this process has seen it. */
  readonly error: unknown;
}

/**
 * Drives the execution of a run to its end, from its start or from where its journal ends. The journal is closed
 * afterwards.
 *
 * @throws RunBusyError when another process takes the run over; RunJournalError when the journal cannot be written.
 */
export async function driveRun(
  run: OpenedRun,
  journal: FileJournal,
  world: RunnerWorld,
): Promise<EndedRun> {
  const { id } = run.record;
  const reserve = reserveSpace(world.store.path(runFiles(id).reserve));
  try {
    return await drive(run, journal, { ...world, emit: keepEvents(world, id), reserve });
  } catch (error) {
    throw explainJournal(id, error);
  } finally {
    reserve.release();
    burnRunSurrogates(id);
    await journal.close().catch(() => undefined);
  }
}

async function drive(
  run: OpenedRun,
  journal: FileJournal,
  { reserve, ...world }: RunnerWorld & { readonly reserve: SpaceReserve },
): Promise<EndedRun> {
  const { record, machine } = run;
  const { store, emit } = world;
  const inbox = openInbox(store, record.id);
  const identity = executionIdentity(run, journal);
  const recorder = createStageRecorder(machine);
  const { status, events } = await readHistory(identity);
  for (const event of events) recorder.take(event);
  const stage = recorder.current();
  // Whoever looks on has not seen it begin.
  if (stage !== undefined) emit({ type: 'stage', stage, status: 'started' });
  if (status === 'PENDING') await forgetFindings(store, record.id);

  const failures = failureLog();
  const stop = await openStopper(inbox, world.signal);
  const request = await readRunRequest(store, record.id, world.environment);
  const tasks = createTasks({
    ...world,
    ledgers: createFileLedgers(store.path(LEDGER_FOLDER)),
    directory: request.directory,
    audit: openAudit(request.resolved.request, {
      store,
      directory: request.directory,
      environment: world.environment,
    }),
    signal: stop.signal,
    stagesOf: async () => recorder.stages(),
    onFailure: (_, error) => {
      reserve.yieldTo(error);
      failures.note(error);
    },
  });
  const tokens = waitingTokens(inbox, tasks.handlers);
  const input = executionInput(runReference(record.id), request.resolved);
  const execution = await begin(status === 'PENDING', input, {
    ...identity,
    tasks: tokens.tasks,
    objects: workflowObjects(store),
    onHistory: (event, path) =>
      path === '' ? recorder.take(event, emit) : recorder.takeOfChild(event),
  });
  const folder = store.path(runFiles(record.id).inbox);
  const result = await untilEnd(execution, { inbox, folder, tokens, stop, emit });
  await noteEnd(store, run, result);
  return { record, result, error: failures.errorOf(result) };
}

/** An execution that begins knows nothing of what an earlier one of the run came to. */
async function forgetFindings(store: DirectoryStore, run: string): Promise<void> {
  await Promise.all(runFiles(run).findings.map((key) => store.delete(key)));
}

function begin(
  isNew: boolean,
  input: ExecutionInput,
  options: ExecutionOptions,
): Promise<RunningExecution> {
  return isNew
    ? startExecution({ ...input, run: { ...input.run } }, options)
    : resumeExecution(options);
}

async function untilEnd(
  execution: RunningExecution,
  {
    inbox,
    folder,
    tokens,
    stop,
    emit,
  }: {
    readonly inbox: Inbox;
    readonly folder: string;
    readonly tokens: WaitingTokens;
    readonly stop: Stopper;
    readonly emit: Emit;
  },
): Promise<ExecutionResult> {
  const callOff = tokens.failAll(execution, stop.signal);
  try {
    const endWatch = await watchInbox(inbox, {
      folder,
      execution,
      onStop: stop.stop,
      onProblem: (error) =>
        emit({ type: 'note', message: error instanceof Error ? error.message : String(error) }),
    });
    return await execution.result.finally(endWatch);
  } finally {
    callOff();
  }
}

/** How an execution ended, for whoever lists runs: reading journals would take longer. */
export interface ExecutionEnd {
  readonly version: typeof RUN_VERSION;
  readonly status: ExecutionResult['status'];
  readonly error?: string;
  readonly cause?: string;
  /** RFC 3339, UTC. */
  readonly ended: string;
}

async function noteEnd(
  store: DirectoryStore,
  { record, execution }: OpenedRun,
  result: ExecutionResult,
): Promise<void> {
  const { error, cause } = result.status === 'SUCCEEDED' ? {} : result;
  const end: ExecutionEnd = {
    version: RUN_VERSION,
    status: result.status,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause: causeText(cause) }),
    ended: new Date().toISOString(),
  };
  const files = runFiles(record.id);
  await store.put(files.result(execution), recordText(end), { ifAbsent: true });
  // It was a wish about this execution.
  await store.delete(`${files.inbox}/stop.json`);
  // Of a process that was killed after the report.
  await removeUnfinished({ store, files: openRunDirectory(store, runReference(record.id).prefix) });
}
