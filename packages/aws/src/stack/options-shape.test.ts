import { expect, test } from 'vitest';
import { StackOptionsError } from '../errors.ts';
import { checkShape } from './options-shape.ts';

function problemsOf(options: object): readonly string[] {
  try {
    checkShape(options);
    return [];
  } catch (error) {
    if (error instanceof StackOptionsError) return error.problems;
    throw error;
  }
}

test('all that a settings file may say is taken', () => {
  const place = { bucket: 'lake', prefix: 'qa', keyArn: 'arn:aws:kms:eu-central-1:1:key/k' };
  const network = { vpcId: 'vpc-1', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
  const tests = { image: 'i', source: { bucket: 'builds', key: 'e2e.zip' }, timeoutMinutes: 30 };
  const days = { runDays: 14, logDays: 30, datasetDays: 180, sweepMinutes: 5, budgetUsd: 100 };
  const rest = { alarmEmail: 'a@example.org', removal: 'retain', workflow: undefined };
  expect(
    problemsOf({
      deployment: 'qa',
      ...days,
      ...rest,
      network,
      tests,
      sources: [place],
      targets: [],
    }),
  ).toEqual([]);
});

test('what has another shape is told with its place, all at once', () => {
  const problems = problemsOf({
    deployment: 'qa',
    runDays: 'x',
    budget: 5,
    network: { vpcId: 'vpc-1' },
    targets: [{ prefix: 'qa' }, 'lake'],
    sources: { bucket: 'lake' },
    tests: { source: null },
  });
  expect(problems).toEqual([
    'runDays: expected a number',
    expect.stringMatching(/^budget: is not known - known here: .*budgetUsd/),
    'network.subnetIds: is missing',
    'network.securityGroupIds: is missing',
    'targets[0].bucket: is missing',
    'targets[1]: expected bucket, prefix, keyArn',
    'sources: expected a list',
    'tests.source: expected bucket, key',
  ]);
});
