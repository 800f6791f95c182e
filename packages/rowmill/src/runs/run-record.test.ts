import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { DamagedRunError, NewerRunError, UnknownRunError } from './run-errors.ts';
import { runFiles } from './run-files.ts';
import { findRun, listRuns, type RunRecord, readRunRecord, writeRunRecord } from './run-record.ts';

const RECORD: RunRecord = {
  version: 1,
  id: '2026-01-02T03-04-05-beef',
  name: 'shop',
  rowmillVersion: '0.1.0',
  command: 'rowmill run',
  created: '2026-01-02T03:04:05.000Z',
  workers: 2,
  reportFolder: '/reports',
  seed: 'c0ffee',
};

function openStore() {
  return createDirectoryStore(temporaryFolder());
}

it('gives back what was written', async () => {
  const store = openStore();
  await writeRunRecord(store, RECORD);
  expect(await readRunRecord(store, RECORD.id)).toEqual(RECORD);
});

it('finds runs by their id, its beginning, or as the latest one', async () => {
  const store = openStore();
  for (const id of ['2026-01-02-a', '2026-01-02-b', '2026-01-03-a']) {
    await writeRunRecord(store, { ...RECORD, id });
  }
  await store.put(runFiles('2026-01-04-without-a-record').request, '{}');
  expect(await listRuns(store)).toEqual(['2026-01-02-a', '2026-01-02-b', '2026-01-03-a']);
  expect(await findRun(store, '2026-01-02-a')).toBe('2026-01-02-a');
  expect(await findRun(store, '2026-01-03')).toBe('2026-01-03-a');
  expect(await findRun(store, 'latest')).toBe('2026-01-03-a');
  await expect(findRun(store, '2026-01-02')).rejects.toThrow(
    /beginning of several: 2026-01-02-a, 2026-01-02-b/,
  );
  await expect(findRun(store, 'x')).rejects.toThrow(UnknownRunError);
  await expect(findRun(openStore(), 'latest')).rejects.toThrow(UnknownRunError);
});

it('says which run there is not', async () => {
  await expect(readRunRecord(openStore(), 'r1')).rejects.toThrow(
    /there is no run "r1" in directory \//,
  );
});

it('refuses what a newer rowmill wrote, by name', async () => {
  const store = openStore();
  await store.put(runFiles('r1').record, JSON.stringify({ version: 2, id: 'r1' }));
  const failure = readRunRecord(store, 'r1');
  await expect(failure).rejects.toThrow(NewerRunError);
  await expect(failure).rejects.toThrow(/run r1: written by a newer rowmill .*version 2/);
});

it.each(['', '{"version":1', '[]', '{"version":1,"id":"r1"}', '{"version":"1"}'])(
  'refuses what is no record: %s',
  async (text) => {
    const store = openStore();
    await store.put(runFiles('r1').record, text);
    await expect(readRunRecord(store, 'r1')).rejects.toThrow(DamagedRunError);
  },
);
