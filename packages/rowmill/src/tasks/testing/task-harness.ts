import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, type TaskContext, TaskFailure } from '@rowmill/asl';
import { parseRequest, REQUEST_DEFINITIONS, type ResolvedRequest } from '@rowmill/core/engine';
import { onTestFinished } from 'vitest';
import { createFileAuditLog } from '../../audit/file-audit-log.ts';
import { createFileLedgers, LEDGER_FOLDER } from '../../environments/file-ledgers.ts';
import type { RunEvent } from '../../ports.ts';
import { writeRunRequest } from '../../runs/request-record.ts';
import { runReference } from '../../runs/run-files.ts';
import { RUN_VERSION, writeRunRecord } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { openPool, type WorkerPool } from '../../workers/pool.ts';
import { createTasks } from '../create-tasks.ts';
import type { TaskWorld } from '../task-world.ts';

/** A store with runs in it, and processes that work for them. */
export interface TaskHarness {
  readonly store: ObjectStore;
  readonly directory: string;
  readonly pool: WorkerPool;
  /** Puts a run into the store. */
  addRun(id: string, request: object): Promise<void>;
  /** Functions as a process of its own has them: it remembers nothing of the others. */
  process(changes?: Partial<TaskWorld>): TaskProcess;
}

export interface TaskProcess {
  readonly events: readonly RunEvent[];
  call(name: string, run: string, payload?: object, call?: Partial<TaskContext>): Promise<Json>;
}

/** All in a folder that goes away with the test. */
export function openHarness(workers = 2): TaskHarness {
  const directory = mkdtempSync(join(tmpdir(), 'rowmill-tasks-'));
  const store = createDirectoryStore(join(directory, '.rowmill'));
  const pool = openBuiltPool(workers);
  onTestFinished(async () => {
    await pool.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    store,
    directory,
    pool,
    async addRun(id, input) {
      const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
      const resolved: ResolvedRequest = { request, imports: {} };
      await writeRunRequest(store, id, {
        file: join(directory, 'rowmill.yaml'),
        directory,
        resolved,
      });
      await writeRunRecord(store, {
        version: RUN_VERSION,
        id,
        name: request.name,
        rowmillVersion: '0.1.0',
        command: 'rowmill run',
        created: '2026-01-02T03:04:05.000Z',
        workers,
        seed: id,
      });
    },
    process: (changes = {}) => openProcess({ store, directory, pool }, changes),
  };
}

/** Workers run what is built; under the conditions of these tests they would look for sources, and cannot read them. */
function openBuiltPool(workers: number): WorkerPool {
  const { execArgv } = process;
  process.execArgv = [];
  try {
    return openPool(workers);
  } finally {
    process.execArgv = execArgv;
  }
}

function openProcess(
  base: Pick<TaskWorld, 'store' | 'directory' | 'pool'>,
  changes: Partial<TaskWorld>,
): TaskProcess {
  const events: RunEvent[] = [];
  const tasks = createTasks({
    ...base,
    ledgers: createFileLedgers(join(base.directory, '.rowmill', LEDGER_FOLDER)),
    environment: process.env,
    audit: createFileAuditLog({ folder: join(base.directory, '.rowmill', 'audit') }),
    signal: new AbortController().signal,
    emit: (event) => void events.push(event),
    stagesOf: async () => [],
    ...changes,
  });
  return {
    events,
    call(name, run, payload = {}, call = {}) {
      const task = tasks.handlers[name];
      if (task === undefined) throw new Error(`there is no task ${name}`);
      const handler = typeof task === 'function' ? task : task.handler;
      const input = { run: { ...runReference(run) }, ...payload } as Json;
      return handler(input, { ...CALL, ...call });
    },
  };
}

const CALL: TaskContext = {
  signal: new AbortController().signal,
  heartbeat: () => undefined,
  task: 'Test',
  attempt: 0,
  state: 'Test',
  execution: '',
  isRepeated: false,
};

/** Name under which a workflow would see the error. */
export function errorName(error: unknown): string {
  if (error instanceof TaskFailure) return error.error;
  return error instanceof Error ? error.name : 'no error';
}
