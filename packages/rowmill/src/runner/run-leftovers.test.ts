import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles } from '../runs/run-files.ts';
import { writeRunRecord } from '../runs/run-record.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { removeRun, runsEndedBefore } from './remove-run.ts';
import { findRunLeftovers, removeRunLeftovers } from './run-leftovers.ts';
import { openRunView } from './run-view.ts';
import { openRunHarness } from './testing/run-harness.ts';

const DOCUMENT = {
  QueryLanguage: 'JSONata',
  StartAt: 'End',
  States: { End: { Type: 'Succeed' } },
};
const open = (): DirectoryStore => createDirectoryStore(temporaryFolder());

/** @param ended RFC 3339; absent for a run whose process was killed */
async function addRun(store: DirectoryStore, id: string, ended?: string): Promise<void> {
  await writeRunRecord(store, {
    version: 1,
    id,
    name: 'shop',
    rowmillVersion: '0.0.0',
    command: 'rowmill run',
    created: '2026-01-01T00:00:00.000Z',
    workers: 1,
    reportFolder: '/nowhere',
    seed: 'seed',
  });
  if (ended === undefined) return;
  await store.put(
    runFiles(id).result(1),
    JSON.stringify({ version: 1, status: 'SUCCEEDED', ended }),
  );
}

function put(store: DirectoryStore, key: string, at?: Date): void {
  const path = store.path(key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'part');
  if (at === undefined) return;
  for (const changed of [path, dirname(path), dirname(dirname(path))]) utimesSync(changed, at, at);
}

it('takes what nobody can go on with, and leaves what a run may still need', async () => {
  const store = open();
  await addRun(store, 'killed');
  await addRun(store, 'done', '2026-01-01T00:00:01.000Z');
  const longAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
  // Resumable: its builder folder guards the parts, however old they are.
  put(store, 'datasets/one/users/part-00000.parquet', longAgo);
  put(store, 'datasets/one.building/killed/part.unfinished');
  put(store, 'datasets/one.building/done/part.unfinished');
  // Its run was deleted by hand.
  put(store, 'datasets/two/users/part-00000.parquet', longAgo);
  put(store, 'datasets/two.building/nobody/part.unfinished');
  // Being made by a command that is no run.
  put(store, 'datasets/three/users/part-00000.parquet');
  put(store, 'datasets/whole/users/part-00000.parquet', longAgo);
  put(store, 'datasets/whole/manifest.json', longAgo);
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  const host = encodeURIComponent(hostname());
  put(store, `runs/draft.${gone}@${host}.unfinished/run.json`);
  put(store, `runs/draft.${process.pid}@${host}.unfinished/run.json`);

  const leftovers = await findRunLeftovers(store);
  expect(leftovers.interrupted).toEqual(['killed']);
  expect([...leftovers.folders].sort()).toEqual(
    [
      'datasets/one.building/done',
      'datasets/two',
      'datasets/two.building/nobody',
      `runs/draft.${gone}@${host}.unfinished`,
    ].map((key) => store.path(key)),
  );
  await removeRunLeftovers(store, leftovers);
  expect(readdirSync(store.path('datasets')).sort()).toEqual([
    'one',
    'one.building',
    'three',
    'whole',
  ]);
  expect(await findRunLeftovers(store)).toEqual({ interrupted: ['killed'], folders: [] });
});

it('finds nothing where there is no store yet', async () => {
  expect(await findRunLeftovers(open())).toEqual({ interrupted: [], folders: [] });
});

it('concludes nothing from a run that it cannot read', async () => {
  const store = open();
  await store.put('runs/newer/run.json', '{"version":99}');
  put(store, 'datasets/one.building/newer/part.unfinished');
  expect(await findRunLeftovers(store)).toEqual({ interrupted: [], folders: [] });
});

it('removes a run whose journal is damaged: there is no other way out of it', async () => {
  const { store, start } = openRunHarness();
  const request = { name: 'shop', tables: { users: { rows: 1, columns: { id: 'uuid' } } } };
  const { record } = await start(request, { workflow: DOCUMENT });
  const { id } = record;
  rmSync(store.path(runFiles(id).result(1)));
  await expect(removeRun(store, id)).rejects.toThrow(/has not ended/);
  const journal = store.path(`${runFiles(id).journal(1)}/journal-000001.ndjson`);
  writeFileSync(journal, readFileSync(journal, 'utf8').replace('Started', 'started'));
  await expect(openRunView(store, id)).rejects.toThrow(
    new RegExp(`line \\d+ is damaged .* rowmill runs remove ${id}, then rowmill run$`),
  );
  await removeRun(store, id);
  expect(readdirSync(store.path('runs'))).toEqual([]);
});

it('removes runs that have ended, and no others', async () => {
  const store = open();
  await addRun(store, 'old', '2026-01-01T00:00:00.000Z');
  await addRun(store, 'new', '2026-03-01T00:00:00.000Z');
  await addRun(store, 'killed');
  await store.put(runFiles('killed').workflow, JSON.stringify(DOCUMENT));
  const march = Date.parse('2026-03-01T00:00:00.000Z');
  expect(await runsEndedBefore(store, march)).toEqual(['old']);
  await removeRun(store, 'old');
  expect(readdirSync(store.path('runs')).sort()).toEqual(['killed', 'new']);
  await expect(removeRun(store, 'killed')).rejects.toThrow(/rowmill runs cancel killed/);
  await expect(removeRun(store, 'old')).rejects.toMatchObject({ name: 'UnknownRunError' });
  expect(existsSync(store.path('runs/killed/run.json'))).toBe(true);
});
