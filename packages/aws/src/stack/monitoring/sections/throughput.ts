import type { MetricName } from '../../../monitoring/metric-definitions.ts';
import { emittedMetric, leaseMetric, requestMetric } from '../metrics.ts';
import type { MonitoredParts } from '../monitored-parts.ts';
import { graphs, numbers, type Section } from './section.ts';

/** How much is made, and what holds it back? */
export function throughput(parts: MonitoredParts): Section {
  const metric = (name: MetricName) => emittedMetric(name, parts);
  const functions = Object.entries(parts.functions);
  return {
    title: 'Throughput',
    question: 'How much is made and delivered, and what holds it back?',
    rows: [
      numbers('In the time shown', [
        metric('RowsGenerated'),
        metric('RowsMasked'),
        metric('RowsDelivered'),
        metric('BytesStored'),
        metric('BytesAsNdjson'),
        metric('DatasetsStored'),
        metric('DatasetsFound'),
      ]),
      graphs({
        Rows: [metric('RowsGenerated'), metric('RowsMasked'), metric('RowsDelivered')],
        Shards: [metric('ShardsBuilt'), metric('ShardsDelivered')],
        Bytes: [metric('BytesStored'), metric('BytesAsNdjson')],
        'Datasets stored, and found again': [metric('DatasetsStored'), metric('DatasetsFound')],
      }),
      graphs({
        'Milliseconds by function': functions.map(([label, lambda]) =>
          lambda.metricDuration({ label }),
        ),
        'Throttled invocations': functions.map(([label, lambda]) =>
          lambda.metricThrottles({ label }),
        ),
        'Held back': [
          parts.stateMachine.metricThrottled({ label: 'state transitions' }),
          requestMetric('5xxErrors', parts),
          leaseMetric('ReadThrottleEvents', parts),
          leaseMetric('WriteThrottleEvents', parts),
        ],
      }),
    ],
  };
}
