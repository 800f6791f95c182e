import type { MapRunProgress } from '@rowmill/asl';
import { runReference } from '../runs/run-files.ts';
import type { Failure } from '../runs/shard-failure.ts';
import { PLAN_FILE, type PlanFile } from '../stages/planned-run.ts';
import type { DirectoryStore, ObjectStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import { type ChildFailure, childFailures, withStates } from './child-failures.ts';
import { viewJournal } from './journal-view.ts';
import type { RunView } from './run-view.ts';
import { type StateView, stateViews } from './state-views.ts';
import { type WaitingTask, waitingTasks } from './waiting-tasks.ts';

/** Children of a state that is a distributed map. */
export interface ChildrenView extends Omit<MapRunProgress, 'state'> {
  /** The first of those that failed. */
  readonly failures: readonly ChildFailure[];
}

export interface StateInRun extends StateView {
  readonly children?: ChildrenView;
}

/** What became of each state of a run, and what it has left so far. */
export interface RunGraph {
  /** Top-level states, in the order of the document. */
  readonly states: readonly StateInRun[];
  /** Why the run did not pass; of one that goes on, the last error that nothing has mended since. */
  readonly failure?: Failure;
  /** Tasks that wait for their token. */
  readonly waiting: readonly WaitingTask[];
  readonly datasetId?: string;
  /** Paths of what the run has left, by what it is. */
  readonly files: Readonly<Record<string, string>>;
}

/** @throws RunJournalError when the journal is damaged. */
export async function readGraph(store: DirectoryStore, run: RunView): Promise<RunGraph> {
  const { record, machine, history } = run;
  const states = await withChildren(stateViews(machine, history.events), store, run);
  const failure = run.status === 'passed' ? undefined : failureOf(run, states);
  const datasetId = await datasetOf(store, record.id);
  return {
    states,
    ...(failure === undefined ? {} : { failure }),
    waiting:
      run.end === undefined
        ? await waitingTasks(store, record.id, { states, events: history.events })
        : [],
    ...(datasetId === undefined ? {} : { datasetId }),
    files: await filesOf(store, record.id),
  };
}

function failureOf({ end }: RunView, states: readonly StateInRun[]): Failure | undefined {
  if (end !== undefined) return { Error: end.error ?? end.status, Cause: end.cause ?? '' };
  return states
    .filter(({ failure }) => failure !== undefined)
    .sort((one, other) => (one.entered ?? 0) - (other.entered ?? 0))
    .at(-1)?.failure;
}

async function withChildren(
  states: readonly StateView[],
  store: DirectoryStore,
  { record, execution, history, childHistory }: RunView,
): Promise<readonly StateInRun[]> {
  // A state that was entered again has a map run for each time: the last one counts.
  const last = new Map(history.mapRuns.map((mapRun) => [mapRun.state, mapRun]));
  if (last.size === 0) return states;
  const { records } = await viewJournal(store, record.id, execution);
  const failures = await childFailures(records());
  return Promise.all(
    states.map(async (state): Promise<StateInRun> => {
      const progress = last.get(state.name);
      if (progress === undefined) return state;
      const failed = await withStates(failures.get(progress.mapRun) ?? [], childHistory);
      const { state: _, ...counts } = progress;
      const total = counts.total ?? expectedChildren(state, states);
      const children = { ...counts, ...(total === undefined ? {} : { total }), failures: failed };
      return { ...state, children };
    }),
  );
}

/**
 * Items of a list are counted while they are read. In the pipeline, the state that wrote the list has told how many
 * there are.
 */
export function expectedChildren(
  { entered = 0 }: StateView,
  states: readonly StateView[],
): number | undefined {
  const countOf = ({ counts }: StateView): number | undefined =>
    counts.deliveryCount ?? counts.shardCount;
  const writer = states
    .filter((state) => (state.left ?? Number.POSITIVE_INFINITY) <= entered)
    .filter((state) => countOf(state) !== undefined)
    .sort((one, other) => (one.left ?? 0) - (other.left ?? 0))
    .at(-1);
  return writer && countOf(writer);
}

/** Id of the dataset that a run makes, once it is planned. */
export async function datasetOf(store: ObjectStore, id: string): Promise<string | undefined> {
  const directory = openRunDirectory(store, runReference(id).prefix);
  return (await directory.find<PlanFile>(PLAN_FILE))?.datasetId;
}

const FILES = { report: 'report.html', output: 'output.log', workflow: 'workflow.asl.json' };

/** Where what a run has left is, for people, by what it is. */
export async function filesOf(store: ObjectStore, id: string): Promise<RunGraph['files']> {
  const { prefix } = runReference(id);
  const found = await Promise.all(
    Object.entries(FILES).map(async ([what, name]) => {
      const key = `${prefix}/${name}`;
      return (await store.head(key)) === undefined ? [] : [[what, store.place(key)] as const];
    }),
  );
  return Object.fromEntries([...found.flat(), ['folder', store.place(prefix)]]);
}
