import { expect, test } from 'vitest';
import type { EndedEntry, ResultEntry } from './result-entry.ts';
import { memoryObjects } from './testing/memory-objects.ts';
import { writeResults } from './write-results.ts';

const entry = (index: number, fields: Partial<EndedEntry> = {}): EndedEntry => ({
  name: `child-${index}`,
  executionArn: `arn:aws:states:local:000000000000:execution:machine/Map:child-${index}`,
  stateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:machine/Map',
  status: 'SUCCEEDED',
  executionType: 'STANDARD',
  generation: 0,
  input: index,
  output: [index, index],
  startedAt: 0,
  stoppedAt: 1,
  redriveCount: 0,
  ...fields,
});

const options = (list: readonly ResultEntry[]) => {
  const objects = memoryObjects({});
  return {
    objects,
    mapRunArn: 'arn:map-run',
    uuid: 'u-1',
    async *entries() {
      yield* list;
    },
  };
};

test('leaves outputs in the output of the state where there is no writer', async () => {
  expect(await writeResults(undefined, options([entry(0), entry(1)]))).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('writes files by kind, and a manifest that lists them', async () => {
  const setup = options([entry(0), entry(1, { status: 'FAILED', error: 'E', cause: 'c' })]);
  const output = await writeResults(
    { destination: { bucket: 'out', prefix: 'jobs' }, config: {} },
    setup,
  );
  expect(output).toEqual({
    MapRunArn: 'arn:map-run',
    ResultWriterDetails: { Bucket: 'out', Key: 'jobs/u-1/manifest.json' },
  });
  expect(setup.objects.keys()).toEqual([
    'out/jobs/u-1/FAILED_0.json',
    'out/jobs/u-1/SUCCEEDED_0.json',
    'out/jobs/u-1/manifest.json',
  ]);
});
