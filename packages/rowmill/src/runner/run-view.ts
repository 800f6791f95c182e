import { type ExecutionHistory, type JournalView, readHistory } from '@rowmill/asl';
import type { StageReport } from '../reports/run-report.ts';
import { readRecordFile } from '../runs/record-file.ts';
import { runFiles } from '../runs/run-files.ts';
import { RUN_VERSION, type RunRecord, readRunRecord } from '../runs/run-record.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { createStageRecorder } from '../workflow/stage-recorder.ts';
import type { ExecutionEnd } from './drive-run.ts';
import { explainJournal, isHolder, type RunHolder } from './hold-run.ts';
import { readOnly, viewJournal } from './journal-view.ts';
import { executionIdentity, newestExecution, type OpenedRun, openRun } from './open-run.ts';

/**
 * `interrupted`: its process ended in the midst of it; `rowmill runs resume` goes on.
 */
export type RunStatus = 'running' | 'interrupted' | 'passed' | 'failed' | 'stopped';

/** A run as a list shows it. Cheap: no history is read. */
export interface RunSummary {
  readonly record: RunRecord;
  readonly status: RunStatus;
  /** Number of the last execution. */
  readonly execution: number;
  /** Once it has ended. */
  readonly end?: ExecutionEnd;
  /** Who drives it, or drove it last. */
  readonly holder?: RunHolder;
}

/** @throws UnknownRunError, NewerRunError, DamagedRunError, RunJournalError */
export async function summariseRun(store: DirectoryStore, id: string): Promise<RunSummary> {
  const record = await readRunRecord(store, id);
  const execution = Math.max(1, await newestExecution(store, id));
  const view = await viewJournal(store, id, execution);
  return { record, execution, ...(await standing(store, id, { execution, view })) };
}

/** A run with its whole history. */
export interface RunView extends RunSummary, Pick<OpenedRun, 'machine'> {
  /** Of the last execution, in the vocabulary of AWS. */
  readonly history: ExecutionHistory;
  readonly stages: readonly StageReport[];
  /** History of a child of a map: `/<map run>/<index>`. */
  childHistory(path: string): Promise<ExecutionHistory>;
}

/** @throws what {@link summariseRun} throws, and WorkflowError when its document cannot be read */
export async function openRunView(store: DirectoryStore, id: string): Promise<RunView> {
  const run = await openRun(store, id);
  const { record, machine, execution } = run;
  const view = await viewJournal(store, id, execution);
  const identity = executionIdentity(run, readOnly(view));
  const read = async (path?: string): Promise<ExecutionHistory> => {
    try {
      return await readHistory({ ...identity, ...(path === undefined ? {} : { execution: path }) });
    } catch (error) {
      throw explainJournal(id, error);
    }
  };
  const history = await read();
  const recorder = createStageRecorder(machine);
  for (const event of history.events) recorder.take(event);
  return {
    record,
    machine,
    execution,
    ...(await standing(store, id, { execution, view })),
    history,
    stages: recorder.stages(),
    childHistory: read,
  };
}

async function standing(
  store: DirectoryStore,
  id: string,
  { execution, view }: { readonly execution: number; readonly view: JournalView },
): Promise<Pick<RunSummary, 'status' | 'end' | 'holder'>> {
  const end = await readEnd(store, id, execution);
  const { holder } = view;
  const who = isHolder(holder?.who) ? { holder: holder.who } : {};
  if (end === undefined) {
    return { status: holder?.isAlive === true ? 'running' : 'interrupted', ...who };
  }
  return { status: outcomeOf(end), end, ...who };
}

function outcomeOf({ status, error }: ExecutionEnd): RunStatus {
  if (status === 'SUCCEEDED') return 'passed';
  return error === 'RunStoppedError' || status === 'ABORTED' ? 'stopped' : 'failed';
}

async function readEnd(
  store: DirectoryStore,
  run: string,
  execution: number,
): Promise<ExecutionEnd | undefined> {
  const key = runFiles(run).result(execution);
  if ((await store.head(key)) === undefined) return undefined;
  return readRecordFile<ExecutionEnd>(store, key, {
    run,
    newest: RUN_VERSION,
    isContent: ({ status, ended }) => typeof status === 'string' && typeof ended === 'string',
  });
}
