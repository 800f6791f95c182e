import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { addAlarms } from './alarms.ts';
import { addBudget } from './budget.ts';
import { addDashboard } from './dashboard.ts';
import { countRequests } from './metrics.ts';
import type { MonitoredParts } from './monitored-parts.ts';

export interface Monitoring {
  readonly dashboard: Dashboard;
  readonly alarms: readonly Alarm[];
}

/**
 * Watches a deployment: a dashboard, an alarm for everything that somebody has to see to, and a budget.
 *
 * CloudWatch and Budgets have to be allowed to publish to the topic of alarms, and to use its key.
 */
export function addMonitoring(scope: Construct, parts: MonitoredParts): Monitoring {
  countRequests(parts);
  if (parts.alarmEmail !== undefined)
    parts.alarmTopic.addSubscription(new EmailSubscription(parts.alarmEmail));
  const alarms = addAlarms(scope, parts);
  addBudget(scope, parts);
  return { alarms, dashboard: addDashboard(scope, parts, alarms) };
}
