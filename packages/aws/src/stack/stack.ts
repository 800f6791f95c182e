import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DEPLOYMENT_TAG } from '../deployment.ts';
import type { Bundles } from './bundles.ts';
import { addEvents } from './events.ts';
import { addFunctions, byHandler } from './functions.ts';
import { addMonitoring } from './monitoring/add-monitoring.ts';
import { namesOf } from './names.ts';
import { openNetwork } from './open-network.ts';
import type { CheckedOptions } from './options.ts';
import { addOutputs } from './outputs.ts';
import { addPeoplePolicies } from './people-policies.ts';
import { addStateMachine } from './state-machine.ts';
import { addStorage } from './storage.ts';
import { addSweepSchedule } from './sweep-schedule.ts';
import { addTestsProject } from './tests-project.ts';

export interface AddStackOptions {
  readonly options: CheckedOptions;
  /** Text of the workflow document. */
  readonly workflow: string;
  readonly bundles: Bundles;
  readonly env: NonNullable<StackProps['env']>;
}

/** The stack of one deployment: everything that a run needs, and nothing that another deployment shares. */
export function addStack(
  scope: Construct,
  { options, workflow, bundles, env }: AddStackOptions,
): Stack {
  const { deployment, logDays, sweepMinutes, budgetUsd, alarmEmail } = options;
  const names = namesOf(deployment);
  const stack = new Stack(scope, names.stack, {
    stackName: names.stack,
    description: `rowmill: makes test data (deployment ${deployment})`,
    env,
    analyticsReporting: false,
  });
  Tags.of(stack).add('application', 'rowmill');
  Tags.of(stack).add(DEPLOYMENT_TAG, deployment);
  const storage = addStorage(stack, { options, names });
  const { bucket, leases, deadLetters, alarmTopic, places } = storage;
  const network = options.network && openNetwork(stack, options.network);
  const shared = { ...storage, options, names, network, logDays };
  const functions = addFunctions(stack, { ...shared, bundles });
  const stateMachine = addStateMachine(stack, { ...shared, functions, workflow });
  addTestsProject(stack, shared);
  addEvents(stack, { ...shared, functions, stateMachineArn: stateMachine.stateMachineArn });
  addSweepSchedule(stack, { names, places, minutes: sweepMinutes });
  addPeoplePolicies(stack, { names, places });
  addMonitoring(stack, {
    deployment,
    stateMachine,
    functions: byHandler(functions),
    bucket,
    leases,
    deadLetters,
    alarmTopic,
    sweepMinutes,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
  });
  addOutputs(stack, { names, bucket, leases, alarmTopic, stateMachine });
  return stack;
}
