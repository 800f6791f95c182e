import { writeRunRequest } from '../../../packages/rowmill/dist/runs/request-record.js';
import { runReference } from '../../../packages/rowmill/dist/runs/run-files.js';
import { writeRunRecord } from '../../../packages/rowmill/dist/runs/run-record.js';
import { createTasks } from '../../../packages/rowmill/dist/tasks/create-tasks.js';
import { ROWS, timeUserRun } from './user-run.mjs';

const RUN = 'direct';

/** What a call of a task is about, where no workflow is. */
const CALL = {
  signal: new AbortController().signal,
  heartbeat: () => {},
  attempt: 0,
  task: '1',
  state: 'Bench',
  execution: '',
  isRepeated: false,
};

/** Works on all items, so many at a time. */
async function forEach(items, atATime, work) {
  const waiting = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

async function writeRun({ request, reportFolder }, { store, pool }) {
  await writeRunRequest(store, RUN, request);
  await writeRunRecord(store, {
    version: 1,
    id: RUN,
    name: request.resolved.request.name,
    rowmillVersion: '0.0.0',
    command: 'bench',
    created: new Date().toISOString(),
    workers: pool.size,
    reportFolder,
    seed: RUN,
  });
}

/** The tasks of the pipeline in its order, as a program would call them. */
async function callTasks({ directory }, world) {
  const tasks = createTasks({ ...world, directory, stagesOf: async () => [] });
  const call = (name, payload = {}) =>
    tasks.handlers[name].handler({ run: runReference(RUN), ...payload }, CALL);
  const { shards, concurrency } = await call('rowmill-plan');
  const lines = String(await world.store.get(shards.key))
    .trim()
    .split('\n');
  await forEach(lines, concurrency, (line) => call('rowmill-build-shard', JSON.parse(line)));
  await call('rowmill-store-dataset');
  const { failed } = await call('rowmill-validate-dataset');
  if (failed > 0) throw new Error(`${failed} checks failed`);
  await call('rowmill-clean-up', { failed: false });
  await call('rowmill-report');
  await tasks.close();
}

export const peer = {
  name: 'the same tasks, called one after the other',
  units: { dataset: ROWS },
  run: (job) =>
    timeUserRun(job, async (wanted, world) => {
      await writeRun(wanted, world);
      await callTasks(wanted.request, world);
    }),
};
