import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { onTestFinished } from 'vitest';
import type { RunEvent } from '../../ports.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import { openBuiltPool } from '../../testing/built-pool.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import type { EndedRun, RunnerWorld } from '../drive-run.ts';
import { startRun, workflowOf } from '../start-run.ts';

/** A store in a folder, and what drives runs in it. All of it goes away with the test. */
export interface RunHarness {
  readonly store: DirectoryStore;
  readonly folder: string;
  readonly events: RunEvent[];
  /** @param changes e.g. another signal */
  world(changes?: Partial<RunnerWorld>): RunnerWorld;
  /** @param workflow a document, to be run in place of the pipeline */
  start(request: object, options?: StartOptions): Promise<EndedRun>;
}

export interface StartOptions {
  readonly workflow?: object;
  readonly world?: RunnerWorld;
  readonly started?: Date;
}

export function openRunHarness(): RunHarness {
  const folder = temporaryFolder();
  const store = createDirectoryStore(join(folder, '.rowmill'));
  const pool = openBuiltPool(1);
  onTestFinished(() => pool.close());
  const events: RunEvent[] = [];
  const world = (changes: Partial<RunnerWorld> = {}): RunnerWorld => ({
    store,
    pool,
    environment: {},
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    ...changes,
  });
  return {
    store,
    folder,
    events,
    world,
    async start(input, { workflow, world: given = world(), started = new Date() } = {}) {
      const file = 'my.asl.json';
      if (workflow !== undefined) writeFileSync(join(folder, file), JSON.stringify(workflow));
      const named = workflow === undefined ? input : { ...input, workflow: file };
      const request = parseRequest(named, { definitions: REQUEST_DEFINITIONS });
      const wanted = {
        request: {
          file: join(folder, 'rowmill.yaml'),
          directory: folder,
          resolved: { request, imports: {} },
        },
        started,
        command: 'rowmill run',
        rowmillVersion: '0.1.0',
        reportFolder: join(folder, 'report'),
      };
      return startRun(wanted, await workflowOf(wanted.request), given);
    },
  };
}
