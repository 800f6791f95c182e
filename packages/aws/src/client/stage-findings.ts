import {
  datasetOf,
  type ObjectStore,
  openRunDirectory,
  type RunEvent,
  readManifest,
  readRemoved,
  runReference,
} from 'rowmill/engine';
import { testOutputFolder } from '../test-build/test-build.ts';

/**
 * What a run on one machine tells while a stage is under way, and what here is found in the files of the run when the
 * stage has ended: the tables that were built, what the tests have written, what was removed.
 */
export async function stageFindings(
  store: ObjectStore,
  run: string,
  event: RunEvent,
): Promise<readonly RunEvent[]> {
  if (event.type !== 'stage' || event.status === 'started') return [];
  const { stage, status } = event;
  if (stage === 'build') return status === 'passed' ? builtTables(store, run) : [];
  if (status === 'skipped') return [];
  if (stage === 'test') return testOutput(store, run);
  return stage === 'clean up' ? removedThings(store, run) : [];
}

async function builtTables(store: ObjectStore, run: string): Promise<readonly RunEvent[]> {
  const dataset = await datasetOf(store, run);
  const manifest = dataset === undefined ? undefined : await readManifest(store, dataset);
  return (manifest?.tables ?? []).map(({ name: table, rows, bytes, seconds }) => ({
    type: 'table',
    table,
    rows,
    bytes,
    seconds,
  }));
}

async function removedThings(store: ObjectStore, run: string): Promise<readonly RunEvent[]> {
  const removed = await readRemoved(openRunDirectory(store, runReference(run).prefix));
  return Object.values(removed)
    .flat()
    .map((line) => ({ type: 'note', message: `removed ${line}` }));
}

/** Of the last call of the tests: an earlier one belongs to an earlier execution. */
async function testOutput(store: ObjectStore, run: string): Promise<readonly RunEvent[]> {
  const logs = await store.list(`${testOutputFolder(run)}/`);
  const last = logs
    .filter(({ key }) => key.endsWith('/output.log'))
    .toSorted((one, other) => one.modified - other.modified)
    .at(-1);
  if (last === undefined) return [];
  const text = String(await store.get(last.key));
  return text === '' ? [] : [{ type: 'output', text }];
}
