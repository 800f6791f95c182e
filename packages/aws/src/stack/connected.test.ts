import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EVENT_LAMBDAS, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { flat, statementsIn } from './testing/policies.ts';
import { synthesize } from './testing/synthesized.ts';

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000';

/** As long as a name may be. */
const NAME = 'abcdefghijklmnopqrstuvwx';

/** A deployment with everything that a deployment can have. */
const { findings, acknowledged, ofType } = synthesize({
  deployment: NAME,
  account: '123456789012',
  region: 'eu-central-1',
  network: {
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    securityGroupIds: ['sg-0123456789abcdef0'],
  },
  tests: { source: { bucket: 'our-tests', key: 'e2e.zip' }, timeoutMinutes: 30 },
  sources: [{ bucket: 'production-exports', prefix: 'crm', keyArn: KEY }],
  targets: [{ bucket: 'lake' }],
  datasetDays: 90,
  budgetUsd: 50,
  alarmEmail: 'team@example.com',
  removal: 'delete',
});
const lambdas = [...Object.values(WORKFLOW_LAMBDAS), ...Object.values(EVENT_LAMBDAS)];
const policyOf = (entry: string) =>
  ofType('AWS::IAM::ManagedPolicy')
    .filter(
      ([, { Properties }]) => Properties.Description === `rowmill-${NAME}: the function ${entry}`,
    )
    .flatMap(([, policy]) => statementsIn(policy));

test('nothing is found by CloudFormation Validate, AwsSolutions and HIPAA Security', () => {
  expect(findings).toEqual([]);
});

test('rules are answered with reasons that a reviewer can read, in docs/access.md too', () => {
  const page = readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8');
  const [, answers = ''] = page.split('## What checks said');
  const told = new Set(answers.match(/(AwsSolutions|HIPAA\.Security)-\w+/g));
  const rules = new Set(acknowledged.map(([rule]) => rule.split('[')[0]));
  expect([...rules].toSorted()).toEqual([...told].toSorted());
  for (const [rule, reason] of acknowledged)
    expect([rule, reason.split(' ').length]).toSatisfy(([, words]) => words >= 5);
});

test('functions that reach databases, and tests, are connected to their network', () => {
  const connected = ofType('AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.VpcConfig !== undefined)
    .map(([, { Properties }]) => Properties);
  expect(connected.map(({ FunctionName }) => FunctionName).toSorted()).toEqual(
    lambdas
      .filter(({ databases }) => databases)
      .map(({ entry }) => `rowmill-${NAME}-${entry}`)
      .toSorted(),
  );
  const projects = ofType('AWS::CodeBuild::Project').map(([, { Properties }]) => Properties);
  expect(projects).toHaveLength(1);
  for (const { VpcConfig } of [...connected, ...projects])
    expect([VpcConfig.SecurityGroupIds, VpcConfig.SubnetIds ?? VpcConfig.Subnets]).toEqual([
      ['sg-0123456789abcdef0'],
      ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    ]);
});

test('Lambda makes network interfaces, the code of functions does not', () => {
  for (const { entry, databases } of lambdas) {
    const statements = policyOf(entry).filter(({ actions }) =>
      actions.includes('ec2:CreateNetworkInterface'),
    );
    expect(statements.map(({ effect }) => effect)).toEqual(databases ? ['Allow', 'Deny'] : []);
    if (databases)
      expect(flat(statements[1]?.condition)).toContain(`function:rowmill-${NAME}-${entry}`);
  }
});

test('the masking function alone reads buckets of sources, and their key', () => {
  for (const { entry } of lambdas) {
    const resources = policyOf(entry).flatMap((statement) => statement.resources);
    const ofSources = resources.filter((arn) => arn.includes('production-exports') || arn === KEY);
    expect([entry, ofSources.length > 0]).toEqual([entry, entry === 'mask-table']);
  }
  const written = policyOf('mask-table')
    .filter(({ actions }) => actions.some((action) => /^s3:(Put|Delete)/.test(action)))
    .flatMap((statement) => statement.resources);
  expect(written.filter((arn) => arn.includes('production-exports'))).toEqual([]);
});

test('buckets of targets are filled and emptied by functions of environments alone', () => {
  const filling = lambdas.filter(({ entry }) =>
    policyOf(entry).some(({ resources }) => resources.some((arn) => arn.endsWith(':::lake/*'))),
  );
  expect(filling.map(({ entry }) => entry).toSorted()).toEqual(
    ['clean-up', 'deliver-shard', 'provision', 'set-up', 'sweep'].toSorted(),
  );
});

test('what holds data goes with the stack where that was asked for', () => {
  const kinds = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Logs::LogGroup'];
  for (const [id, { DeletionPolicy, Properties }] of kinds.flatMap((type) => ofType(type))) {
    expect([id, DeletionPolicy]).toEqual([id, 'Delete']);
    expect(Properties.DeletionProtectionEnabled ?? false).toBe(false);
  }
});

test('a policy has no more characters than IAM takes', () => {
  // A managed policy has 6,144 at most, without white space (IAM guide, "IAM and AWS STS quotas").
  for (const [id, { Properties }] of ofType('AWS::IAM::ManagedPolicy')) {
    const { Statement } = Properties.PolicyDocument;
    const text = JSON.stringify(Statement, (name, value) =>
      name === 'Resource' ? [value].flat().map(asLongAsAnArn) : value,
    );
    expect([id, text.length]).toSatisfy(([, length]) => length < 6000);
  }
});

/** Account and region are given here; what remains are names that CloudFormation makes up. */
const asLongAsAnArn = (resource: unknown): string =>
  flat(resource)
    .replaceAll('<AWS::Partition>', 'aws-us-gov')
    .replaceAll(
      /<[^>]*>/g,
      'arn:aws:s3:::rowmill-abcdefghijklmnopqrstuvwx-accesslogs-abcdefghijkl',
    );
