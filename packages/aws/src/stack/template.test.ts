import { readFileSync } from 'node:fs';
import { PIPELINE_FILE } from 'rowmill/engine';
import { describe, expect, test } from 'vitest';
import { EVENT_LAMBDAS, LEASE_TABLE, OUTPUTS, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { placeholdersOf } from './placeholders.ts';
import { flat, statementsIn } from './testing/policies.ts';
import { type Resource, synthesize } from './testing/synthesized.ts';

const { template, findings, ofType } = synthesize();
const resources = Object.entries(template.Resources);
const pipeline = readFileSync(PIPELINE_FILE, 'utf8');
const lambdas = [...Object.values(WORKFLOW_LAMBDAS), ...Object.values(EVENT_LAMBDAS)];

/** The function, role and policies of an entry. */
function roleOf(entry: string): { readonly role: string; readonly policies: readonly Resource[] } {
  const [, made] = ofType('AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties.FunctionName === `rowmill-test-${entry}`,
  )!;
  const role = flat(made.Properties.Role).slice(1, -'.Arn>'.length);
  return { role, policies: policiesOf(role) };
}

const policiesOf = (role: string): readonly Resource[] =>
  ofType('AWS::IAM::ManagedPolicy')
    .map(([, policy]) => policy)
    .filter(({ Properties }) => (Properties.Roles ?? []).some(({ Ref }: never) => Ref === role));

test('nothing is found by CloudFormation Validate, AwsSolutions and HIPAA Security', () => {
  expect(findings).toEqual([]);
});

describe('roles', () => {
  test('each function has a role that nothing else has', () => {
    const roles = ofType('AWS::Lambda::Function').map(([, { Properties }]) =>
      flat(Properties.Role),
    );
    expect(new Set(roles).size).toBe(lambdas.length);
    const others = resources
      .filter(([, { Type }]) => Type !== 'AWS::Lambda::Function')
      .flatMap(([, { Properties }]) => [Properties.RoleArn, Properties.ServiceRole].map(flat));
    expect(roles.filter((role) => others.includes(role))).toEqual([]);
  });

  test('each role has one policy, written here: none of AWS, none inline', () => {
    const roles = ofType('AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(lambdas.length);
    for (const [id, { Properties }] of roles) {
      expect([Properties.ManagedPolicyArns, Properties.Policies]).toEqual([undefined, undefined]);
      expect(policiesOf(id)).toHaveLength(1);
    }
    expect(ofType('AWS::IAM::Policy')).toEqual([]);
  });

  test('no policy allows an action with a wildcard', () => {
    const allowed = resources.flatMap(([id, resource]) =>
      statementsIn(resource)
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(({ actions }) => actions.map((action) => `${id} ${action}`)),
    );
    expect(allowed.length).toBeGreaterThan(200);
    expect(allowed.filter((line) => line.includes('*'))).toEqual([]);
  });

  test('the masking function alone reads secrets of sources and keys', () => {
    for (const { entry, secrets } of lambdas) {
      const read = roleOf(entry)
        .policies.flatMap(statementsIn)
        .filter(({ actions }) => actions.includes('secretsmanager:GetSecretValue'))
        .flatMap((statement) => statement.resources.map((arn) => arn.split(':secret:')[1]));
      expect(read).toEqual(secrets.map((name) => `rowmill/test/${name}/*`));
      expect(read.some((name) => /\/(sources|keys)\//.test(name!))).toBe(entry === 'mask-table');
    }
  });

  test('leases are touched by the functions alone that hold environments', () => {
    for (const { entry, leases } of lambdas) {
      const statements = roleOf(entry).policies.flatMap(statementsIn);
      const isAllowed = statements.some(({ actions }) =>
        actions.some((action) => action.startsWith('dynamodb:')),
      );
      expect([entry, isAllowed]).toEqual([entry, leases]);
    }
  });

  test('people read no secrets, and nobody who does not run anything reads rows', () => {
    for (const person of ['requester', 'operator', 'auditor', 'administrator']) {
      const [, policy] = ofType('AWS::IAM::ManagedPolicy').find(
        ([, { Properties }]) => Properties.ManagedPolicyName === `rowmill-test-${person}`,
      )!;
      const statements = statementsIn(policy);
      const denied = statements
        .filter(({ effect }) => effect === 'Deny')
        .flatMap((statement) => statement.resources);
      expect(denied.some((arn) => arn.endsWith(':secret:rowmill/test/*'))).toBe(true);
      expect(denied.some((arn) => arn.endsWith('/runs/*/private/*'))).toBe(true);
      const reads = statements
        .filter(({ effect, actions }) => effect === 'Allow' && actions.includes('s3:GetObject'))
        .flatMap((statement) => statement.resources.map((arn) => arn.replace(/^<[^>]*>/, '')));
      expect(
        reads.filter((keys) => /^\/(\*|datasets\/\*)$/.test(keys) && person !== 'auditor'),
      ).toEqual([]);
      expect(reads.includes('/runs/*')).toBe(['requester', 'operator'].includes(person));
    }
  });
});

describe('functions', () => {
  const functions = ofType('AWS::Lambda::Function');

  test('there are those of the deployment, and none that a construct brought', () => {
    expect(functions.map(([, { Properties }]) => Properties.FunctionName).toSorted()).toEqual(
      lambdas.map(({ entry }) => `rowmill-test-${entry}`).toSorted(),
    );
    expect(resources.filter(([, { Type }]) => Type.startsWith('Custom::'))).toEqual([]);
  });

  test('each runs on Node 24 and arm64, is traced, logs to a group of its own, and reserves nothing', () => {
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    }
    const groups = functions.map(([, { Properties }]) => flat(Properties.LoggingConfig.LogGroup));
    expect(new Set(groups).size).toBe(functions.length);
  });

  test('those that events start keep what they could not take', () => {
    const kept = functions.filter(
      ([, { Properties }]) => Properties.DeadLetterConfig !== undefined,
    );
    expect(kept.map(([, { Properties }]) => Properties.FunctionName).toSorted()).toEqual(
      Object.values(EVENT_LAMBDAS)
        .map(({ entry }) => `rowmill-test-${entry}`)
        .toSorted(),
    );
  });
});

describe('data', () => {
  test('every log group is encrypted, and forgets', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(lambdas.length);
    for (const [, { Properties }] of groups) {
      expect(Properties.RetentionInDays).toBe(90);
      expect(flat(Properties.KmsKeyId)).toMatch(/^<Key.*\.Arn>$/);
    }
  });

  test('every bucket is closed to the public and to plain http, encrypted and versioned', () => {
    const buckets = ofType('AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const [id, { Properties }] of buckets) {
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual(Array(4).fill(true));
      expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(Properties.BucketEncryption).toBeDefined();
      const [, policy] = ofType('AWS::S3::BucketPolicy').find(
        ([, one]) => flat(one.Properties.Bucket) === `<${id}>`,
      )!;
      expect(statementsIn(policy)).toContainEqual({
        effect: 'Deny',
        actions: ['s3:*'],
        resources: [`<${id}.Arn>`, `<${id}.Arn>/*`],
        condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
    }
  });

  test('the store is encrypted with the key, runs expire, and datasets move to cheaper classes', () => {
    const [, store] = ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Bucket'))!;
    const [encryption] = store.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(encryption.BucketKeyEnabled).toBe(true);
    expect(encryption.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
    const rules = store.Properties.LifecycleConfiguration.Rules;
    expect(rules).toContainEqual(
      expect.objectContaining({ Prefix: 'runs/', ExpirationInDays: 30, Status: 'Enabled' }),
    );
    const [datasets] = rules.filter(({ Prefix }: never) => Prefix === 'datasets/');
    expect(datasets.ExpirationInDays).toBeUndefined();
    expect(datasets.Transitions[0].StorageClass).toBe('INTELLIGENT_TIERING');
    expect(rules).toContainEqual(
      expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    );
  });

  test('queue, topic and leases are encrypted with the key', () => {
    const keys = [
      ...ofType('AWS::SQS::Queue').map(([, one]) => one.Properties.KmsMasterKeyId),
      ...ofType('AWS::SNS::Topic').map(([, one]) => one.Properties.KmsMasterKeyId),
      ...ofType('AWS::DynamoDB::Table').map(
        ([, one]) => one.Properties.SSESpecification.KMSMasterKeyId,
      ),
    ];
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(flat(key)).toMatch(/^<Key/);
  });

  test('leases have the key and the time to live that functions know', () => {
    const [[, { Properties }]] = ofType('AWS::DynamoDB::Table') as [[string, Resource]];
    expect(Properties).toMatchObject({
      KeySchema: [{ AttributeName: LEASE_TABLE.key, KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: LEASE_TABLE.timeToLive, Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
    });
  });

  test('what holds data stays when the stack goes', () => {
    const kinds = [
      'AWS::S3::Bucket',
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
    ];
    for (const [id, { DeletionPolicy }] of kinds.flatMap((type) => ofType(type)))
      expect([id, DeletionPolicy]).toEqual([id, 'Retain']);
  });
});

describe('the state machine', () => {
  const [[, { Properties }]] = ofType('AWS::StepFunctions::StateMachine') as [[string, Resource]];

  test('is the document of rowmill, letter by letter', () => {
    expect(Properties.DefinitionString).toBe(pipeline);
    expect(Properties.StateMachineType).toBe('STANDARD');
  });

  test('has a function of its own in place of each placeholder', () => {
    const { DefinitionSubstitutions } = Properties;
    expect(Object.keys(DefinitionSubstitutions).toSorted()).toEqual(
      placeholdersOf(pipeline).toSorted(),
    );
    expect(Object.keys(DefinitionSubstitutions).toSorted()).toEqual(
      Object.keys(WORKFLOW_LAMBDAS).toSorted(),
    );
    const named = Object.entries(DefinitionSubstitutions).map(([placeholder, arn]) => {
      const id = flat(arn).slice(1, -'.Arn>'.length);
      return [placeholder, template.Resources[id]?.Properties.FunctionName];
    });
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(
        Object.entries(WORKFLOW_LAMBDAS).map(([name, { entry }]) => [
          name,
          `rowmill-test-${entry}`,
        ]),
      ),
    );
  });

  test('logs without data', () => {
    expect(Properties.LoggingConfiguration).toMatchObject({
      IncludeExecutionData: false,
      Level: 'ALL',
    });
  });
});

test('the template has the outputs that clients look for', () => {
  expect(Object.keys(template.Outputs).toSorted()).toEqual(Object.values(OUTPUTS).toSorted());
});

test('everything that can have tags says whose it is', () => {
  for (const [, { Properties }] of ofType('AWS::Lambda::Function'))
    expect(Properties.Tags).toEqual([
      { Key: 'application', Value: 'rowmill' },
      { Key: 'rowmill:deployment', Value: 'test' },
    ]);
});

test('the template is the one that was reviewed', async () => {
  await expect(reviewed()).toMatchFileSnapshot('testing/template.snapshot.json');
});

/** The template without what other tests pin: bundles, the document, and what the dashboard draws. */
function reviewed(): string {
  const text = JSON.stringify(
    template,
    (name, value) => {
      if (['DefinitionString', 'DashboardBody', 'Code', 'Content'].includes(name)) return '…';
      return value;
    },
    2,
  );
  return `${text}\n`;
}
