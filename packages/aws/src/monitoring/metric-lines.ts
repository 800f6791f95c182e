import { STAGES } from 'rowmill/engine';
import {
  DIMENSIONS,
  type MetricName,
  type MetricScope,
  metricDefinition,
  NAMESPACE,
} from './metric-definitions.ts';

/** Metrics that have the same dimensions, and what is told beside them. */
export interface Measured {
  readonly values: Readonly<Partial<Record<MetricName, number>>>;
  /** Of metrics by stage. */
  readonly stage?: string;
  /** Told in the line, and found by queries; no metric is made of them, so that they may be of any number. */
  readonly properties?: Readonly<Record<string, string | number | object>>;
}

/** Whose metrics they are. */
export interface MetricSource {
  readonly deployment: string;
  readonly function: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Metrics of one directive, values that CloudWatch takes, bytes of a line (specification of the embedded metric format; MetricDatum of the CloudWatch API). */
const MOST_METRICS = 100;
const LARGEST_VALUE = 2 ** 360;
const SMALLEST_VALUE = 2 ** -360;
const MOST_BYTES = 1_048_576;

/**
 * Lines in the CloudWatch embedded metric format: CloudWatch Logs makes metrics of them. Values that CloudWatch would
 * refuse are left out, and so are the properties of a line that they would make too long.
 *
 * Source: Amazon CloudWatch user guide, "Specification: Embedded metric format".
 */
export function metricLines(measured: Measured, source: MetricSource): readonly string[] {
  const valid = entriesOf(measured.values).filter(([, value]) => isTaken(value));
  return Object.entries(DIMENSIONS).flatMap(([scope, dimensions]) => {
    const ours = valid.filter(([name]) => metricDefinition(name).scope === scope);
    const members = dimensionValues(scope as MetricScope, measured, source);
    return inGroups(ours).map((group) => line(group, dimensions, members, measured, source));
  });
}

function line(
  metrics: readonly (readonly [MetricName, number])[],
  dimensions: readonly string[],
  members: Readonly<Record<string, string>>,
  { properties }: Measured,
  { time }: MetricSource,
): string {
  const document = {
    _aws: {
      Timestamp: Math.trunc(time),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [dimensions],
          Metrics: metrics.map(([Name]) => ({ Name, Unit: metricDefinition(Name).unit })),
        },
      ],
    },
    ...members,
    ...Object.fromEntries(metrics),
  };
  const whole = JSON.stringify({ ...properties, ...document });
  return Buffer.byteLength(whole) <= MOST_BYTES ? whole : JSON.stringify(document);
}

function dimensionValues(
  scope: MetricScope,
  { stage = '' }: Measured,
  source: MetricSource,
): Readonly<Record<string, string>> {
  const values = {
    Deployment: source.deployment,
    Function: source.function,
    Stage: boundedStage(stage),
  };
  return Object.fromEntries(DIMENSIONS[scope].map((name) => [name, values[name]]));
}

/** States that users add to the workflow are stages too; their names would make metrics without bounds. */
export const OTHER_STAGE = 'other';

function boundedStage(stage: string): string {
  return (STAGES as readonly string[]).includes(stage) ? stage : OTHER_STAGE;
}

function entriesOf(values: Measured['values']): readonly (readonly [MetricName, number])[] {
  return Object.entries(values) as [MetricName, number][];
}

function isTaken(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size >= SMALLEST_VALUE && size <= LARGEST_VALUE);
}

function inGroups<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / MOST_METRICS);
  return Array.from({ length: count }, (_, group) =>
    items.slice(group * MOST_METRICS, (group + 1) * MOST_METRICS),
  );
}
