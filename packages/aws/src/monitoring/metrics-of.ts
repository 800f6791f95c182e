import { computeUsd } from './compute-usd.ts';
import { type EndedInvocation, membersOf, secondsOf } from './invocation-facts.ts';
import type { Measured } from './metric-lines.ts';
import type { ReportedFailure } from './report-failure.ts';

/** How an invocation ended: with a result, or with a failure. */
export interface Outcome {
  readonly result?: unknown;
  readonly failure?: ReportedFailure;
}

type Members = Readonly<Record<string, unknown>>;

/** What the result of each function means as metrics. */
const OF_RESULTS: Readonly<Record<string, (result: Members) => readonly Measured[]>> = {
  // Without a table it describes sources, and reads no rows.
  'rowmill-mask-table': ({ table, rows, bytes }) =>
    table === undefined
      ? []
      : [{ values: { RowsMasked: numberOf(rows), BytesStored: numberOf(bytes) } }],
  'rowmill-build-shard': ({ rows, bytes }) => [
    { values: { ShardsBuilt: 1, RowsGenerated: numberOf(rows), BytesStored: numberOf(bytes) } },
  ],
  'rowmill-store-dataset': storedDataset,
  'rowmill-validate-dataset': checkedDataset,
  'rowmill-provision': ({ environments }) => [
    { values: { EnvironmentsProvisioned: numberOf(environments) } },
  ],
  'rowmill-deliver-shard': ({ rows }) => [
    { values: { ShardsDelivered: 1, RowsDelivered: numberOf(rows) } },
  ],
  'rowmill-clean-up': removedThings,
  'rowmill-sweep': removedThings,
  'rowmill-report': reportedRun,
};

/** Functions that leave something behind when they fail. */
const CLEANING: ReadonlySet<string> = new Set(['rowmill-clean-up', 'rowmill-sweep']);

/** The metrics of an invocation that is over. */
export function metricsOf(ended: EndedInvocation, outcome: Outcome): readonly Measured[] {
  const { failure, result } = outcome;
  const work =
    failure === undefined
      ? (OF_RESULTS[ended.function]?.(membersOf(result)) ?? [])
      : failed(ended, failure);
  return [measuredInvocation(ended), ...work];
}

function measuredInvocation(ended: EndedInvocation): Measured {
  const { attempt = 0, isCold, loadSeconds } = ended;
  return {
    values: {
      ComputeUsd: computeUsd({ ...ended, seconds: secondsOf(ended) }),
      ...(isCold ? { ColdStartSeconds: loadSeconds } : {}),
      ...(attempt > 0 ? { TasksRetried: 1 } : {}),
    },
  };
}

function failed({ function: name }: EndedInvocation, failure: ReportedFailure): Measured[] {
  const values = { TasksFailed: 1, ...(CLEANING.has(name) ? { CleanUpsIncomplete: 1 } : {}) };
  return [{ values, properties: { error: failure.name } }];
}

function storedDataset(result: Members): readonly Measured[] {
  if (result.isFound === true) return [{ values: { DatasetsFound: 1 } }];
  const valuesMasked = membersOf(result.valuesMasked);
  return [
    {
      values: {
        DatasetsStored: 1,
        BytesAsNdjson: numberOf(result.jsonBytes),
        RowsBreakingSchema: numberOf(result.schemaFailures),
        ValuesMasked: Object.values(valuesMasked).reduce<number>(
          (sum, count) => sum + numberOf(count),
          0,
        ),
      },
      properties: { valuesMasked },
    },
  ];
}

function checkedDataset({ checks, failed }: Members): readonly Measured[] {
  const failing = numberOf(failed);
  return [
    {
      values: {
        ChecksPassed: numberOf(checks) - failing,
        ChecksFailed: failing,
        QualityGatesFailed: failing > 0 ? 1 : 0,
      },
    },
  ];
}

/** Nothing was to be removed where nothing was. */
function removedThings({ removed }: Members): readonly Measured[] {
  const things = numberOf(removed);
  return things === 0 ? [] : [{ values: { CleanUpsComplete: 1, ThingsRemoved: things } }];
}

function reportedRun({ outcome, seconds, stages, estimatedUsd }: Members): readonly Measured[] {
  return [
    {
      values: {
        RunsPassed: outcome === 'passed' ? 1 : 0,
        RunsFailed: outcome === 'failed' ? 1 : 0,
        RunSeconds: numberOf(seconds),
        ...(typeof estimatedUsd === 'number' ? { EstimatedUsd: estimatedUsd } : {}),
      },
    },
    ...(Array.isArray(stages) ? stages.map(membersOf).flatMap(reportedStage) : []),
  ];
}

/** Stages that a run did not come to have no time. */
function reportedStage({ name, status, seconds }: Members): readonly Measured[] {
  if (status === 'skipped' || typeof name !== 'string') return [];
  const values = {
    StageSeconds: numberOf(seconds),
    StagesFailed: status === 'failed' ? 1 : 0,
  };
  return [{ stage: name, values }];
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
