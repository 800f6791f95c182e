import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { LEASE_TABLE } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';

export interface LeasesOptions {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
}

/** The table of leases: one item for each environment. */
export function addLeases(
  scope: Construct,
  { key, removalPolicy, deletionProtection }: LeasesOptions,
): Table {
  const table = new Table(scope, 'Leases', {
    partitionKey: { name: LEASE_TABLE.key, type: AttributeType.STRING },
    timeToLiveAttribute: LEASE_TABLE.timeToLive,
    // A few requests for each run: capacity that waits for them would cost more than they do.
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection,
    removalPolicy,
  });
  acknowledge(
    table,
    'HIPAA.Security-DynamoDBInBackupPlan',
    'Leases last for hours; point-in-time recovery goes back 35 days, further than any of them.',
  );
  return table;
}
