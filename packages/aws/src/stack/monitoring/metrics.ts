import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type MetricName,
  metricDefinition,
  NAMESPACE,
} from '../../monitoring/metric-definitions.ts';
import type { MonitoredParts } from './monitored-parts.ts';

/** Which of the metrics of a name: of one function, of one stage. */
export interface MetricChoice {
  readonly function?: string;
  readonly stage?: string;
  /** Default: what the definition says. */
  readonly statistic?: string;
  readonly period?: Duration;
  readonly label?: string;
}

/** A metric that functions of the deployment emit. */
export function emittedMetric(
  name: MetricName,
  { deployment }: Pick<MonitoredParts, 'deployment'>,
  choice: MetricChoice = {},
): Metric {
  const { statistic } = metricDefinition(name);
  const { function: functionName, stage, period = Duration.minutes(5) } = choice;
  const label = choice.label ?? functionName ?? stage;
  return new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: {
      Deployment: deployment,
      ...(functionName === undefined ? {} : { Function: functionName }),
      ...(stage === undefined ? {} : { Stage: stage }),
    },
    statistic: choice.statistic ?? statistic,
    period,
    ...(label === undefined ? {} : { label }),
  });
}

/** Id of the metrics of all requests to the bucket. */
const REQUESTS = 'all-requests';

/** Has S3 count the requests to the bucket; it does so for buckets alone that ask for it (Amazon S3 user guide, "Request metrics"). */
export function countRequests({ bucket }: MonitoredParts): void {
  bucket.addMetric({ id: REQUESTS });
}

export type RequestMetricName = '5xxErrors' | 'AllRequests';

/** A metric of the requests to the bucket. */
export function requestMetric(
  metricName: RequestMetricName,
  { bucket }: MonitoredParts,
  period: Duration = Duration.minutes(5),
): Metric {
  return new Metric({
    namespace: 'AWS/S3',
    metricName,
    dimensionsMap: { BucketName: bucket.bucketName, FilterId: REQUESTS },
    statistic: 'Sum',
    period,
  });
}

/** A metric of the table of leases. */
export function leaseMetric(
  metricName:
    | 'ConsumedReadCapacityUnits'
    | 'ConsumedWriteCapacityUnits'
    | 'ReadThrottleEvents'
    | 'WriteThrottleEvents',
  { leases }: MonitoredParts,
): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: leases.tableName },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}
