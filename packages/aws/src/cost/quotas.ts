/** A quota of AWS, or a limit that somebody has measured. */
export interface Quota {
  readonly value: number;
  readonly unit: string;
  /** Whether AWS raises it for an account that asks. */
  readonly isAdjustable: boolean;
  readonly source: string;
}

const PAGE = {
  lambda: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  lambdaScaling: 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
  stepFunctions: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  maps: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html',
  s3: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html',
  skyrise: 'https://arxiv.org/abs/2501.07771',
} as const;

/** When the quotas were looked up. */
export const QUOTA_DATE = '2026-11-22';

/** Quotas that a run can meet, with their defaults. */
export const QUOTAS = {
  /** Functions of an account and a region that run at the same time. */
  lambdaConcurrency: { value: 1000, unit: 'functions', isAdjustable: true, source: PAGE.lambda },
  /** Environments that one function may get at once; then as many every ten seconds. */
  lambdaBurst: {
    value: 1000,
    unit: 'environments',
    isAdjustable: false,
    source: PAGE.lambdaScaling,
  },
  lambdaRamp: {
    value: 100,
    unit: 'environments/s',
    isAdjustable: false,
    source: PAGE.lambdaScaling,
  },
  lambdaSeconds: { value: 900, unit: 's', isAdjustable: false, source: PAGE.lambda },
  lambdaMemoryMb: { value: 10_240, unit: 'MB', isAdjustable: false, source: PAGE.lambda },
  /** Below `/tmp`. */
  lambdaStorageMb: { value: 10_240, unit: 'MB', isAdjustable: false, source: PAGE.lambda },
  /** Children of a distributed map that are started in a second, where they are STANDARD. */
  childStarts: { value: 100, unit: 'children/s', isAdjustable: false, source: PAGE.maps },
  openChildren: { value: 10_000, unit: 'children', isAdjustable: false, source: PAGE.maps },
  /** Items that the reader of a distributed map takes. */
  mapItems: { value: 100_000_000, unit: 'items', isAdjustable: false, source: PAGE.stepFunctions },
  /** State transitions: the rate at which the bucket of us-east-1 is filled; 800 in most other regions. */
  transitions: {
    value: 5000,
    unit: 'transitions/s',
    isAdjustable: true,
    source: PAGE.stepFunctions,
  },
  historyEvents: { value: 25_000, unit: 'events', isAdjustable: false, source: PAGE.stepFunctions },
  /** Of one partitioned prefix. Two hours of writing at this rate did not raise it (section 4.4.1 of arXiv 2501.07771). */
  objectWrites: { value: 3500, unit: 'requests/s', isAdjustable: true, source: PAGE.s3 },
  objectReads: { value: 5500, unit: 'requests/s', isAdjustable: true, source: PAGE.s3 },
  /** Of one function, in each direction, once the burst is used up: measured, section 4.2.1. */
  networkBytes: {
    value: 75 * 2 ** 20,
    unit: 'bytes/s',
    isAdjustable: false,
    source: PAGE.skyrise,
  },
  /** That one environment moves at ten times the speed and more before it is held back: measured, section 4.2.1. */
  networkBurst: { value: 300 * 2 ** 20, unit: 'bytes', isAdjustable: false, source: PAGE.skyrise },
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof QUOTAS;

/** The quotas of an account. */
export type Quotas = Readonly<Record<QuotaName, number>>;

/** Quotas of an account that has asked for none. */
export const DEFAULT_QUOTAS: Quotas = Object.fromEntries(
  Object.entries(QUOTAS).map(([name, { value }]) => [name, value]),
) as Quotas;
