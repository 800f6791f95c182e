import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createS3Store, type DeploymentChoice, type ObjectStore } from 'rowmill/engine';
import { OUTPUTS, stackName } from '../deployment.ts';
import { DeploymentNotFoundError, DeploymentStateError } from './client-errors.ts';
import { type AwsRequest, explained } from './explain-aws-error.ts';

/** A deployment as its stack tells of it, and what speaks to it. */
export interface OpenDeployment {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  /** In words: `deployment qa in eu-central-1`. */
  readonly place: string;
  readonly bucket: string;
  /** The whole bucket, with the keys that `.rowmill` has as files. */
  readonly store: ObjectStore;
  readonly stateMachineArn: string;
  readonly states: SFNClient;
  /** Does something with Step Functions; what fails is told in words. */
  ask<Answer>(
    request: Omit<AwsRequest, 'place'>,
    work: (states: SFNClient) => Promise<Answer>,
  ): Promise<Answer>;
}

/** Tries of one request, for errors that may pass: 5 take up to some five seconds. */
const MAX_ATTEMPTS = 5;

/**
 * Finds a deployment in the account and region of the caller.
 *
 * @throws DeploymentNotFoundError, DeploymentStateError; what {@link explained} throws
 */
export async function openDeployment(choice: DeploymentChoice): Promise<OpenDeployment> {
  const { deployment } = choice;
  const config = {
    maxAttempts: MAX_ATTEMPTS,
    ...(choice.region === undefined ? {} : { region: choice.region }),
  };
  const stacks = new CloudFormationClient(config);
  const named = `deployment ${deployment}`;
  const request = { doing: 'looking for it', action: 'cloudformation:DescribeStacks' };
  const region = await explained({ ...request, place: named }, () => stacks.config.region());
  const place = `${named} in ${region}`;
  const stack = await explained({ ...request, place }, () => findStack(stacks, deployment, region));
  stacks.destroy();
  const outputs = outputsOf(stack, deployment);
  const states = new SFNClient({ ...config, region });
  return {
    name: deployment,
    region,
    place,
    bucket: outputs.bucket,
    stateMachineArn: outputs.stateMachine,
    states,
    ask: (asked, work) => explained({ ...asked, place }, () => work(states)),
    store: await createS3Store({
      bucket: outputs.bucket,
      scratch: join(tmpdir(), `rowmill-${process.pid}`),
      clientConfig: { region },
    }),
  };
}

async function findStack(
  stacks: CloudFormationClient,
  deployment: string,
  region: string,
): Promise<Stack> {
  const command = new DescribeStacksCommand({ StackName: stackName(deployment) });
  const { Stacks: [stack] = [] } = await stacks.send(command).catch((cause: unknown) => {
    const isMissing = cause instanceof Error && / does not exist$/.test(cause.message);
    throw isMissing ? new DeploymentNotFoundError(deployment, region, { cause }) : cause;
  });
  if (stack === undefined) throw new DeploymentNotFoundError(deployment, region);
  return stack;
}

/** States of a stack in which nothing can be done with it. Source: CloudFormation user guide, "Stack status codes". */
const UNUSABLE: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'it is being made - wait until rowmill deploy has ended',
  CREATE_FAILED: 'making it has failed - take it away, then make it again: rowmill destroy',
  ROLLBACK_IN_PROGRESS: 'making it has failed - take it away, then make it again: rowmill destroy',
  ROLLBACK_FAILED: 'making it has failed - take it away, then make it again: rowmill destroy',
  ROLLBACK_COMPLETE: 'making it has failed - take it away, then make it again: rowmill destroy',
  UPDATE_ROLLBACK_FAILED:
    'an update has failed and was not taken back - in the console of CloudFormation: Continue update rollback',
  DELETE_IN_PROGRESS: 'it is being taken away - make it again when it is gone: rowmill deploy',
  DELETE_FAILED: 'taking it away has failed - try again: rowmill destroy',
};

function outputsOf(
  { StackStatus: status, Outputs = [] }: Stack,
  deployment: string,
): Readonly<Record<'bucket' | 'stateMachine', string>> {
  const problem = UNUSABLE[status ?? ''];
  if (problem !== undefined) throw new DeploymentStateError(deployment, `${problem} (${status})`);
  const outputOf = (name: string): string => {
    const value = Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
    if (value !== undefined) return value;
    throw new DeploymentStateError(
      deployment,
      `its stack has no output ${name}: another version of rowmill has made it - bring it up to date: rowmill deploy`,
    );
  };
  return { bucket: outputOf(OUTPUTS.bucket), stateMachine: outputOf(OUTPUTS.stateMachine) };
}
