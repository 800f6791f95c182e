import {
  type CloudEngine,
  type CloudEngineOptions,
  type EndedRun,
  findRun,
  type RunWatch,
  readStoredReport,
  type WantedRun,
} from 'rowmill/engine';
import { answerToken, beatToken } from './answer-token.ts';
import { explainGoneBucket } from './explain-gone-bucket.ts';
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
  const using = async <Value>(work: (deployment: OpenDeployment) => Promise<Value>) => {
    const deployment = await open();
    return explainGoneBucket(deployment, () => work(deployment));
  };
  const { environment } = options;
  const follow = (
    run: string,
    watch: RunWatch,
    onSignal: 'stop the run' | 'look away',
  ): Promise<EndedRun> =>
    using((deployment) => {
      watch.emit({ type: 'note', message: `run ${run} on ${deployment.place}` });
      return followRun(deployment, run, { ...watch, onSignal });
    });
  const launch = (wanted: WantedRun): Promise<string> =>
    using(async (deployment) => (await startRun(deployment, wanted, options)).id);
  return {
    launch,
    start: async (wanted, watch) => follow(await launch(wanted), watch, 'stop the run'),
    async resume(run, watch) {
      await using((deployment) => resumeRun(deployment, run, environment));
      return follow(run, watch, 'look away');
    },
    async redrive(run, watch) {
      await using((deployment) => redriveRun(deployment, run, environment));
      return follow(run, watch, 'stop the run');
    },
    askToStop: (run, reason) => using((deployment) => askToStop(deployment, run, reason)),
    find: (wanted) => using(({ store }) => findRun(store, wanted)),
    status: async (run) => (await using((deployment) => standingOf(deployment, run))).status,
    list: () => using(listAwsRuns),
    show: (run) => using((deployment) => showAwsRun(deployment, run)),
    async *histories(run) {
      yield* awsHistories(await open(), run);
    },
    log: (run) => openAwsLog(open, run),
    report: ({ id }, folder) => using((deployment) => fetchReport(deployment, id, folder)),
    storedReport: (run) => using(({ store }) => readStoredReport(store, run)),
    remove: (run) => using((deployment) => removeAwsRun(deployment, run)),
    endedBefore: (time) => using((deployment) => runsEndedBefore(deployment, time)),
    answer: (answer) => using((deployment) => answerToken(deployment, answer)),
    heartbeat: (token) => using((deployment) => beatToken(deployment, token)),
  };
}
