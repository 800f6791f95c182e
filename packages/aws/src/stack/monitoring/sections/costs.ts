import type { MetricName } from '../../../monitoring/metric-definitions.ts';
import { emittedMetric, leaseMetric, requestMetric } from '../metrics.ts';
import type { MonitoredParts } from '../monitored-parts.ts';
import { graphs, HOUR, numbers, type Section } from './section.ts';

/** What do runs cost, and is it what was estimated? */
export function costs(parts: MonitoredParts): Section {
  const hourly = (name: MetricName) => emittedMetric(name, parts, { period: HOUR });
  const functions = Object.entries(parts.functions);
  return {
    title: 'Costs',
    question:
      'What do runs cost, and is it what was estimated? Estimates, not bills: the price table knows no discount.',
    rows: [
      numbers('In the time shown, in US dollars', [
        emittedMetric('EstimatedUsd', parts),
        emittedMetric('ComputeUsd', parts),
      ]),
      graphs({
        'US dollars an hour': [hourly('EstimatedUsd'), hourly('ComputeUsd')],
        'Invocations an hour': functions.map(([label, lambda]) =>
          lambda.metricInvocations({ label, period: HOUR }),
        ),
        'Requests an hour': [
          requestMetric('AllRequests', parts, HOUR),
          leaseMetric('ConsumedReadCapacityUnits', parts),
          leaseMetric('ConsumedWriteCapacityUnits', parts),
        ],
      }),
    ],
  };
}
