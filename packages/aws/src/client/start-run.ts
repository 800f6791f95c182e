import { randomBytes } from 'node:crypto';
import {
  BudgetExceededError,
  type CloudEngineOptions,
  createRunId,
  ESTIMATE_FILE,
  type EstimateFile,
  type ExecutionInput,
  executionInput,
  RUN_VERSION,
  type RunRecord,
  recordText,
  runFiles,
  runReference,
  type WantedRun,
  writeRunRecord,
  writeRunRequest,
} from 'rowmill/engine';
import type { AwsPlan } from '../cost/plan-run.ts';
import { beginFirst, discardRun } from './begin-first.ts';
import { RunDoesNotFitError } from './client-errors.ts';
import { recordExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { sizePlan } from './plan-on-aws.ts';
import { deployedWorkflow } from './run-workflow.ts';
import { readSchemas, uploadFiles } from './upload-schemas.ts';

/** Functions have one processor each. */
const WORKERS = 1;

/**
 * Puts a run into the bucket and starts its execution. Everything that can be known to be wrong is refused before.
 *
 * @throws RequestError, RunDoesNotFitError, BudgetExceededError, without a run; what AWS refuses, explained
 */
export async function startRun(
  deployment: OpenDeployment,
  wanted: WantedRun,
  { budgetUsd, environment }: Pick<CloudEngineOptions, 'budgetUsd' | 'environment'>,
): Promise<RunRecord> {
  const { region, place } = deployment;
  const { request } = wanted;
  const sized = await sizePlan(request, { region, place, environment });
  if (sized.problems.length > 0) throw new RunDoesNotFitError(place, sized.problems);
  const { usd } = sized.plan;
  if (budgetUsd !== undefined && usd > budgetUsd) throw new BudgetExceededError(usd, budgetUsd);
  const id = createRunId(wanted.started);
  const record = await writeRun(deployment, { ...wanted, id }, sized).catch(async (error) => {
    await discardRun(deployment, id);
    throw error;
  });
  await beginFirst(deployment, id, inputOf(deployment, id, wanted));
  return record;
}

/** What an execution of a run begins with: the bucket of the deployment is the store. */
export function inputOf(
  { bucket }: Pick<OpenDeployment, 'bucket'>,
  run: string,
  { request }: Pick<WantedRun, 'request'>,
): ExecutionInput {
  return executionInput({ ...runReference(run), bucket }, request.resolved);
}

/** A store of objects cannot rename: the record comes last, and a run without one does not exist. */
async function writeRun(
  deployment: OpenDeployment,
  { id, request, started, command, rowmillVersion }: WantedRun & { readonly id: string },
  { sizing, plan }: AwsPlan,
): Promise<RunRecord> {
  const { store } = deployment;
  const files = await readSchemas(request.resolved.request, request.directory);
  const workflow = await deployedWorkflow(deployment);
  const record: RunRecord = {
    version: RUN_VERSION,
    id,
    name: request.resolved.request.name,
    command,
    rowmillVersion,
    created: started.toISOString(),
    seed: randomBytes(16).toString('hex'),
    workers: WORKERS,
    sizing,
  };
  await uploadFiles(store, id, files);
  await writeRunRequest(store, id, request);
  await store.put(runFiles(id).workflow, workflow);
  await store.put(estimateKey(id), recordText({ version: 1, ...plan } satisfies EstimateFile));
  await recordExecution(deployment, { run: id, number: 1 });
  await writeRunRecord(store, record);
  return record;
}

/** Key of what a run was expected to take; its report compares it with what it took. */
const estimateKey = (run: string): string => `${runReference(run).prefix}/${ESTIMATE_FILE}`;
