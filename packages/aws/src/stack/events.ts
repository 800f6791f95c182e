import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { CfnRule, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { BUILD_ENDED } from '../test-build/test-build.ts';
import type { Functions } from './functions.ts';
import { addLogGroup } from './log-group.ts';
import type { namesOf } from './names.ts';

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

/** What happens when something happens: to runs, and to builds that run tests. */
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
    targets: [{ id: 'Log', arn: logGroup.logGroupRef.logGroupArn }],
  });
  // A target of its own construct would bring a function that may change the policies of all logs of the account.
  logGroup.addToResourcePolicy(
    new PolicyStatement({
      principals: ['events', 'delivery.logs'].map(
        (name) => new ServicePrincipal(`${name}.amazonaws.com`),
      ),
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
}

function addFailedRuns(
  scope: Construct,
  { stateMachineArn, alarmTopic, deadLetters }: EventsOptions,
): void {
  const rule = new Rule(scope, 'FailedRuns', {
    description: 'Tells which run failed',
    eventPattern: {
      source: RUNS.source,
      detailType: RUNS.type,
      detail: { stateMachineArn: [stateMachineArn], status: FAILURES },
    },
  });
  const run = EventField.fromPath('$.detail.name');
  const status = EventField.fromPath('$.detail.status');
  rule.addTarget(
    new SnsTopic(alarmTopic, {
      deadLetterQueue: deadLetters,
      // Neither error nor cause: mail is read by more people than data may be.
      message: RuleTargetInput.fromText(
        `rowmill: the run ${run} is ${status}. See "rowmill runs show ${run} --engine aws".`,
      ),
    }),
  );
}

function addTestEnds(scope: Construct, { names, functions, deadLetters }: EventsOptions): void {
  const rule = new Rule(scope, 'TestsEnded', {
    description: 'Answers the run whose tests are over',
    eventPattern: {
      source: [BUILD_ENDED.source],
      detailType: [BUILD_ENDED.detailType],
      detail: {
        'project-name': [names.testProject],
        'build-status': [...BUILD_ENDED.statuses],
      },
    },
  });
  rule.addTarget(
    new FunctionTarget(functions['test-ended'], {
      deadLetterQueue: deadLetters,
      // The run waits: an answer that comes a day late is still one.
      maxEventAge: Duration.hours(24),
    }),
  );
}
