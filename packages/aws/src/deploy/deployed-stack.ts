import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { DeploymentNotFoundError } from '../client/client-errors.ts';
import { explained } from '../client/explain-aws-error.ts';
import { stackName } from '../deployment.ts';
import { keptResources, type Template } from './release-template.ts';

/** A stack as it is deployed. */
export interface DeployedStack {
  readonly deployment: string;
  readonly region: string;
  readonly template: Template;
  /** Names of the resources that it keeps when it is deleted, by their logical ids. */
  readonly physicalIds: ReadonlyMap<string, string>;
}

/** @throws DeploymentNotFoundError; what AWS refuses, explained */
export async function describeStack(deployment: string, region: string): Promise<DeployedStack> {
  const client = new CloudFormationClient({ region });
  const StackName = stackName(deployment);
  const request = {
    place: `deployment ${deployment} in ${region}`,
    doing: 'looking at its stack',
    action: 'cloudformation:GetTemplate',
  };
  return explained(request, async () => {
    const answer = await client
      .send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }))
      .catch((cause: unknown) => {
        throw isMissing(cause) ? new DeploymentNotFoundError(deployment, region, { cause }) : cause;
      });
    const template = JSON.parse(answer.TemplateBody ?? '{"Resources":{}}') as Template;
    const physicalIds = new Map<string, string>();
    // One by one: an answer about all has a hundred at most.
    for (const { logicalId: LogicalResourceId } of keptResources(template)) {
      const command = new DescribeStackResourcesCommand({ StackName, LogicalResourceId });
      const { StackResources: [found] = [] } = await client.send(command);
      if (found?.PhysicalResourceId !== undefined)
        physicalIds.set(LogicalResourceId, found.PhysicalResourceId);
    }
    return { deployment, region, template, physicalIds };
  });
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && / does not exist$/.test(cause.message);
