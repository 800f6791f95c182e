import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployWatch, DestroyOptions, DestroyResult } from 'rowmill/engine';
import { stackName } from '../deployment.ts';
import { type Caller, findCaller } from './caller.ts';
import type { DeployTools } from './deploy-stack.ts';
import { type DeployedStack, describeStack } from './deployed-stack.ts';
import { emptyBucket } from './empty-bucket.ts';
import { keptResources, releaseTemplate, writeApp } from './release-template.ts';
import { runCdk } from './run-cdk.ts';

/**
 * Deletes the stack of a deployment. What it keeps (buckets, leases, keys, logs) stays, unless data are to go too: then
 * the stack is first told to keep nothing, and its buckets are emptied.
 *
 * @throws DeploymentNotFoundError; what AWS refuses, explained
 */
export async function destroy(
  options: DestroyOptions,
  watch: DeployWatch,
  { program }: Pick<DeployTools, 'program'> = {},
): Promise<DestroyResult> {
  const { deployment, data } = options;
  const caller = await findCaller(options);
  const { region } = caller;
  const deployed = await describeStack(deployment, region);
  const stays = keptOf(deployed);
  const question = `Delete ${stackName(deployment)} of account ${caller.account} in ${region}?`;
  if (!(await watch.confirm(changesOf(data, stays), question)))
    return { deployment, region, outcome: 'declined', kept: [] };
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-destroy-'));
  const { signal, note } = watch;
  const cdk = { deployment, caller, signal, note, ...(program === undefined ? {} : { program }) };
  try {
    if (data) await release(deployed, { caller, folder, cdk });
    const app = await writeApp(folder, { stack: stackName(deployment), template: undefined });
    await runCdk(['destroy', stackName(deployment), '--app', app, '--force'], cdk);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { deployment, region, outcome: 'destroyed', kept: data ? [] : stays };
}

interface Release {
  readonly caller: Caller;
  readonly folder: string;
  readonly cdk: Parameters<typeof runCdk>[1];
}

/** Buckets are emptied last: until the stack is told to keep nothing, all of it can be kept. */
async function release(
  { deployment, template, physicalIds }: DeployedStack,
  { caller, folder, cdk }: Release,
): Promise<void> {
  const stack = stackName(deployment);
  const released = releaseTemplate(template);
  const app = await writeApp(join(folder, 'release'), { stack, template: released });
  await runCdk(['deploy', '--app', app, '--require-approval', 'never'], cdk);
  const place = `deployment ${deployment} in ${caller.region}`;
  for (const { logicalId, type } of keptResources(template)) {
    const bucket = physicalIds.get(logicalId);
    if (type !== 'AWS::S3::Bucket' || bucket === undefined) continue;
    const count = await emptyBucket(bucket, { place, region: caller.region });
    cdk.note?.(`${bucket}: ${count} versions of objects deleted`);
  }
}

function changesOf(data: boolean, stays: readonly string[]): string {
  if (data)
    return 'Everything of it goes: datasets, runs, leases, logs, and the key of all of them.';
  const lines = stays.map((line) => `  ${line}`).join('\n');
  return `The state machine, functions and alarms go. What stays:\n${lines}`;
}

/** What stays, one line each, with the command that removes it. */
function keptOf({ template, physicalIds, region }: DeployedStack): readonly string[] {
  return keptResources(template).map(({ logicalId, type }) => {
    const id = physicalIds.get(logicalId) ?? logicalId;
    const remove = REMOVE[type]?.(id);
    return remove === undefined ? `${type} ${id}` : `${type} ${id} - ${remove} --region ${region}`;
  });
}

const REMOVE: Readonly<Record<string, (id: string) => string>> = {
  'AWS::S3::Bucket': (id) => `aws s3 rb s3://${id} --force`,
  'AWS::DynamoDB::Table': (id) => `aws dynamodb delete-table --table-name ${id}`,
  'AWS::DynamoDB::GlobalTable': (id) => `aws dynamodb delete-table --table-name ${id}`,
  'AWS::KMS::Key': (id) => `aws kms schedule-key-deletion --key-id ${id}`,
  'AWS::Logs::LogGroup': (id) => `aws logs delete-log-group --log-group-name ${id}`,
};
