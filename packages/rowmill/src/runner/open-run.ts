import type { ExecutionIdentity, Journal, StateMachine } from '@rowmill/asl';
import { runFiles } from '../runs/run-files.ts';
import { type RunRecord, readRunRecord } from '../runs/run-record.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { openWorkflow } from '../workflow/load-workflow.ts';

/** A run of the store, as any process can open it. */
export interface OpenedRun {
  readonly record: RunRecord;
  readonly machine: StateMachine;
  /** Number of its last execution: 1 for a run that was never redriven. */
  readonly execution: number;
}

/**
 * @throws UnknownRunError, NewerRunError, DamagedRunError
 */
export async function openRun(store: DirectoryStore, id: string): Promise<OpenedRun> {
  const record = await readRunRecord(store, id);
  const { workflow } = runFiles(id);
  const machine = openWorkflow(String(await store.get(workflow)), store.path(workflow));
  return { record, machine, execution: Math.max(1, await newestExecution(store, id)) };
}

/** 0 where none has begun. */
export async function newestExecution(store: DirectoryStore, id: string): Promise<number> {
  const folders = await store.folders(`${runFiles(id).journals}/`);
  const numbers = folders.map(Number).filter(Number.isInteger);
  return Math.max(0, ...numbers);
}

/** Names and chances of an execution: the same in every process, so that a replay tells the same. */
export function executionIdentity(
  { record, machine, execution }: OpenedRun,
  journal: Journal,
): ExecutionIdentity {
  const suffix = execution === 1 ? '' : `-${execution}`;
  return {
    machine,
    journal,
    name: `${record.id}${suffix}`,
    seed: `${record.seed}${suffix}`,
    stateMachineName: record.workflowFile === undefined ? 'rowmill-pipeline' : 'rowmill-workflow',
  };
}
