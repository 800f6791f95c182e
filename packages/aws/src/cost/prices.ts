/** What AWS charges for one thing, on demand, without free tiers, savings plans or tax. */
export interface Price {
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  /** One unit: `GB-second`, `request` … */
  readonly unit: string;
  /** Where the price was found. */
  readonly source: string;
}

/** Prices of one region, as they were on a day. */
export interface PriceTable {
  readonly region: string;
  /** RFC 3339 full-date: when the prices were looked up. */
  readonly date: string;
  /** arm64, first tier. A GB has 1,024 MB. */
  readonly lambdaCompute: Price;
  readonly lambdaRequests: Price;
  /** Of `/tmp` beyond the first 512 MB. */
  readonly lambdaStorage: Price;
  /** Of STANDARD workflows; retries count. */
  readonly stateTransitions: Price;
  readonly objectStorage: Price;
  /** PUT, COPY, POST and LIST. */
  readonly objectWrites: Price;
  /** GET and HEAD. DELETE costs nothing. */
  readonly objectReads: Price;
  /** Write request units; a write whose condition fails costs one, too. */
  readonly leaseWrites: Price;
  readonly leaseReads: Price;
  readonly logs: Price;
  readonly customMetrics: Price;
  readonly alarms: Price;
  readonly dashboards: Price;
  readonly traces: Price;
  readonly secrets: Price;
  readonly secretReads: Price;
  readonly keys: Price;
  readonly keyRequests: Price;
  /** Of a small Linux machine that runs the tests. */
  readonly buildMinutes: Price;
}

const MILLION = 1_000_000;
const PAGE = {
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  stepFunctions: 'https://aws.amazon.com/step-functions/pricing/',
  s3: 'https://aws.amazon.com/s3/pricing/',
  dynamoDb: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  cloudWatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  xRay: 'https://aws.amazon.com/xray/pricing/',
  secretsManager: 'https://aws.amazon.com/secrets-manager/pricing/',
  kms: 'https://aws.amazon.com/kms/pricing/',
  codeBuild: 'https://aws.amazon.com/codebuild/pricing/',
} as const;

const US_EAST_1: PriceTable = {
  region: 'us-east-1',
  date: '2026-11-22',
  lambdaCompute: { usd: 0.0000133334, per: 1, unit: 'GB-second', source: PAGE.lambda },
  lambdaRequests: { usd: 0.2, per: MILLION, unit: 'request', source: PAGE.lambda },
  lambdaStorage: { usd: 0.0000000309, per: 1, unit: 'GB-second', source: PAGE.lambda },
  stateTransitions: { usd: 0.025, per: 1000, unit: 'transition', source: PAGE.stepFunctions },
  objectStorage: { usd: 0.023, per: 1, unit: 'GB-month', source: PAGE.s3 },
  objectWrites: { usd: 0.005, per: 1000, unit: 'request', source: PAGE.s3 },
  objectReads: { usd: 0.0004, per: 1000, unit: 'request', source: PAGE.s3 },
  leaseWrites: { usd: 0.625, per: MILLION, unit: 'write unit', source: PAGE.dynamoDb },
  leaseReads: { usd: 0.125, per: MILLION, unit: 'read unit', source: PAGE.dynamoDb },
  logs: { usd: 0.5, per: 1, unit: 'GB', source: PAGE.cloudWatch },
  customMetrics: { usd: 0.3, per: 1, unit: 'metric and month', source: PAGE.cloudWatch },
  alarms: { usd: 0.1, per: 1, unit: 'alarm and month', source: PAGE.cloudWatch },
  dashboards: { usd: 3, per: 1, unit: 'dashboard and month', source: PAGE.cloudWatch },
  traces: { usd: 5, per: MILLION, unit: 'trace', source: PAGE.xRay },
  secrets: { usd: 0.4, per: 1, unit: 'secret and month', source: PAGE.secretsManager },
  secretReads: { usd: 0.05, per: 10_000, unit: 'request', source: PAGE.secretsManager },
  keys: { usd: 1, per: 1, unit: 'key and month', source: PAGE.kms },
  keyRequests: { usd: 0.03, per: 10_000, unit: 'request', source: PAGE.kms },
  buildMinutes: { usd: 0.005, per: 1, unit: 'minute', source: PAGE.codeBuild },
};

/** What differs in Frankfurt; Lambda, Step Functions, Secrets Manager, KMS and X-Ray cost the same there. */
const EU_CENTRAL_1: PriceTable = {
  ...US_EAST_1,
  region: 'eu-central-1',
  objectStorage: { ...US_EAST_1.objectStorage, usd: 0.0245 },
  objectWrites: { ...US_EAST_1.objectWrites, usd: 0.0054 },
  objectReads: { ...US_EAST_1.objectReads, usd: 0.00043 },
  leaseWrites: { ...US_EAST_1.leaseWrites, usd: 0.7625 },
  leaseReads: { ...US_EAST_1.leaseReads, usd: 0.1525 },
  logs: { ...US_EAST_1.logs, usd: 0.63 },
};

const TABLES: Readonly<Record<string, PriceTable>> = {
  'us-east-1': US_EAST_1,
  'eu-central-1': EU_CENTRAL_1,
};

/** Prices of a region; those of us-east-1 for a region that has none of its own here. */
export function pricesOf(region: string): PriceTable {
  return (Object.hasOwn(TABLES, region) ? TABLES[region] : undefined) ?? US_EAST_1;
}

/** US dollars for a quantity of something. */
export const costOf = (quantity: number, { usd, per }: Price): number => (quantity / per) * usd;
