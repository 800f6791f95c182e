import { keyReading, keyUse, objectUse } from './bucket-statements.ts';
import type { Places } from './places.ts';
import type { Statement } from './statement.ts';

/** What working with runs takes: starting, following and operating them. */

export const NAMED_LATER = 'runs and their executions get their names when they start';

export function starting(places: Places): Statement[] {
  const runs = `${places.bucket}/runs/*`;
  return [
    {
      actions: ['states:StartExecution'],
      resources: [places.stateMachine],
      why: 'starts runs',
    },
    {
      actions: ['states:SendTaskFailure'],
      resources: [places.stateMachine],
      why: 'ends tests that are waited for, in a run that is to stop',
    },
    objectUse(
      [
        `${runs}/run.json`,
        `${runs}/request.json`,
        `${runs}/workflow.asl.json`,
        `${runs}/estimate.json`,
        `${runs}/executions/*`,
        `${runs}/files/*`,
        `${runs}/inbox/*`,
      ],
      ['write'],
      `writes what a run starts from, and the wish that it be stopped; ${NAMED_LATER}`,
    ),
    ...keyUse(['s3'], places),
  ];
}

export function following(places: Places): Statement[] {
  return [
    ...histories(places),
    objectUse([`${places.bucket}/runs/*`], ['read'], `reads reports and progress; ${NAMED_LATER}`),
    objectUse(
      [`${places.bucket}/datasets/*/manifest.json`],
      ['read'],
      'reads how much was stored; ids of datasets follow from requests',
    ),
    listing(places),
    findingStack(places),
  ];
}

export const histories = (places: Places): Statement[] => [
  {
    actions: ['states:ListExecutions', 'states:DescribeStateMachine'],
    resources: [places.stateMachine],
    why: 'lists runs',
  },
  {
    actions: ['states:DescribeExecution', 'states:GetExecutionHistory', 'states:ListMapRuns'],
    resources: [`${places.executions}:*`, `${places.executions}/*`],
    why: `follows runs and the shards of their maps; ${NAMED_LATER}`,
  },
  {
    actions: ['states:DescribeMapRun', 'states:ListExecutions'],
    resources: [`${places.mapRuns}/*`],
    why: `follows the shards of maps; ${NAMED_LATER}`,
  },
];

export const listing = (places: Places): Statement => ({
  actions: ['s3:ListBucket'],
  resources: [places.bucket],
  why: 'finds runs',
});

const findingStack = (places: Places): Statement => ({
  actions: ['cloudformation:DescribeStacks'],
  resources: [places.stack],
  why: 'finds the deployment by its outputs; CloudFormation adds an id to the name of the stack',
});

export const operating = (places: Places): Statement[] => [
  {
    actions: ['states:StopExecution', 'states:RedriveExecution'],
    resources: [`${places.executions}:*`],
    why: `stops and redrives runs; ${NAMED_LATER}`,
  },
  {
    actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
    resources: [places.stateMachine],
    why: 'answers runs that wait',
  },
  {
    actions: ['lambda:InvokeFunction'],
    resources: [places.functionOf('sweep')],
    why: 'sweeps before the schedule does',
  },
  objectUse([`${places.bucket}/runs/*`], ['delete'], `removes runs; ${NAMED_LATER}`),
  {
    actions: ['codebuild:BatchGetBuilds', 'codebuild:ListBuildsForProject', 'codebuild:StopBuild'],
    resources: [places.testProject],
    why: 'sees and stops tests',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [places.deadLetters],
    why: 'looks into what no function took',
  },
  ...keyReading(['sqs'], places),
];
