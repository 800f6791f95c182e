import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { runReference } from './run-files.ts';
import { explainFailure } from './shard-failure.ts';

const THRESHOLD = {
  Error: 'States.ExceedToleratedFailureThreshold',
  Cause: 'The specified tolerated failure threshold was exceeded',
};
const cause = (errorMessage: string): string => JSON.stringify({ errorType: 'E', errorMessage });

it('keeps what a function failed with, as words', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const failure = { Error: 'TargetError', Cause: cause('no space\nleft') };
  expect(await explainFailure(store, 'r', failure)).toEqual({
    Error: 'TargetError',
    Cause: 'no space\nleft',
  });
  const torn = { Error: 'E', Cause: '{"errorType": "E", "errorMess' };
  expect(await explainFailure(store, 'r', torn)).toEqual(torn);
});

it('finds the shard that failed first in the last map run', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const { prefix } = runReference('r');
  const write = (key: string, entries: readonly object[]): Promise<boolean> =>
    store.put(`${prefix}/${key}`, JSON.stringify(entries));
  const failed = (name: string, StopDate: string) => ({
    Status: 'FAILED',
    Error: name,
    Cause: cause(`${name} at ${StopDate}`),
    StopDate,
  });
  expect(await explainFailure(store, 'r', THRESHOLD)).toEqual(THRESHOLD);
  await write('build/one/FAILED_0.json', [failed('Old', '2026-01-01T00:00:01Z')]);
  await write('build/two/SUCCEEDED_0.json', [failed('No', '2026-01-03T00:00:00Z')]);
  await write('deliver/two/FAILED_0.json', [
    { Status: 'ABORTED', StopDate: '2026-01-02T00:00:00Z' },
    failed('Second', '2026-01-02T00:00:09Z'),
    failed('First', '2026-01-02T00:00:08.500Z'),
  ]);
  expect(await explainFailure(store, 'r', THRESHOLD)).toEqual({
    Error: 'First',
    Cause: 'First at 2026-01-02T00:00:08.500Z',
  });
});
