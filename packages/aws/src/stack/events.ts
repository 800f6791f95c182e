import type { RemovalPolicy } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { BUILD_ENDED } from '../test-build/test-build.ts';
import type { Functions } from './functions.ts';
import { addLogGroup } from './log-group.ts';
import { arnOf, type namesOf } from './names.ts';

/** Of executions that ended otherwise than well. */
const FAILURES = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export interface EventsOptions {
  readonly names: ReturnType<typeof namesOf>;
  readonly stateMachineArn: string;
  readonly functions: Functions;
  readonly alarmTopic: ITopic;
  readonly deadLetters: IQueue;
  readonly key: IKey;
  readonly logDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * What happens when something happens: to runs, and to builds that run tests. The constructs for targets are not used:
 * they open topic and key to EventBridge as such, and one of them brings a function of its own.
 */
export function addEvents(scope: Construct, options: EventsOptions): void {
  addRunEvents(scope, options);
  addFailedRuns(scope, options);
  addTestEnds(scope, options);
}

/** Source and detail type of the events of executions (Step Functions guide, "Automating with EventBridge"). */
const RUNS = { source: ['aws.states'], type: ['Step Functions Execution Status Change'] };

/** Every change of the status of every run, kept as long as other logs: the trail of what ran, and who sees it. */
function addRunEvents(
  scope: Construct,
  { names, stateMachineArn, key, logDays, removalPolicy }: EventsOptions,
): void {
  const logGroup = addLogGroup(scope, 'RunEventsLogs', {
    prefix: names.logs.events,
    key,
    days: logDays,
    removalPolicy,
  });
  const rule = new CfnRule(scope, 'RunEvents', {
    description: 'Keeps every change of the status of a run',
    eventPattern: {
      source: RUNS.source,
      'detail-type': RUNS.type,
      detail: { stateMachineArn: [stateMachineArn] },
    },
    targets: [
      {
        id: 'Log',
        // The attribute of the log group ends in `:*`, which a target may not.
        arn: arnOf(scope, {
          service: 'logs',
          resource: 'log-group',
          name: logGroup.logGroupName,
        }),
      },
    ],
  });
  const principals = ['events', 'delivery.logs'].map(
    (name) => new ServicePrincipal(`${name}.amazonaws.com`),
  );
  const resources = [logGroup.logGroupArn];
  logGroup.addToResourcePolicy(
    new PolicyStatement({ principals, resources, actions: ['logs:CreateLogStream'] }),
  );
  logGroup.addToResourcePolicy(
    new PolicyStatement({
      principals,
      resources,
      actions: ['logs:PutLogEvents'],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
}

/** Tells which run failed: neither error nor cause, since more people read mail than may see data. */
function addFailedRuns(
  scope: Construct,
  { stateMachineArn, alarmTopic, deadLetters }: EventsOptions,
): void {
  const rule = new CfnRule(scope, 'FailedRuns', {
    description: 'Tells which run failed',
    eventPattern: {
      source: RUNS.source,
      'detail-type': RUNS.type,
      detail: { stateMachineArn: [stateMachineArn], status: FAILURES },
    },
    targets: [
      {
        id: 'Alarms',
        arn: alarmTopic.topicArn,
        inputTransformer: {
          inputPathsMap: { run: '$.detail.name', status: '$.detail.status' },
          inputTemplate:
            '"rowmill: the run <run> is <status>. To see why: rowmill runs show <run> --engine aws"',
        },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    ],
  });
  keepDeadLetters(deadLetters, rule);
}

function addTestEnds(scope: Construct, { names, functions, deadLetters }: EventsOptions): void {
  const answering = functions['test-ended'];
  const rule = new CfnRule(scope, 'TestsEnded', {
    description: 'Answers the run whose tests are over',
    eventPattern: {
      source: [BUILD_ENDED.source],
      'detail-type': [BUILD_ENDED.detailType],
      detail: {
        'project-name': [names.testProject],
        'build-status': [...BUILD_ENDED.statuses],
      },
    },
    targets: [
      {
        id: 'TestEnded',
        arn: answering.functionArn,
        // The run waits: an answer that comes a day late is still one.
        retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    ],
  });
  answering.addPermission('TestsEnded', {
    principal: new ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.attrArn,
  });
  keepDeadLetters(deadLetters, rule);
}

/** Lets a rule put the events there that its target did not take. */
function keepDeadLetters(deadLetters: IQueue, rule: CfnRule): void {
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
}
