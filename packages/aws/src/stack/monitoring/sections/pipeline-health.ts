import { type Alarm, AlarmStatusWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { STAGES } from 'rowmill/engine';
import type { MetricName } from '../../../monitoring/metric-definitions.ts';
import { OTHER_STAGE } from '../../../monitoring/metric-lines.ts';
import { emittedMetric } from '../metrics.ts';
import type { MonitoredParts } from '../monitored-parts.ts';
import { graphs, numbers, type Section } from './section.ts';

/** Do runs pass, how long do they take, and is everything removed afterwards? */
export function pipelineHealth(parts: MonitoredParts, alarms: readonly Alarm[]): Section {
  const { stateMachine } = parts;
  const metric = (name: MetricName) => emittedMetric(name, parts);
  return {
    title: 'Pipeline health',
    question: 'Do runs pass, how long do they take, and is everything removed afterwards?',
    rows: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
      numbers('In the time shown', [
        metric('RunsPassed'),
        metric('RunsFailed'),
        metric('RunSeconds'),
        metric('EnvironmentsProvisioned'),
        metric('CleanUpsComplete'),
        metric('CleanUpsIncomplete'),
        metric('ThingsRemoved'),
      ]),
      graphs({
        Executions: [
          stateMachine.metricStarted(),
          stateMachine.metricSucceeded(),
          stateMachine.metricFailed(),
          stateMachine.metricTimedOut(),
          stateMachine.metricAborted(),
        ],
        'Seconds by stage': byStage('StageSeconds', parts),
        'Failures by stage': byStage('StagesFailed', parts),
      }),
      graphs({
        'Failures by function': byFunction('TasksFailed', parts),
        'Retries by function': byFunction('TasksRetried', parts),
        'Seconds of cold starts': byFunction('ColdStartSeconds', parts),
      }),
      graphs({
        Environments: [metric('EnvironmentsProvisioned'), metric('CleanUpsComplete')],
        'Left behind': [
          metric('CleanUpsIncomplete'),
          parts.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'dead letters' }),
        ],
      }),
    ],
  };
}

const byStage = (name: MetricName, parts: MonitoredParts) =>
  [...STAGES, OTHER_STAGE].map((stage) => emittedMetric(name, parts, { stage }));

const byFunction = (name: MetricName, parts: MonitoredParts) =>
  Object.keys(parts.functions).map((functionName) =>
    emittedMetric(name, parts, { function: functionName }),
  );
