import { Duration } from 'aws-cdk-lib';
import { type Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { stackName } from '../../deployment.ts';
import type { MonitoredParts } from './monitored-parts.ts';
import { costs } from './sections/costs.ts';
import { dataQuality } from './sections/data-quality.ts';
import { pipelineHealth } from './sections/pipeline-health.ts';
import { heading, type Section } from './sections/section.ts';
import { throughput } from './sections/throughput.ts';

/** The dashboard of a deployment: one section for each question that people come with. */
export function addDashboard(
  scope: Construct,
  parts: MonitoredParts,
  alarms: readonly Alarm[],
): Dashboard {
  const sections: readonly Section[] = [
    pipelineHealth(parts, alarms),
    dataQuality(parts),
    throughput(parts),
    costs(parts),
  ];
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: stackName(parts.deployment),
    defaultInterval: Duration.days(1),
    widgets: sections.flatMap((section) => [
      heading(section),
      ...section.rows.map((row) => [...row]),
    ]),
  });
}
