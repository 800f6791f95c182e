import type { ObjectStore } from '../stores/object-store.ts';
import { runReference } from './run-files.ts';
import type { RunRecord } from './run-record.ts';

/** What names an execution of a run to the interpreter, the same in every process that drives it or looks at it. */
export interface ExecutionNames {
  readonly name: string;
  /** Random text. */
  readonly seed: string;
  readonly stateMachineName: string;
}

/** @param execution 1 for the first, one more for each redrive */
export function executionNames(
  { id, seed }: Pick<RunRecord, 'id' | 'seed'>,
  execution: number,
): ExecutionNames {
  const suffix = execution === 1 ? '' : `-${execution}`;
  return { name: `${id}${suffix}`, seed: `${seed}${suffix}`, stateMachineName: 'rowmill' };
}

/** Number of the execution that was begun last; 0 where none was. */
export async function latestExecution(store: ObjectStore, run: string): Promise<number> {
  const folders = await store.folders(`${runReference(run).prefix}/journal/`);
  return Math.max(0, ...folders.map(Number).filter(Number.isInteger));
}
