import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { memoryObjects } from '../map-run/testing/memory-objects.ts';
import { startExecution } from './execute.ts';
import { mapDocument, testOptions } from './testing/documents.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ITEMS = 20_000;
/** Bytes per child between a tenth of them and all: what is kept of those that have ended. */
const MOST_BYTES = 20;

/** Tells nothing: what a journal keeps is not the executor's. */
const forgetful: Journal = {
  append: async () => undefined,
  async *records() {},
  close: async () => undefined,
};

describe('a map run', () => {
  it('keeps no more than some bits of children that have ended', async () => {
    const heaps: number[] = [];
    const machine = mapDocument({
      Items: undefined,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'b', Key: 'items' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'b', Prefix: 'out' },
      },
      MaxConcurrency: 50,
    });
    const lines = Array.from({ length: ITEMS }, (_, index) => `{"shard":${index}}`).join('\n');
    const objects = memoryObjects({ 'b/items': lines }, { chunkBytes: 65_536 });
    const shard = async (input: unknown): Promise<null> => {
      const { shard: index } = input as { shard: number };
      if (index === ITEMS / 10 || index === ITEMS - 100) {
        collectGarbage();
        heaps.push(process.memoryUsage().heapUsed);
      }
      return null;
    };
    const options = testOptions(machine, { shard }, { objects, journal: forgetful });
    const { result } = await startExecution({}, options);
    expect(await result).toMatchObject({ status: 'SUCCEEDED' });
    const [few = 0, many = 0] = heaps;
    expect(heaps).toHaveLength(2);
    expect((many - few) / ITEMS).toBeLessThan(MOST_BYTES);
  });
});
