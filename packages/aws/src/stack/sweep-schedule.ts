import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Places } from './access/places.ts';
import { scheduleStatements } from './access/service-statements.ts';
import { addRole } from './add-role.ts';
import type { namesOf } from './names.ts';

export interface SweepScheduleOptions {
  readonly names: ReturnType<typeof namesOf>;
  readonly places: Places;
  readonly minutes: number;
}

/** Calls the sweeper again and again. A call that is an hour late is dropped: the next ones did its work. */
export function addSweepSchedule(
  scope: Construct,
  { names, places, minutes }: SweepScheduleOptions,
): void {
  const role = addRole(scope, 'SweepScheduleRole', {
    principal: new ServicePrincipal('scheduler.amazonaws.com'),
    description: `${names.stack}: the schedule of the sweeper`,
    statements: scheduleStatements(places),
  });
  new CfnSchedule(scope, 'SweepSchedule', {
    name: names.schedule,
    description: 'rowmill: removes what leases that are over left behind',
    scheduleExpression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: places.functionOf('sweep'),
      roleArn: role.roleArn,
      deadLetterConfig: { arn: places.deadLetters },
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
    },
  });
}
