import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import { DEPLOYMENT_TAG } from '../../deployment.ts';
import type { MonitoredParts } from './monitored-parts.ts';

/** Percent of the budget at which it tells, of what was spent and of what the month will come to. */
const TELLS_AT = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * A monthly budget of everything that carries the tag of the deployment. The tag has to be activated as a cost
 * allocation tag in Billing once, by hand: no stack can do that for the account that pays.
 *
 * Source: AWS CloudFormation reference, AWS::Budgets::Budget (filters by tag read `user:key$value`).
 */
export function addBudget(
  scope: Construct,
  { deployment, budgetUsd, alarmTopic }: MonitoredParts,
): void {
  if (budgetUsd === undefined) return;
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: `rowmill-${deployment}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: budgetUsd, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${DEPLOYMENT_TAG}$${deployment}`] },
    },
    notificationsWithSubscribers: TELLS_AT.map(({ notificationType, threshold }) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: [{ subscriptionType: 'SNS', address: alarmTopic.topicArn }],
    })),
  });
}
