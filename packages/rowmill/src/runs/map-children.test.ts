import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { mapChildren } from './map-children.ts';

const at = (second: number): string => new Date(second * 1000).toISOString();

it('finds the children of all maps of a run that have ended', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const put = (key: string, children: readonly object[]) =>
    store.put(`runs/run/${key}`, JSON.stringify(children));
  await put('build/1/SUCCEEDED_0.json', [
    { StartDate: at(1), StopDate: at(4), Status: 'SUCCEEDED' },
    { StartDate: at(2), StopDate: at(6), Status: 'SUCCEEDED' },
  ]);
  await put('build/1/FAILED_0.json', [{ StartDate: at(3), StopDate: at(5), Status: 'FAILED' }]);
  await put('build/1/PENDING_0.json', [{ Status: 'PENDING' }]);
  await put('deliver/2/SUCCEEDED_0.json', [{ StartDate: at(7), StopDate: at(8) }, {}]);
  await put('build/1/manifest.json', []);
  const found = await mapChildren(store, 'run');
  expect(found).toHaveLength(4);
  expect(found).toEqual(
    expect.arrayContaining([
      { stage: 'build', startedAt: 1000, endedAt: 4000 },
      { stage: 'build', startedAt: 2000, endedAt: 6000 },
      { stage: 'build', startedAt: 3000, endedAt: 5000 },
      { stage: 'distribute', startedAt: 7000, endedAt: 8000 },
    ]),
  );
  expect(await mapChildren(store, 'other')).toEqual([]);
});
