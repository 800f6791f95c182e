/** Units of CloudWatch that rowmill uses (Amazon CloudWatch API, MetricDatum). */
export type MetricUnit = 'Bytes' | 'Count' | 'None' | 'Seconds';

/** What the values of a metric are told apart by. Each value of a dimension is a metric that is paid for. */
export type MetricScope = 'deployment' | 'function' | 'stage';

export interface MetricDefinition {
  readonly unit: MetricUnit;
  readonly scope: MetricScope;
  /** One sentence: what one value tells. */
  readonly meaning: string;
  /** Functions that emit it, as in the deployment; all of them where it says `every`. */
  readonly emittedBy: readonly string[] | 'every';
  /** How its values are put together. */
  readonly statistic: 'Average' | 'Maximum' | 'Sum';
}

export const NAMESPACE = 'rowmill';

/** Dimensions by scope (Amazon CloudWatch user guide, "Dimensions"): bounded, whatever runs. */
export const DIMENSIONS = {
  deployment: ['Deployment'],
  function: ['Deployment', 'Function'],
  stage: ['Deployment', 'Stage'],
} as const satisfies Readonly<Record<MetricScope, readonly string[]>>;

const RUNS = {
  RunsPassed: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A run has passed.',
    emittedBy: ['rowmill-report'],
    statistic: 'Sum',
  },
  RunsFailed: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A run has failed, and written its report.',
    emittedBy: ['rowmill-report'],
    statistic: 'Sum',
  },
  RunSeconds: {
    unit: 'Seconds',
    scope: 'deployment',
    meaning: 'From the start of a run to its report.',
    emittedBy: ['rowmill-report'],
    statistic: 'Average',
  },
  StageSeconds: {
    unit: 'Seconds',
    scope: 'stage',
    meaning:
      'What a stage of a run took; `distribute` and `set up` are the time until tests begin.',
    emittedBy: ['rowmill-report'],
    statistic: 'Average',
  },
  StagesFailed: {
    unit: 'Count',
    scope: 'stage',
    meaning: 'A stage of a run has failed.',
    emittedBy: ['rowmill-report'],
    statistic: 'Sum',
  },
  TasksFailed: {
    unit: 'Count',
    scope: 'function',
    meaning: 'A function threw; the log line and the property `error` name what.',
    emittedBy: 'every',
    statistic: 'Sum',
  },
  TasksRetried: {
    unit: 'Count',
    scope: 'function',
    meaning: 'A function was called again for what had failed before.',
    emittedBy: 'every',
    statistic: 'Sum',
  },
  ColdStartSeconds: {
    unit: 'Seconds',
    scope: 'function',
    meaning:
      'From the start of a process until its function was loaded; there are as many values as cold starts.',
    emittedBy: 'every',
    statistic: 'Average',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

const DATA = {
  RowsGenerated: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Rows that a shard has generated and stored.',
    emittedBy: ['rowmill-build-shard'],
    statistic: 'Sum',
  },
  RowsMasked: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Rows that were read from a source, masked and stored.',
    emittedBy: ['rowmill-mask-table'],
    statistic: 'Sum',
  },
  ShardsBuilt: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A shard of a table is stored.',
    emittedBy: ['rowmill-build-shard'],
    statistic: 'Sum',
  },
  BytesStored: {
    unit: 'Bytes',
    scope: 'deployment',
    meaning: 'Bytes of the parts that a shard or a masked table has stored.',
    emittedBy: ['rowmill-build-shard', 'rowmill-mask-table'],
    statistic: 'Sum',
  },
  BytesAsNdjson: {
    unit: 'Bytes',
    scope: 'deployment',
    meaning: 'What the rows of a dataset that was built would take as NDJSON.',
    emittedBy: ['rowmill-store-dataset'],
    statistic: 'Sum',
  },
  DatasetsStored: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A run has completed a dataset.',
    emittedBy: ['rowmill-store-dataset'],
    statistic: 'Sum',
  },
  DatasetsFound: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A run found its dataset in the store, and built nothing.',
    emittedBy: ['rowmill-store-dataset'],
    statistic: 'Sum',
  },
  ValuesMasked: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Cells that masking has replaced; the property `valuesMasked` has them by strategy.',
    emittedBy: ['rowmill-store-dataset'],
    statistic: 'Sum',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

const QUALITY = {
  RowsBreakingSchema: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Rows of a new dataset that break the JSON Schema of their table.',
    emittedBy: ['rowmill-store-dataset'],
    statistic: 'Sum',
  },
  ChecksPassed: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Checks of a dataset that passed.',
    emittedBy: ['rowmill-validate-dataset'],
    statistic: 'Sum',
  },
  ChecksFailed: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Checks of a dataset that failed.',
    emittedBy: ['rowmill-validate-dataset'],
    statistic: 'Sum',
  },
  QualityGatesFailed: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A gate has stopped a run: at least one check of its dataset failed.',
    emittedBy: ['rowmill-validate-dataset'],
    statistic: 'Sum',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

const ENVIRONMENTS = {
  EnvironmentsProvisioned: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Environments that a run has leased and made.',
    emittedBy: ['rowmill-provision'],
    statistic: 'Sum',
  },
  ShardsDelivered: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'A shard has arrived at a target.',
    emittedBy: ['rowmill-deliver-shard'],
    statistic: 'Sum',
  },
  RowsDelivered: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Rows of a shard that has arrived at a target.',
    emittedBy: ['rowmill-deliver-shard'],
    statistic: 'Sum',
  },
  CleanUpsComplete: {
    unit: 'Count',
    scope: 'deployment',
    meaning:
      'A run has removed its environments, or the sweeper what leases that are over had left.',
    emittedBy: ['rowmill-clean-up', 'rowmill-sweep'],
    statistic: 'Sum',
  },
  CleanUpsIncomplete: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Something that a run has made could not be removed.',
    emittedBy: ['rowmill-clean-up', 'rowmill-sweep'],
    statistic: 'Sum',
  },
  ThingsRemoved: {
    unit: 'Count',
    scope: 'deployment',
    meaning: 'Databases, schemas and files that were removed.',
    emittedBy: ['rowmill-clean-up', 'rowmill-sweep'],
    statistic: 'Sum',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

const COSTS = {
  ComputeUsd: {
    unit: 'None',
    scope: 'deployment',
    meaning: 'US dollars for the time and memory of one invocation, by the price table.',
    emittedBy: 'every',
    statistic: 'Sum',
  },
  EstimatedUsd: {
    unit: 'None',
    scope: 'deployment',
    meaning: 'US dollars that a run was estimated to cost before it began.',
    emittedBy: ['rowmill-report'],
    statistic: 'Sum',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

/** Every metric that rowmill emits, by its name in CloudWatch. */
export const METRICS = { ...RUNS, ...DATA, ...QUALITY, ...ENVIRONMENTS, ...COSTS };

export type MetricName = keyof typeof METRICS;

export const metricDefinition = (name: MetricName): MetricDefinition => METRICS[name];
