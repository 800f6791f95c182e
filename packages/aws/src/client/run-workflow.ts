import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import type { StateMachine } from '@rowmill/asl';
import { type ObjectStore, openWorkflow, runFiles } from 'rowmill/engine';
import { localWorkflow } from './local-workflow.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** The document of a run, as it was deployed when the run began. */
export async function readWorkflow(store: ObjectStore, run: string): Promise<StateMachine> {
  const { workflow } = runFiles(run);
  return openWorkflow(String(await store.get(workflow)), store.place(workflow));
}

/** Text of the document that is deployed, in the names that functions have everywhere. */
export async function deployedWorkflow({
  ask,
  name,
  stateMachineArn,
}: OpenDeployment): Promise<string> {
  const request = { doing: 'reading the workflow', action: 'states:DescribeStateMachine' };
  const { definition = '' } = await ask(request, (states) =>
    states.send(new DescribeStateMachineCommand({ stateMachineArn })),
  );
  return localWorkflow(definition, name);
}
