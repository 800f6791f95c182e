import { isAbsolute, resolve } from 'node:path';
import type { RunRequest } from '../runs/request-record.ts';
import { loadWorkflow, type Workflow } from '../workflow/load-workflow.ts';
import { checkSecrets } from './check-secrets.ts';
import { createRun, type NewRun } from './create-run.ts';
import { driveRun, type EndedRun, type RunnerWorld } from './drive-run.ts';
import { holdRun } from './hold-run.ts';

/**
 * The document that a request is carried out by: its own, or the pipeline.
 *
 * @throws WorkflowError with everything that is wrong with it.
 */
export function workflowOf({ directory, resolved }: RunRequest): Promise<Workflow> {
  const { workflow } = resolved.request;
  if (workflow === undefined) return loadWorkflow();
  return loadWorkflow(isAbsolute(workflow) ? workflow : resolve(directory, workflow));
}

/**
 * Creates a run and drives it to its end. From its first moment on, any process can go on with it.
 *
 * @throws SecretError, without a run, when a secret that it would need cannot be had.
 */
export async function startRun(
  wanted: Omit<NewRun, 'workers'>,
  workflow: Workflow,
  world: RunnerWorld,
): Promise<EndedRun> {
  const { store, pool, environment } = world;
  await checkSecrets(wanted.request, environment);
  const record = await createRun(store, { ...wanted, workers: pool.size }, workflow);
  const journal = await holdRun(store, record.id, 1);
  return driveRun({ record, machine: workflow.machine, execution: 1 }, journal, world);
}
