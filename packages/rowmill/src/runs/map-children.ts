import type { ObjectStore } from '../stores/object-store.ts';
import { runReference } from './run-files.ts';

/** Folders, below that of the run, where the maps of the pipeline leave what became of their shards. */
export const MAP_FOLDERS = { build: 'build', distribute: 'deliver' } as const;

/** A child execution of a map: one shard that was worked on. */
export interface MapChild {
  readonly stage: keyof typeof MAP_FOLDERS;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Fields of a child execution, as `ResultWriter` of Step Functions writes them (guide, "ResultWriter"). */
interface WrittenChild {
  readonly StartDate?: string;
  readonly StopDate?: string;
}

/** All children of the maps of a run that have ended, of all of its executions. */
export async function mapChildren(store: ObjectStore, run: string): Promise<readonly MapChild[]> {
  const stages = Object.keys(MAP_FOLDERS) as MapChild['stage'][];
  return (await Promise.all(stages.map((stage) => childrenOf(store, run, stage)))).flat();
}

async function childrenOf(
  store: ObjectStore,
  run: string,
  stage: MapChild['stage'],
): Promise<readonly MapChild[]> {
  const listed = await store.list(`${runReference(run).prefix}/${MAP_FOLDERS[stage]}/`);
  const written = listed.filter(({ key }) => /\/(?:SUCCEEDED|FAILED)_\d+\.json$/.test(key));
  const files = await Promise.all(written.map(({ key }) => store.get(key)));
  return files
    .flatMap((file) => JSON.parse(String(file)) as readonly WrittenChild[])
    .map(({ StartDate = '', StopDate = '' }) => ({
      stage,
      startedAt: Date.parse(StartDate),
      endedAt: Date.parse(StopDate),
    }))
    .filter(({ startedAt, endedAt }) => endedAt >= startedAt);
}
