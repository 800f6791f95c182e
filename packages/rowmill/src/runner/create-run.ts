import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { StoreError } from '../errors.ts';
import { type RunRequest, writeRunRequest } from '../runs/request-record.ts';
import { RUNS_FOLDER, runFiles, runReference } from '../runs/run-files.ts';
import { createRunId } from '../runs/run-id.ts';
import { RUN_VERSION, type RunRecord, writeRunRecord } from '../runs/run-record.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { syncFolder } from '../stores/sync-folder.ts';
import { PIPELINE_FILE, type Workflow } from '../workflow/load-workflow.ts';
import { draftName, findStaleDrafts } from './run-draft.ts';

export interface NewRun extends Pick<RunRecord, 'command' | 'rowmillVersion' | 'reportFolder'> {
  readonly request: RunRequest;
  readonly started: Date;
  /** Worker threads of the process that begins. */
  readonly workers: number;
}

/**
 * Creates the directory of a run: under another name, until it is whole. A process that is killed in the midst of it
 * leaves nothing that looks like a run, and the next one removes what it left.
 */
export async function createRun(
  store: DirectoryStore,
  { request, started, ...facts }: NewRun,
  { file, text }: Workflow,
): Promise<RunRecord> {
  const id = createRunId(started);
  const draft = draftName(id);
  const record: RunRecord = {
    version: RUN_VERSION,
    id,
    name: request.resolved.request.name,
    ...facts,
    created: started.toISOString(),
    seed: randomBytes(16).toString('hex'),
    ...(file === PIPELINE_FILE ? {} : { workflowFile: file }),
  };
  const runs = store.path(RUNS_FOLDER);
  for (const left of await findStaleDrafts(store)) await rm(left, { recursive: true, force: true });
  await writeRunRequest(store, draft, request);
  await store.put(runFiles(draft).workflow, text);
  await writeRunRecord(store, record, draft);
  try {
    await rename(store.path(runReference(draft).prefix), store.path(runReference(id).prefix));
    await syncFolder(runs);
  } catch (error) {
    throw StoreError.of(runs, `creating ${id}`, error);
  }
  return record;
}
