import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DeployOptions, DeployWatch } from 'rowmill/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { writeBundles } from '../stack/testing/synthesized.ts';
import { deploy } from './deploy-stack.ts';
import { destroy } from './destroy-stack.ts';
import { fakeCdk } from './testing/fake-cdk.ts';

const wanted = (others: Partial<DeployOptions> = {}): DeployOptions => ({
  deployment: 'qa',
  region: 'eu-central-1',
  settings: {},
  dryRun: false,
  ...others,
});

function watcher(answer = true) {
  const asked: string[] = [];
  const notes: string[] = [];
  const watch: DeployWatch = {
    signal: new AbortController().signal,
    note: (text) => notes.push(text),
    async confirm(changes, question) {
      asked.push(`${changes}\n${question}`);
      return answer;
    },
  };
  return { watch, asked, notes };
}

function toolsIn(folder: string) {
  const layers: string[] = [];
  return {
    ...fakeCdk(folder),
    bundles: writeBundles(join(folder, 'dist')),
    layers,
    makeLayer: async (layer: string): Promise<void> => void layers.push(layer),
  };
}

describe('a dry run', () => {
  it('tells what would be deployed and what it costs, without an account', async () => {
    const tools = toolsIn(temporaryFolder());
    // Nothing is fetched for it.
    rmSync(join(tools.bundles, 'layers'), { recursive: true });
    const { watch } = watcher();
    const settings = { runDays: 14, budgetUsd: 20 };
    const { outcome, resources, idle } = await deploy(
      wanted({ dryRun: true, settings }),
      watch,
      tools,
    );
    expect(outcome).toBe('planned');
    expect([tools.calls(), tools.layers]).toEqual([[], []]);
    const counted = new Map(resources.map(({ type, count }) => [type, count]));
    expect(counted.get('AWS::StepFunctions::StateMachine')).toBe(1);
    expect(counted.get('AWS::Lambda::Function')).toBeGreaterThan(10);
    expect(idle.usd).toBeGreaterThan(1);
    expect(idle.usd).toBeLessThan(50);
  });

  it('refuses settings that no stack has', async () => {
    const tools = toolsIn(temporaryFolder());
    const options = wanted({ dryRun: true, settings: { runDays: 0.5 } });
    await expect(deploy(options, watcher().watch, tools)).rejects.toMatchObject({
      name: 'StackOptionsError',
    });
  });
});

describeMoto('a deployment', () => {
  const moto = useMoto();
  let before: NodeJS.ProcessEnv = {};
  beforeAll(() => {
    before = { ...process.env };
    Object.assign(process.env, moto().environment);
  });
  afterAll(() => {
    process.env = before;
  });

  it('shows what changes, asks, and deploys what it has shown', async () => {
    const tools = toolsIn(temporaryFolder());
    tools.answer(
      'diff',
      'Resources\n[+] AWS::S3::Bucket Data\nNumber of stacks with differences: 1',
    );
    const { watch, asked, notes } = watcher();
    tools.answer('deploy', 'rowmill-qa | CREATE_COMPLETE');
    const result = await deploy(wanted(), watch, tools);
    expect(result).toMatchObject({ outcome: 'deployed', outputs: { Bucket: 'data' } });
    expect(asked).toEqual([expect.stringMatching(/\[\+\] AWS::S3[\s\S]*account 123456789012/)]);
    expect(notes).toContain('rowmill-qa | CREATE_COMPLETE');
    expect(tools.layers).toEqual([join(tools.bundles, 'layers', 'duckdb')]);
    const [diff = [], deployed = []] = tools.calls();
    expect(diff.slice(0, 2)).toEqual(['diff', '--app']);
    expect(deployed.slice(0, 3)).toEqual(['deploy', '--app', diff[2]]);
    for (const call of [diff, deployed])
      expect(call).toEqual(expect.arrayContaining(['--no-notices', '--no-version-reporting']));
    expect(deployed).toEqual(expect.arrayContaining(['--require-approval', 'never']));
  });

  it.each([
    ['nothing has changed', 'Number of stacks with differences: 0', true, 'unchanged'],
    ['the person says no', 'Number of stacks with differences: 1', false, 'declined'],
  ])('deploys nothing when %s', async (_, said, answer, outcome) => {
    const tools = toolsIn(temporaryFolder());
    tools.answer('diff', said);
    expect((await deploy(wanted(), watcher(answer).watch, tools)).outcome).toBe(outcome);
    expect(tools.calls().map(([command]) => command)).toEqual(['diff']);
  });

  it.each([
    [
      'SSM parameter /cdk-bootstrap/hnb659fds/version not found. Has the environment been bootstrapped?',
      'cdk bootstrap aws://123456789012/eu-central-1',
    ],
    ['User: arn:aws:sts::1:me is not authorized to perform: sts:AssumeRole', 'docs/access.md'],
    ['rowmill-qa is in ROLLBACK_COMPLETE state', 'rowmill destroy'],
  ])('says what to do about: %s', async (said, advice) => {
    const tools = toolsIn(temporaryFolder());
    tools.answer('diff', said, 1);
    const failure = deploy(wanted(), watcher().watch, tools);
    await expect(failure).rejects.toMatchObject({ name: 'DeploymentStateError' });
    await expect(failure).rejects.toThrow(advice);
    await expect(failure).rejects.toThrow(said.slice(0, 40));
  });

  const TEMPLATE = {
    Resources: {
      Data: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: { BucketName: 'qa-data' },
      },
      Topic: { Type: 'AWS::SNS::Topic' },
    },
  };

  async function deployed(deployment: string): Promise<void> {
    const template = JSON.parse(JSON.stringify(TEMPLATE).replace('qa-data', `${deployment}-data`));
    await new CloudFormationClient({}).send(
      new CreateStackCommand({
        StackName: `rowmill-${deployment}`,
        TemplateBody: JSON.stringify(template),
      }),
    );
  }

  it('is taken away, and what stays is named with the command that removes it', async () => {
    await deployed('one');
    const tools = toolsIn(temporaryFolder());
    const { watch, asked } = watcher();
    const options = { deployment: 'one', region: 'eu-central-1', data: false };
    const { outcome, kept } = await destroy(options, watch, tools);
    expect(outcome).toBe('destroyed');
    expect(kept).toEqual([
      expect.stringMatching(/S3::Bucket one-data - aws s3 rb s3:\/\/one-data/),
    ]);
    expect(asked[0]).toContain('one-data');
    expect(tools.calls()).toEqual([expect.arrayContaining(['destroy', 'rowmill-one', '--force'])]);
  });

  it('is taken away with its data: told to keep nothing, emptied, deleted', async () => {
    await deployed('two');
    const s3 = new S3Client({});
    for (const Key of ['a', 'b', 'a'])
      await s3.send(new PutObjectCommand({ Bucket: 'two-data', Key, Body: 'x' }));
    const tools = toolsIn(temporaryFolder());
    const { watch, notes } = watcher();
    const options = { deployment: 'two', region: 'eu-central-1', data: true };
    expect(await destroy(options, watch, tools)).toMatchObject({ outcome: 'destroyed', kept: [] });
    expect(tools.calls().map(([command]) => command)).toEqual(['deploy', 'destroy']);
    expect(notes).toContain('two-data: 2 versions of objects deleted');
  });

  it('cannot be taken away when it is not there, or nobody agrees', async () => {
    const tools = toolsIn(temporaryFolder());
    const none = { deployment: 'none', region: 'eu-central-1', data: false };
    await expect(destroy(none, watcher().watch, tools)).rejects.toMatchObject({
      name: 'DeploymentNotFoundError',
    });
    await deployed('three');
    const options = { ...none, deployment: 'three' };
    expect((await destroy(options, watcher(false).watch, tools)).outcome).toBe('declined');
    expect(tools.calls()).toEqual([]);
  });
});
