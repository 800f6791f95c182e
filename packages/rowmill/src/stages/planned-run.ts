import type { Request } from '@rowmill/core/engine';
import { PlanChangedError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { EdgeCasesReport } from '../reports/run-report.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { readRunRecord } from '../runs/run-record.ts';
import type { Sizing } from '../runs/sizing.ts';
import { secretIn } from '../stores/secret.ts';
import type { DatasetKeys } from '../validation/dataset-keys.ts';
import type { TableSchema } from '../workers/jobs.ts';
import { loadSchemas } from './load-schemas.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import { readKnownSources } from './sources-file.ts';
import { planKeys } from './validate-dataset.ts';

/** What all tasks of a run need and no file can hold: programs, compiled checks. */
export interface PlannedRun {
  readonly request: Request;
  readonly plan: RunPlan;
  readonly schemas: ReadonlyMap<string, TableSchema>;
  readonly keys: DatasetKeys;
  /** Undefined where it follows from this machine. */
  readonly sizing: Sizing | undefined;
}

/** `plan.json` of a run: what it was planned to make. */
export interface PlanFile {
  readonly version: 1;
  readonly datasetId: string;
  /** The dataset was in the store before the run. */
  readonly isStored: boolean;
  readonly tables: readonly {
    readonly name: string;
    readonly kind: 'generated' | 'masked';
    readonly shards: number;
  }[];
  /** Of the tables that were to have edge cases. */
  readonly edgeCases?: readonly EdgeCasesReport[];
}

export const PLAN_FILE = 'plan.json';

/**
 * Plans a run from its request, and from what is on record of its sources. Any process that goes on with the run gets
 * the same plan.
 *
 * @throws RequestError with every issue of the request; {@link PlanChangedError} when it makes another dataset now.
 */
export async function openPlannedRun(context: StageContext): Promise<PlannedRun> {
  const { files, store, runId, environment, directory } = context;
  const { resolved } = await readRunRequest(store, runId, environment);
  const { request } = resolved;
  const schemas = await loadSchemas(request, directory);
  const sources = await readKnownSources(resolved, files);
  const plan = await planRun(resolved, { directory, environment, sources, schemas });
  await assertSameDataset(plan, context);
  const secret = await secretIn(store, files.key('key-secret'));
  const keys = { ...planKeys(request, plan), secret };
  const { sizing } = await readRunRecord(store, runId);
  return { request, plan, schemas, keys, sizing };
}

/** @throws {@link PlanChangedError} when the run was planned for another dataset before. */
export async function assertSameDataset(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  { files, runId }: Pick<StageContext, 'files' | 'runId'>,
): Promise<void> {
  const before = await files.find<PlanFile>(PLAN_FILE);
  if (before === undefined || before.datasetId === datasetId) return;
  throw new PlanChangedError(
    runId,
    `planned for dataset ${before.datasetId}, but its sources, keys or this version of rowmill now make ${datasetId}`,
  );
}
