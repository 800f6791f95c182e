import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { listRuns, readRunRecord } from '../runs/run-record.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { loadWorkflow } from '../workflow/load-workflow.ts';
import { createRun } from './create-run.ts';

const request = parseRequest(
  { name: 'small', tables: { t: { rows: 1, columns: { id: 'uuid' } } } },
  { definitions: REQUEST_DEFINITIONS },
);

it('makes a run that is whole, and removes what dead processes have not completed', async () => {
  const folder = temporaryFolder();
  const store = createDirectoryStore(folder);
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const host = encodeURIComponent(hostname());
  const draftOf = (pid: number, machine: string): string =>
    join(folder, 'runs', `2026-01-01-a.${pid}@${machine}.unfinished`);
  const drafts = [draftOf(gone, host), draftOf(process.pid, host), draftOf(gone, 'elsewhere')];
  for (const draft of drafts) {
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, 'run.json'), '{}');
  }
  const wanted = {
    request: { file: '/r.yaml', directory: '/', resolved: { request, imports: {} } },
    started: new Date('2026-02-03T04:05:06Z'),
    command: 'rowmill run',
    rowmillVersion: '0.1.0',
    reportFolder: '/report',
    workers: 2,
  };
  const { id } = await createRun(store, wanted, await loadWorkflow());
  expect(id).toMatch(/^2026-02-03T04-05-06-/);
  expect(readdirSync(join(folder, 'runs', id)).sort()).toEqual([
    'request.json',
    'run.json',
    'workflow.asl.json',
  ]);
  expect(await readRunRecord(store, id)).toMatchObject({ id, name: 'small', workers: 2 });
  expect(drafts.map((draft) => existsSync(draft))).toEqual([false, true, true]);
  expect(await listRuns(store)).toEqual([id]);
});
