import {
  type CloudEngine,
  type CloudEngineOptions,
  type EndedRun,
  findRun,
  type RunWatch,
} from 'rowmill/engine';
import { answerToken, beatToken } from './answer-token.ts';
import { followRun } from './follow-run.ts';
import { redriveRun, resumeRun } from './go-on-run.ts';
import { listAwsRuns } from './list-runs.ts';
import { type OpenDeployment, openDeployment } from './open-deployment.ts';
import { removeAwsRun, runsEndedBefore } from './remove-run.ts';
import { awsHistories } from './run-histories.ts';
import { openAwsLog } from './run-log.ts';
import { fetchReport } from './run-report.ts';
import { showAwsRun } from './show-run.ts';
import { standingOf } from './standing.ts';
import { startRun } from './start-run.ts';
import { askToStop } from './stop-run.ts';

/**
 * Runs on AWS: Step Functions drives them, and whoever started one may go. The process that waits for a run it has
 * started stops it when it is itself stopped; one that only looks on does not.
 */
export function openAwsEngine(options: CloudEngineOptions): CloudEngine {
  let opening: Promise<OpenDeployment> | undefined;
  const open = (): Promise<OpenDeployment> => {
    opening ??= openDeployment(options);
    return opening;
  };
  const { environment } = options;
  const follow = async (
    run: string,
    watch: RunWatch,
    onSignal: 'stop the run' | 'look away',
  ): Promise<EndedRun> => {
    const deployment = await open();
    watch.emit({ type: 'note', message: `run ${run} on ${deployment.place}` });
    return followRun(deployment, run, { ...watch, onSignal });
  };
  return {
    launch: async (wanted) => (await startRun(await open(), wanted, options)).id,
    async start(wanted, watch) {
      const { id } = await startRun(await open(), wanted, options);
      return follow(id, watch, 'stop the run');
    },
    async resume(run, watch) {
      await resumeRun(await open(), run, environment);
      return follow(run, watch, 'look away');
    },
    async redrive(run, watch) {
      await redriveRun(await open(), run, environment);
      return follow(run, watch, 'stop the run');
    },
    askToStop: async (run, reason) => askToStop(await open(), run, reason),
    find: async (wanted) => findRun((await open()).store, wanted),
    status: async (run) => (await standingOf(await open(), run)).status,
    list: async () => listAwsRuns(await open()),
    show: async (run) => showAwsRun(await open(), run),
    async *histories(run) {
      yield* awsHistories(await open(), run);
    },
    log: (run) => openAwsLog(open, run),
    report: async ({ id }, folder) => fetchReport(await open(), id, folder),
    remove: async (run) => removeAwsRun(await open(), run),
    endedBefore: async (time) => runsEndedBefore(await open(), time),
    answer: async (answer) => answerToken(await open(), answer),
    heartbeat: async (token) => beatToken(await open(), token),
  };
}
