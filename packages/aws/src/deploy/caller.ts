import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { DeploymentChoice } from 'rowmill/engine';
import { explained } from '../client/explain-aws-error.ts';

/** Whose account a deployment goes to. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

/** @throws what AWS refuses, explained: no credentials, no region */
export async function findCaller({ deployment, region }: DeploymentChoice): Promise<Caller> {
  const client = new STSClient(region === undefined ? {} : { region });
  const request = {
    place: `deployment ${deployment}`,
    doing: 'finding out whose account it is',
    action: 'sts:GetCallerIdentity',
  };
  return explained(request, async () => {
    const { Account: account = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { account, region: await client.config.region() };
  });
}
