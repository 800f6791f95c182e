import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StackOptionsError } from '../errors.ts';
import { checkOptions, DEFAULTS, LOG_DAYS } from './options.ts';
import { OPTIONS_VARIABLE, readStackOptions } from './read-stack-options.ts';
import type { StackOptions } from './stack-options.ts';

function problemsOf(options: StackOptions): readonly string[] {
  try {
    checkOptions(options);
    return [];
  } catch (error) {
    if (error instanceof StackOptionsError) return error.problems;
    throw error;
  }
}

describe('options', () => {
  test('a name is enough', () => {
    const { runDays, logDays, sweepMinutes, removal } = DEFAULTS;
    expect(checkOptions({ deployment: 'qa' })).toEqual({
      deployment: 'qa',
      runDays,
      logDays,
      sweepMinutes,
      removal,
    });
  });

  test('everything that is wrong is told at once, with the option in front', () => {
    const problems = problemsOf({
      deployment: 'QA',
      runDays: 0,
      logDays: 42,
      sweepMinutes: 1.5,
      budgetUsd: -1,
      alarmEmail: 'nobody',
      removal: 'keep' as 'retain',
      network: { vpcId: 'net', subnetIds: [], securityGroupIds: [] },
      targets: [{ bucket: 'Lake' }],
      tests: { timeoutMinutes: 1, source: { bucket: 'x', key: 'k' } },
    });
    expect(problems.map((line) => line.split(':')[0]).toSorted()).toEqual(
      [
        'alarmEmail',
        'budgetUsd',
        'deployment',
        'logDays',
        'removal',
        'network.securityGroupIds',
        'network.subnetIds',
        'network.vpcId',
        'runDays',
        'sweepMinutes',
        'targets[0].bucket',
        'tests.source.bucket',
        'tests.timeoutMinutes',
      ].toSorted(),
    );
  });

  test('names of deployments leave room for what is added to them', () => {
    const names = fc.stringMatching(/^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/);
    fc.assert(
      fc.property(names, (deployment) => {
        expect(problemsOf({ deployment })).toEqual([]);
      }),
    );
    for (const deployment of ['', '-a', 'a-', '1a', 'a_b', 'Ä', 'a'.repeat(25)])
      expect(problemsOf({ deployment })).toHaveLength(1);
  });

  test('logs are kept for days that CloudWatch Logs knows', () => {
    for (const logDays of LOG_DAYS) expect(problemsOf({ deployment: 'qa', logDays })).toEqual([]);
  });
});

describe('options in the environment', () => {
  const text = JSON.stringify({ deployment: 'qa', runDays: 3 });

  test('are JSON; where the stack goes is what the CDK found', () => {
    const environment = { CDK_DEFAULT_ACCOUNT: '123456789012', CDK_DEFAULT_REGION: 'eu-west-1' };
    expect(readStackOptions({ ...environment, [OPTIONS_VARIABLE]: text })).toEqual({
      account: '123456789012',
      region: 'eu-west-1',
      deployment: 'qa',
      runDays: 3,
    });
    const own = JSON.stringify({ deployment: 'qa', region: 'us-east-1' });
    expect(readStackOptions({ ...environment, [OPTIONS_VARIABLE]: own }).region).toBe('us-east-1');
  });

  test('that are missing or broken say what to do', () => {
    expect(() => readStackOptions({})).toThrow(
      /set ROWMILL_STACK_OPTIONS, or use "rowmill deploy"/,
    );
    expect(() => readStackOptions({ [OPTIONS_VARIABLE]: '{' })).toThrow(/is no JSON/);
  });
});
