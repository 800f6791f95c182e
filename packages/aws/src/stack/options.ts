import { StackOptionsError } from '../errors.ts';
import { checkShape } from './options-shape.ts';
import type { Network, StackOptions } from './stack-options.ts';

/** What {@link StackOptions} leaves out. */
export const DEFAULTS = {
  runDays: 30,
  logDays: 90,
  sweepMinutes: 15,
  testMinutes: 60,
  testImage: 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
  removal: 'retain',
} as const;

/** Days that CloudWatch Logs can keep logs for (PutRetentionPolicy, docs.aws.amazon.com, 2026-11-22). */
export const LOG_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Options that passed {@link checkOptions}, with their defaults. */
export type CheckedOptions = StackOptions &
  Required<Pick<StackOptions, 'runDays' | 'logDays' | 'sweepMinutes' | 'removal'>>;

/** Resources carry the name, and names of Lambda functions and roles have 64 characters. */
const NAME = /^[a-z][a-z0-9-]{0,22}[a-z0-9]$|^[a-z]$/;

/** @throws {@link StackOptionsError} with everything that is wrong. */
export function checkOptions(options: StackOptions): CheckedOptions {
  checkShape(options);
  const { runDays, logDays, sweepMinutes, removal } = DEFAULTS;
  const checked = { runDays, logDays, sweepMinutes, removal, ...options };
  const problems = [
    ...problemsOfNumbers(checked),
    ...problemsOfNetwork(checked.network),
    ...problemsOfBuckets(checked),
    ...(NAME.test(checked.deployment)
      ? []
      : [
          `deployment: "${checked.deployment}" is no name of a deployment - use lower case letters, digits and "-", a letter first, 24 at most`,
        ]),
    ...(checked.alarmEmail === undefined || /^[^\s@]+@[^\s@]+$/.test(checked.alarmEmail)
      ? []
      : [`alarmEmail: "${checked.alarmEmail}" is no address - such as qa@example.org`]),
    ...(['retain', 'delete'].includes(checked.removal)
      ? []
      : [`removal: "${checked.removal}" is not known - retain, or delete`]),
  ];
  if (problems.length > 0) throw new StackOptionsError(problems);
  return checked;
}

function problemsOfNumbers({
  runDays,
  datasetDays,
  logDays,
  sweepMinutes,
  budgetUsd,
  tests,
}: CheckedOptions): string[] {
  const whole = (name: string, value: number | undefined, from: number, to: number): string[] =>
    value === undefined || (Number.isInteger(value) && value >= from && value <= to)
      ? []
      : [`${name}: ${value} is no whole number from ${from} to ${to}`];
  return [
    ...whole('runDays', runDays, 1, 3650),
    ...whole('datasetDays', datasetDays, 1, 3650),
    ...whole('sweepMinutes', sweepMinutes, 1, 1440),
    ...whole('tests.timeoutMinutes', tests?.timeoutMinutes, 5, 2160),
    ...(LOG_DAYS.includes(logDays)
      ? []
      : [
          `logDays: CloudWatch Logs does not keep logs for ${logDays} days - ${LOG_DAYS.join(', ')}`,
        ]),
    ...(budgetUsd === undefined || budgetUsd > 0
      ? []
      : [`budgetUsd: ${budgetUsd} is no amount of dollars above 0`]),
  ];
}

function problemsOfNetwork(network: Network | undefined): string[] {
  if (network === undefined) return [];
  const { vpcId, subnetIds, securityGroupIds } = network;
  return [
    ...(vpcId.startsWith('vpc-') ? [] : [`network.vpcId: "${vpcId}" is no id of a VPC`]),
    ...(subnetIds.length > 0 ? [] : ['network.subnetIds: name one subnet at least']),
    ...(securityGroupIds.length > 0 ? [] : ['network.securityGroupIds: name one group at least']),
  ];
}

/** As S3 names buckets ("General purpose bucket naming rules"), without what is forbidden beyond that. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function problemsOfBuckets({ sources = [], targets = [], tests }: StackOptions): string[] {
  const places = [
    ...sources.map(({ bucket }, index) => [`sources[${index}].bucket`, bucket] as const),
    ...targets.map(({ bucket }, index) => [`targets[${index}].bucket`, bucket] as const),
    ...(tests?.source === undefined ? [] : [['tests.source.bucket', tests.source.bucket] as const]),
  ];
  return places
    .filter(([, bucket]) => !BUCKET.test(bucket))
    .map(([option, bucket]) => `${option}: "${bucket}" is no name of a bucket`);
}
