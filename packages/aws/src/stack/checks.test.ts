import { readFileSync } from 'node:fs';
import { getLanguageService, TextDocument } from 'amazon-states-language-service';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { PIPELINE_FILE } from 'rowmill/engine';
import { describe, expect, test } from 'vitest';
import { acknowledgeWildcards } from './acknowledge.ts';
import { findingsIn } from './testing/checked-synthesis.ts';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:rowmill-test-plan';
const ROLE = 'arn:aws:iam::123456789012:role/machine';

/** The document with ARNs in place of its placeholders, as AWS runs it. */
const pipeline = readFileSync(PIPELINE_FILE, 'utf8').replaceAll(/\$\{[A-Za-z]+\}/g, ARN);
const dangling = pipeline.replace(/"StartAt": "\w+"/, '"StartAt": "Nowhere"');

describe('the pipeline', () => {
  test('is what the service for editors of AWS takes for a state machine', async () => {
    expect(await problemsOf(pipeline)).toEqual([]);
    expect(await problemsOf(dangling)).toContain(
      'The value of "StartAt" property must be the name of an existing state.',
    );
  });

  test('is what CloudFormation Validate takes for a state machine', () => {
    const inMachine = (definitionString: string): readonly string[] =>
      findingsIn((stack) => {
        new CfnStateMachine(stack, 'Machine', { definitionString, roleArn: ROLE });
      }).filter((line) => line.startsWith('CloudFormation Validate'));
    expect(inMachine(pipeline)).toEqual([]);
    expect(inMachine(dangling)).toContainEqual(expect.stringContaining('Nowhere'));
  });
});

async function problemsOf(text: string): Promise<readonly unknown[]> {
  const service = getLanguageService({});
  const document = TextDocument.create('file:///pipeline.asl.json', 'json', 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  return found.map(({ message }) => message);
}

describe('checks', () => {
  test('find what they are there for', () => {
    const findings = findingsIn((stack) => {
      new Bucket(stack, 'Open');
      new CfnFunction(stack, 'Broken', {
        code: { zipFile: '' },
        role: ROLE,
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        timeout: 99_999,
      });
    });
    const rules = [
      'AwsSolutions-S10',
      'HIPAA.Security-S3DefaultEncryptionKMS',
      'HIPAA.Security-LambdaInsideVPC',
    ];
    for (const rule of [...rules, 'CloudFormation Validate: E'])
      expect(findings).toContainEqual(expect.stringContaining(rule));
  });

  test('find a wildcard that has no reason, beside one that has', () => {
    const statement = (keys: string) => ({
      actions: ['s3:GetObject'],
      resources: [`arn:aws:s3:::shop/${keys}`],
      why: 'parts are named when they are made',
    });
    const findings = findingsIn((stack) => {
      const policy = new ManagedPolicy(stack, 'Reading', {
        statements: ['datasets/*', 'runs/*'].map((keys) => {
          const { actions, resources } = statement(keys);
          return new PolicyStatement({ actions, resources });
        }),
      });
      acknowledgeWildcards(policy, [statement('datasets/*')]);
    });
    expect(findings).toEqual([expect.stringContaining('IAM5[Resource::arn:aws:s3:::shop/runs/*]')]);
  });
});
