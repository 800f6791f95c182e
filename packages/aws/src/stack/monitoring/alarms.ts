import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { StateTransitionMetric } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { EVENT_LAMBDAS } from '../../deployment.ts';
import {
  ALARMS,
  type AlarmDefinition,
  type AlarmId,
  BUDGET_ALARMS,
  describeAlarm,
  FUNCTION_ALARMS,
} from './alarm-definitions.ts';
import { emittedMetric, leaseMetric, requestMetric } from './metrics.ts';
import type { MonitoredParts } from './monitored-parts.ts';

/** What an alarm watches. */
interface Condition {
  readonly metric: IMetric;
  /** The alarm goes off at this value, or above. */
  readonly threshold: number;
  /** It goes off below it instead. */
  readonly below?: boolean;
  /** Periods of the metric, one after the other. Default: 1. */
  readonly periods?: number;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Failures within five minutes that retries make up for. */
const RETRIED_FAILURES = 10;

/** Adds the alarms of a deployment; all of them tell its topic. */
export function addAlarms(scope: Construct, parts: MonitoredParts): readonly Alarm[] {
  const add = (id: string, definition: AlarmDefinition, condition: Condition): Alarm =>
    addAlarm(scope, { id, definition, condition, parts });
  const conditions = deploymentConditions(parts);
  return [
    ...Object.entries(conditions).map(([id, condition]) =>
      add(id, ALARMS[id as AlarmId], condition),
    ),
    ...Object.keys(parts.functions).flatMap((name) => {
      const { errors, throttles } = functionConditions(name, parts);
      return [
        add(`${name}-errors`, FUNCTION_ALARMS.errors, errors),
        add(`${name}-throttles`, FUNCTION_ALARMS.throttles, throttles),
      ];
    }),
    ...budgetConditions(parts).map((condition) =>
      add('budget-at-risk', BUDGET_ALARMS['budget-at-risk'], condition),
    ),
  ];
}

function deploymentConditions(parts: MonitoredParts): Readonly<Record<AlarmId, Condition>> {
  const { stateMachine, deadLetters, sweepMinutes } = parts;
  const every = { period: FIVE_MINUTES };
  return {
    'run-failed': { metric: stateMachine.metricFailed(every), threshold: 1 },
    'run-timed-out': { metric: stateMachine.metricTimedOut(every), threshold: 1 },
    'run-aborted': { metric: stateMachine.metricAborted(every), threshold: 1 },
    'quality-gate-failed': { metric: emittedMetric('QualityGatesFailed', parts), threshold: 1 },
    'clean-up-incomplete': { metric: emittedMetric('CleanUpsIncomplete', parts), threshold: 1 },
    'sweeper-silent': {
      metric: sweeper(parts).metricInvocations({ period: Duration.minutes(sweepMinutes) }),
      threshold: 1,
      below: true,
      periods: 3,
    },
    'dead-letters': {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        ...every,
        statistic: 'Maximum',
      }),
      threshold: 1,
    },
    'states-throttled': { metric: throttledStates(parts), threshold: 100 },
    'store-refuses': { metric: requestMetric('5xxErrors', parts), threshold: 100 },
    'leases-throttled': {
      metric: sumOf([
        leaseMetric('ReadThrottleEvents', parts),
        leaseMetric('WriteThrottleEvents', parts),
      ]),
      threshold: 1,
    },
  };
}

function functionConditions(name: string, { functions }: MonitoredParts) {
  const lambda = functionOf(functions, name);
  const every = { period: FIVE_MINUTES };
  // The failure of a function that an event starts is seen by no run.
  const isAlone = Object.values(EVENT_LAMBDAS).some((event) => event.name === name);
  return {
    errors: { metric: lambda.metricErrors(every), threshold: isAlone ? 1 : RETRIED_FAILURES },
    throttles: { metric: lambda.metricThrottles(every), threshold: RETRIED_FAILURES },
  };
}

/** Costs of AWS are known a day later; estimates are there when a run ends. */
function budgetConditions(parts: MonitoredParts): readonly Condition[] {
  const { budgetUsd } = parts;
  if (budgetUsd === undefined) return [];
  const metric = emittedMetric('EstimatedUsd', parts, { period: Duration.days(1) });
  return [{ metric, threshold: budgetUsd }];
}

/**
 * Of runs, and of all state machines of the account: children of distributed maps count under a label of their own that
 * is not known before they begin (AWS Step Functions guide, "Viewing a Distributed Map Run execution").
 */
function throttledStates({ stateMachine }: MonitoredParts): IMetric {
  const every = { period: FIVE_MINUTES, statistic: 'Sum' };
  return sumOf([
    stateMachine.metricThrottled(every),
    StateTransitionMetric.metricThrottledEvents(every),
  ]);
}

function sumOf(metrics: readonly IMetric[]): IMetric {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const terms = Object.keys(named).map((id) => `FILL(${id}, 0)`);
  return new MathExpression({
    expression: terms.join(' + '),
    usingMetrics: named,
    period: FIVE_MINUTES,
  });
}

const sweeper = ({ functions }: MonitoredParts) => functionOf(functions, EVENT_LAMBDAS.sweep.name);

function functionOf(functions: MonitoredParts['functions'], name: string) {
  const found = functions[name];
  if (found === undefined) throw new TypeError(`the deployment has no function ${name} to watch`);
  return found;
}

interface AlarmParts {
  readonly id: string;
  readonly definition: AlarmDefinition;
  readonly condition: Condition;
  readonly parts: MonitoredParts;
}

function addAlarm(scope: Construct, { id, definition, condition, parts }: AlarmParts): Alarm {
  const { metric, threshold, below = false, periods = 1 } = condition;
  const alarm = new Alarm(scope, `Alarm-${id}`, {
    alarmName: `rowmill-${parts.deployment}-${id.replace(/^rowmill-/, '')}`,
    alarmDescription: describeAlarm(definition),
    metric,
    threshold,
    evaluationPeriods: periods,
    comparisonOperator: below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData:
      definition.noData === 'is well' ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(parts.alarmTopic));
  return alarm;
}
