import type { MetricName } from '../../../monitoring/metric-definitions.ts';
import { emittedMetric } from '../metrics.ts';
import type { MonitoredParts } from '../monitored-parts.ts';
import { graphs, numbers, type Section } from './section.ts';

/** Are the data what was asked for, and is everything masked that has to be? */
export function dataQuality(parts: MonitoredParts): Section {
  const metric = (name: MetricName) => emittedMetric(name, parts);
  return {
    title: 'Data quality',
    question: 'Are the data what was asked for, and how much was masked?',
    rows: [
      numbers('In the time shown', [
        metric('ChecksPassed'),
        metric('ChecksFailed'),
        metric('QualityGatesFailed'),
        metric('RowsBreakingSchema'),
        metric('ValuesMasked'),
      ]),
      graphs({
        Checks: [metric('ChecksPassed'), metric('ChecksFailed')],
        'Gates that stopped a run': [metric('QualityGatesFailed')],
        'Rows that break their schema': [metric('RowsBreakingSchema')],
        'Values masked': [metric('ValuesMasked')],
      }),
    ],
  };
}
