import { type ExecutionListItem, paginateListExecutions } from '@aws-sdk/client-sfn';
import { RowmillError } from '@rowmill/core';
import {
  datasetOf,
  type ListedRun,
  listRuns,
  type RunReport,
  readRunRecord,
  readRunReport,
} from 'rowmill/engine';
import { isBegun, newestExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { statusOf } from './standing.ts';

/** Runs whose files are read at the same time. */
const AT_ONCE = 16;

/** All runs of a deployment, the newest first. One that cannot be read has its line like the others: it says why. */
export async function listAwsRuns(deployment: OpenDeployment): Promise<readonly ListedRun[]> {
  const ids = (await listRuns(deployment.store)).toReversed();
  const executions = await lastExecutions(deployment);
  const runs: ListedRun[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    runs.push(...(await Promise.all(some.map((id) => listed(deployment, id, executions.get(id))))));
  }
  return runs;
}

interface LastExecution extends Pick<ExecutionListItem, 'startDate' | 'stopDate' | 'status'> {
  readonly number: number;
}

/** The last execution of each run, by the name that it has from its run. */
function lastExecutions({
  ask,
  stateMachineArn,
}: OpenDeployment): Promise<ReadonlyMap<string, LastExecution>> {
  const request = { doing: 'listing the runs', action: 'states:ListExecutions' };
  return ask(request, async (client) => {
    const last = new Map<string, LastExecution>();
    const pages = paginateListExecutions({ client }, { stateMachineArn, maxResults: 1000 });
    for await (const { executions = [] } of pages) {
      for (const { name = '', ...execution } of executions) {
        const [, run = '', number = '1'] = NAME.exec(name) ?? [];
        const found = { ...execution, number: Number(number) };
        if ((last.get(run)?.number ?? 0) < found.number) last.set(run, found);
      }
    }
    return last;
  });
}

/** `2026-11-22T19-45-00-1a2b`, and `-2` behind it for the second execution. */
const NAME = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-f]+)(?:-(\d+))?$/;

async function listed(
  deployment: OpenDeployment,
  id: string,
  execution: LastExecution | undefined,
): Promise<ListedRun> {
  const { store } = deployment;
  try {
    const record = await readRunRecord(store, id);
    const report = execution?.status === 'RUNNING' ? undefined : await readRunReport(store, id);
    const dataset = await datasetOf(store, id);
    const isGone =
      execution === undefined && report === undefined && (await wasBegun(deployment, id));
    const number = execution?.number ?? 1;
    return {
      id,
      request: record.name,
      ...(isGone
        ? { status: 'failed', started: record.created }
        : timesOf(record.created, execution, report)),
      ...(number > 1 ? { executions: number } : {}),
      ...(dataset === undefined ? {} : { dataset }),
    };
  } catch (error) {
    if (!(error instanceof RowmillError)) throw error;
    return { id, status: 'unreadable', problem: error.message };
  }
}

/** Whether an execution of a run that has none was deleted, rather than never begun. */
async function wasBegun(deployment: OpenDeployment, run: string): Promise<boolean> {
  const number = await newestExecution(deployment, run);
  return number > 0 && (await isBegun(deployment, { run, number }));
}

/** A list of executions does not say why one has failed; the report does. */
function timesOf(
  created: string,
  execution: LastExecution | undefined,
  report: RunReport | undefined,
): Pick<ListedRun, 'status' | 'started' | 'seconds'> {
  if (execution === undefined) {
    return report === undefined
      ? { status: 'interrupted', started: created }
      : { status: report.outcome, started: report.started, seconds: report.seconds };
  }
  const { startDate = new Date(created), stopDate = new Date(), status = 'RUNNING' } = execution;
  const error = report?.outcome === 'stopped' ? 'RunStoppedError' : undefined;
  return {
    status: statusOf(status, error),
    started: startDate.toISOString(),
    seconds: Math.max(0, stopDate.getTime() - startDate.getTime()) / 1000,
  };
}
