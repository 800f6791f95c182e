import type { Json } from '../../json.ts';
import type { ObjectStore } from '../../ports.ts';
import type { ResultWriterRequest } from '../../reducer/map-run-request.ts';
import type { EndedEntry, ResultEntry } from '../result-entry.ts';
import { writeResults } from '../write-results.ts';
import { memoryObjects } from './memory-objects.ts';

export const child = (index: number, fields: Partial<EndedEntry> = {}): EndedEntry => ({
  name: `child-${index}`,
  executionArn: `arn:aws:states:local:000000000000:execution:machine/Map:child-${index}`,
  stateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:machine/Map',
  status: 'SUCCEEDED',
  executionType: 'STANDARD',
  generation: 0,
  input: { index },
  output: [index, index],
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 60),
  stoppedAt: Date.UTC(2026, 0, 2, 3, 4, 6),
  redriveCount: 0,
  ...fields,
});

export const failed = (index: number, fields: Partial<EndedEntry> = {}): ResultEntry => {
  const { output: _, ...rest } = child(index, { status: 'FAILED', error: 'E', cause: 'c' });
  return { ...rest, ...fields };
};

export const pending = (index: number): ResultEntry => ({
  status: 'PENDING',
  input: { index },
});

export const OUT = { bucket: 'out', prefix: 'jobs' };

/** Writes results of children, by default into a store of its own. */
export const write = async (
  list: readonly ResultEntry[],
  request: ResultWriterRequest | undefined,
  more: { objects?: ObjectStore; maxFileBytes?: number; redriveCount?: number } = {},
) => {
  const objects = memoryObjects();
  const output = await writeResults(request, {
    objects,
    mapRunArn: 'arn:map-run',
    uuid: 'u-1',
    async *entries() {
      yield* list;
    },
    ...more,
  });
  return { output, objects, file: (key: string): Json => JSON.parse(objects.text('out', key)) };
};
