import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { EVENT_LAMBDAS } from '../deployment.ts';
import { once } from '../lambda/once.ts';
import { readVariables } from '../lambda/read-variables.ts';
import { openSecrets } from '../lambda/secrets.ts';
import { createDynamoLedgers, LEASE_REQUEST_ATTEMPTS } from '../leases/dynamo-ledgers.ts';
import { sweepLeases } from '../leases/sweep-leases.ts';
import { observe } from '../monitoring/observe.ts';

const { name } = EVENT_LAMBDAS.sweep;

const tools = once(async () => {
  const { leases: table, secrets: prefix } = readVariables(process.env);
  const client = new DynamoDBClient({ maxAttempts: LEASE_REQUEST_ATTEMPTS });
  return {
    ledgers: createDynamoLedgers({ client, table, holder: { function: name } }),
    readSecrets: openSecrets({ client: new SecretsManagerClient(), prefix }),
  };
});

/** Removes what leases that are over left behind; called on a schedule, with an event that says nothing. */
export const handler = observe(
  name,
  process.env,
)(async (_event: unknown) => sweepLeases(await tools()));
