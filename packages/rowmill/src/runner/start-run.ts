import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { type RunRequest, writeRunRequest } from '../runs/request-record.ts';
import { runFiles } from '../runs/run-files.ts';
import { createRunId } from '../runs/run-id.ts';
import { createRunRecord, RUN_VERSION, type RunRecord } from '../runs/run-record.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { loadWorkflow, PIPELINE_FILE, type Workflow } from '../workflow/load-workflow.ts';
import { driveRun, type EndedRun, type RunnerWorld } from './drive-run.ts';
import { holdRun } from './hold-run.ts';

export interface NewRun extends Pick<RunRecord, 'command' | 'rowmillVersion' | 'reportFolder'> {
  readonly request: RunRequest;
  readonly started: Date;
}

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

/** Creates a run and drives it to its end. From its first moment on, any process can go on with it. */
export async function startRun(
  wanted: NewRun,
  workflow: Workflow,
  world: RunnerWorld,
): Promise<EndedRun> {
  const record = await createRun(wanted, workflow, world);
  const journal = await holdRun(world.store, record.id, 1);
  return driveRun({ record, machine: workflow.machine, execution: 1 }, journal, world);
}

/** Writes the directory of a run; its record comes last, so that a run that is there is whole. */
async function createRun(
  { request, started, command, rowmillVersion, reportFolder }: NewRun,
  { file, text }: Workflow,
  { store, pool }: { readonly store: ObjectStore; readonly pool: RunnerWorld['pool'] },
): Promise<RunRecord> {
  const id = createRunId(started);
  const record: RunRecord = {
    version: RUN_VERSION,
    id,
    name: request.resolved.request.name,
    rowmillVersion,
    command,
    created: started.toISOString(),
    workers: pool.size,
    reportFolder,
    seed: randomBytes(16).toString('hex'),
    ...(file === PIPELINE_FILE ? {} : { workflowFile: file }),
  };
  await writeRunRequest(store, id, request);
  await store.put(runFiles(id).workflow, text);
  await createRunRecord(store, record);
  return record;
}
