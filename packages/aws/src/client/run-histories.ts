import type { HistoryOfExecution } from '@rowmill/asl';
import { openWorkflow, readRunRecord, runFiles } from 'rowmill/engine';
import { executionName } from '../deployment.ts';
import { arnOf, describeExecution, newestExecution } from './executions.ts';
import { failedChildren } from './failed-children.ts';
import { mapRunsIn } from './map-runs.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { wholeHistory } from './read-history.ts';

/** Children whose history is read: AWS counts the requests, and those that passed have little to tell. */
const CHILDREN = 100;

/**
 * The histories of all executions of a run that Step Functions still has, the first one first, each followed by those of
 * its children that failed, named `<execution>/<name of the child>`.
 */
export async function* awsHistories(
  deployment: OpenDeployment,
  run: string,
): AsyncGenerator<HistoryOfExecution> {
  const { store } = deployment;
  await readRunRecord(store, run);
  const { workflow } = runFiles(run);
  const machine = openWorkflow(String(await store.get(workflow)), store.place(workflow));
  const newest = await newestExecution(deployment, run);
  for (let number = 1; number <= newest; number += 1) {
    const arn = arnOf(deployment, { run, number });
    if ((await describeExecution(deployment, arn)) === undefined) continue;
    const execution = executionName(run, number);
    const events = await wholeHistory(deployment, arn);
    yield { execution, events };
    for (const { mapRunArn } of mapRunsIn(machine, events)) {
      for (const child of await failedChildren(deployment, mapRunArn, CHILDREN)) {
        const ofChild = await wholeHistory(deployment, child.arn);
        yield { execution: `${execution}/${child.name}`, events: ofChild };
      }
    }
  }
}
