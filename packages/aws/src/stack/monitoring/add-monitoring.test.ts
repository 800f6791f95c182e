import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it } from 'vitest';
import { DEPLOYMENT_TAG, EVENT_LAMBDAS, WORKFLOW_LAMBDAS } from '../../deployment.ts';
import { DIMENSIONS, METRICS, type MetricName } from '../../monitoring/metric-definitions.ts';
import { addMonitoring } from './add-monitoring.ts';
import { ALARMS, BUDGET_ALARMS, FUNCTION_ALARMS } from './alarm-definitions.ts';
import type { MonitoredParts } from './monitored-parts.ts';

const NAMES = [...Object.values(WORKFLOW_LAMBDAS), ...Object.values(EVENT_LAMBDAS)].map(
  ({ name }) => name,
);

/** Metrics of AWS that are used, with the dimensions that AWS emits them by (guides of the services, "metrics"). */
const METRICS_OF_AWS: Readonly<Record<string, readonly string[]>> = {
  'AWS/States ExecutionsStarted': ['StateMachineArn'],
  'AWS/States ExecutionsSucceeded': ['StateMachineArn'],
  'AWS/States ExecutionsFailed': ['StateMachineArn'],
  'AWS/States ExecutionsTimedOut': ['StateMachineArn'],
  'AWS/States ExecutionsAborted': ['StateMachineArn'],
  'AWS/States ExecutionThrottled': ['StateMachineArn'],
  'AWS/States ThrottledEvents': ['ServiceMetric'],
  'AWS/Lambda Invocations': ['FunctionName'],
  'AWS/Lambda Errors': ['FunctionName'],
  'AWS/Lambda Throttles': ['FunctionName'],
  'AWS/Lambda Duration': ['FunctionName'],
  'AWS/SQS ApproximateNumberOfMessagesVisible': ['QueueName'],
  'AWS/S3 5xxErrors': ['BucketName', 'FilterId'],
  'AWS/S3 AllRequests': ['BucketName', 'FilterId'],
  'AWS/DynamoDB ReadThrottleEvents': ['TableName'],
  'AWS/DynamoDB WriteThrottleEvents': ['TableName'],
  'AWS/DynamoDB ConsumedReadCapacityUnits': ['TableName'],
  'AWS/DynamoDB ConsumedWriteCapacityUnits': ['TableName'],
};

interface UsedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly deployment: unknown;
}

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly TreatMissingData: string;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { Name: string; Value: unknown }[];
  readonly Metrics?: readonly { MetricStat?: { Metric: MetricOfMath } }[];
}

interface MetricOfMath {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { Name: string; Value: unknown }[];
}

const watched = (
  options: Pick<MonitoredParts, 'budgetUsd' | 'alarmEmail'> = { budgetUsd: 200 },
): Template => {
  const stack = new Stack(new App(), 'rowmill-qa');
  const lambda = (name: string) =>
    new LambdaFunction(stack, name, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {}'),
    });
  addMonitoring(stack, {
    deployment: 'qa',
    stateMachine: new StateMachine(stack, 'Pipeline', {
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
    }),
    functions: Object.fromEntries(NAMES.map((name) => [name, lambda(name)])),
    bucket: new Bucket(stack, 'Bucket'),
    leases: new TableV2(stack, 'Leases', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    }),
    deadLetters: new Queue(stack, 'DeadLetters'),
    alarmTopic: new Topic(stack, 'Alarms'),
    sweepMinutes: 15,
    ...options,
  });
  return Template.fromStack(stack);
};

const template = watched();
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties as AlarmProperties,
);

const alarmMetrics = (alarm: AlarmProperties): readonly UsedMetric[] => {
  const ofMath = (alarm.Metrics ?? []).flatMap(({ MetricStat }) =>
    MetricStat === undefined ? [] : [MetricStat.Metric],
  );
  const plain = alarm.MetricName === undefined ? [] : [alarm as MetricOfMath];
  return [...plain, ...ofMath].map(({ Namespace, MetricName, Dimensions = [] }) => ({
    namespace: Namespace,
    name: MetricName,
    dimensions: Dimensions.map(({ Name }) => Name).sort(),
    deployment: Dimensions.find(({ Name }) => Name === 'Deployment')?.Value,
  }));
};

/** Properties of the one resource of a type. */
const onlyOne = (type: string): object => {
  const [resource, ...others] = Object.values(template.findResources(type));
  expect(others).toEqual([]);
  return (resource as { readonly Properties: object }).Properties;
};

/** Metrics of the graphs and numbers; references of the template stand as their names. */
const dashboardMetrics = (): readonly UsedMetric[] => {
  const { DashboardBody } = onlyOne('AWS::CloudWatch::Dashboard') as {
    readonly DashboardBody: { readonly 'Fn::Join': readonly [string, readonly unknown[]] };
  };
  const [, pieces] = DashboardBody['Fn::Join'];
  const body = JSON.parse(
    pieces.map((piece) => (typeof piece === 'string' ? piece : 'reference')).join(''),
  ) as { widgets: { properties: { metrics?: unknown[][] } }[] };
  return body.widgets.flatMap(({ properties: { metrics = [] } }) =>
    metrics.map((metric) => {
      const [namespace, name, ...rest] = metric.filter((one) => typeof one === 'string');
      const dimensions = rest.filter((_, index) => index % 2 === 0);
      const deployment = rest[rest.indexOf('Deployment') + 1];
      return {
        namespace: String(namespace),
        name: String(name),
        dimensions: dimensions.map(String).sort(),
        deployment,
      };
    }),
  );
};

const expectEmitted = ({ namespace, name, dimensions, deployment }: UsedMetric): void => {
  if (namespace === 'rowmill') {
    const definition = METRICS[name as MetricName];
    expect(definition, name).toBeDefined();
    expect(dimensions, name).toEqual([...DIMENSIONS[definition.scope]].sort());
    expect(deployment).toBe('qa');
  } else expect(dimensions, name).toEqual(METRICS_OF_AWS[`${namespace} ${name}`]);
};

describe('alarms', () => {
  it('has each alarm that is defined, for each function where it is about functions', () => {
    const ids = [
      ...Object.keys({ ...ALARMS, ...BUDGET_ALARMS }),
      ...NAMES.flatMap((name) =>
        Object.keys(FUNCTION_ALARMS).map((id) => `${name.replace('rowmill-', '')}-${id}`),
      ),
    ];
    const wanted = ids.map((id) => `rowmill-qa-${id}`).sort();
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(wanted);
  });

  it.each(alarms)('$AlarmName tells the topic what happened and what to do', (alarm) => {
    const definitions = Object.values({ ...ALARMS, ...FUNCTION_ALARMS, ...BUDGET_ALARMS });
    const definition = definitions.find(
      ({ when, action }) => alarm.AlarmDescription === `${when} ${action}`,
    );
    expect(definition).toBeDefined();
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
    expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
    expect(alarm.TreatMissingData).toBe(
      definition?.noData === 'is an alarm' ? 'breaching' : 'notBreaching',
    );
  });

  it.each(alarms)(
    '$AlarmName watches metrics that somebody emits, by their dimensions',
    (alarm) => {
      const metrics = alarmMetrics(alarm);
      expect(metrics).not.toHaveLength(0);
      for (const metric of metrics) expectEmitted(metric);
    },
  );

  it('asks S3 to count requests by the id that its metrics are found by', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      MetricsConfigurations: [{ Id: 'all-requests' }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xxErrors',
      Dimensions: [
        { Name: 'BucketName', Value: { Ref: 'Bucket83908E77' } },
        { Name: 'FilterId', Value: 'all-requests' },
      ],
    });
  });

  it('alarms when the sweeper is silent for three of its periods', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'rowmill-qa-sweeper-silent',
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 900,
      EvaluationPeriods: 3,
    });
  });
});

describe('the dashboard', () => {
  const metrics = dashboardMetrics();

  it('shows every metric that functions emit', () => {
    const shown = new Set(
      metrics.filter(({ namespace }) => namespace === 'rowmill').map(({ name }) => name),
    );
    expect([...shown].sort()).toEqual(Object.keys(METRICS).sort());
  });

  it('shows nothing that nobody emits', () => {
    expect(metrics.length).toBeGreaterThan(100);
    for (const metric of metrics) expectEmitted(metric);
  });
});

describe('the budget', () => {
  it('is of what carries the tag of the deployment, and tells the topic of alarms', () => {
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetLimit: { Amount: 200, Unit: 'USD' },
        TimeUnit: 'MONTHLY',
        CostFilters: { TagKeyValue: [`user:${DEPLOYMENT_TAG}$qa`] },
      },
    });
    const { NotificationsWithSubscribers } = onlyOne('AWS::Budgets::Budget') as {
      readonly NotificationsWithSubscribers: readonly { readonly Subscribers: unknown }[];
    };
    for (const { Subscribers } of NotificationsWithSubscribers)
      expect(Subscribers).toEqual([
        { SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^Alarms/) } },
      ]);
  });

  it('is not there where nobody has set one, nor is its alarm', () => {
    const free = watched({});
    free.resourceCountIs('AWS::Budgets::Budget', 0);
    free.resourceCountIs('AWS::CloudWatch::Alarm', alarms.length - 1);
  });
});

it('mails alarms to whoever asked for them', () => {
  watched({ alarmEmail: 'ops@example.com' }).hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
  template.resourceCountIs('AWS::SNS::Subscription', 0);
});

it('documents every alarm, with what to do', () => {
  const page = readFileSync(new URL('../../../../../docs/monitoring.md', import.meta.url), 'utf8');
  for (const [id, { when, action }] of Object.entries({
    ...ALARMS,
    ...FUNCTION_ALARMS,
    ...BUDGET_ALARMS,
  }))
    expect(page).toContain(`| \`${id}\` | ${when} | ${action} |`);
});
