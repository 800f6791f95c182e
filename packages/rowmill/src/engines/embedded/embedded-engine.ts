import { reportFiles } from '../../reports/write-reports.ts';
import type { RunnerWorld } from '../../runner/drive-run.ts';
import { openEventLog } from '../../runner/event-log.ts';
import { historiesOf } from '../../runner/histories.ts';
import { describeHolder } from '../../runner/hold-run.ts';
import { openRun } from '../../runner/open-run.ts';
import { removeRun, runsEndedBefore } from '../../runner/remove-run.ts';
import { askToStopRun, redriveRun, resumeRun } from '../../runner/resume-run.ts';
import { readStoredReport } from '../../runner/run-report.ts';
import { summariseRun } from '../../runner/run-view.ts';
import { startRun, workflowOf } from '../../runner/start-run.ts';
import { RunBusyError } from '../../runs/run-errors.ts';
import { runReference } from '../../runs/run-files.ts';
import { findRun, readRunRecord } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { withPool } from '../../workers/with-pool.ts';
import type { EndedRun, RunEngine, RunWatch } from '../engine.ts';
import { answerTask, beatHeart } from './answer-task.ts';
import { listEmbeddedRuns } from './list-runs.ts';
import { showEmbeddedRun } from './show-run.ts';

export interface EmbeddedOptions {
  /** Folder that keeps datasets and runs. */
  readonly folder: string;
  /** Worker threads; as many as the run was started with, or one for each processor, unless given. */
  readonly workers?: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Runs on this machine: the process that starts one drives it, and another one can go on with it. */
export function createEmbeddedEngine({ folder, workers, environment }: EmbeddedOptions): RunEngine {
  const store = createDirectoryStore(folder);
  const world = (pool: WorkerPool, watch: RunWatch): RunnerWorld => ({
    store,
    pool,
    environment,
    ...watch,
  });
  const drive = async (
    id: string,
    watch: RunWatch,
    by: (id: string, world: RunnerWorld) => Promise<EndedRun>,
  ): Promise<EndedRun> => {
    const record = await readRunRecord(store, id);
    return withPool(workers ?? record.workers, (pool) => by(id, world(pool, watch)));
  };
  return {
    async start(wanted, watch) {
      const workflow = await workflowOf(wanted.request);
      return withPool(workers, (pool) => startRun(wanted, workflow, world(pool, watch)));
    },
    resume: (id, watch) => drive(id, watch, resumeRun),
    async redrive(id, watch) {
      const { status, holder } = await summariseRun(store, id);
      if (status === 'running') throw new RunBusyError(id, describeHolder(holder));
      return drive(id, watch, redriveRun);
    },
    askToStop: (id, reason) => askToStopRun(id, { store, environment, reason }),
    find: (wanted) => findRun(store, wanted),
    status: async (id) => (await summariseRun(store, id)).status,
    list: () => listEmbeddedRuns(store),
    show: (id) => showEmbeddedRun(store, id),
    async *histories(id) {
      yield* historiesOf(store, await openRun(store, id));
    },
    log: (id) => openEventLog(store, id),
    async report({ id, reportFolder }) {
      const stored = await readStoredReport(store, id);
      if (stored === undefined) return undefined;
      const folder = reportFolder ?? store.path(runReference(id).prefix);
      return { report: stored.report, files: reportFiles(folder) };
    },
    storedReport: (id) => readStoredReport(store, id),
    remove: (id) => removeRun(store, id),
    endedBefore: (time) => runsEndedBefore(store, time),
    answer: (answer) => answerTask(store, answer),
    heartbeat: (token) => beatHeart(store, token),
  };
}
