import { expect, test } from 'vitest';
import { batchItems } from './batch-items.ts';
import { collect } from './testing/memory-objects.ts';

async function* items(count: number) {
  for (let index = 0; index < count; index++) {
    yield index;
  }
}

test('fills batches with items in their order', async () => {
  const batches = await collect(batchItems(items(5), { maxItems: 2, batchInput: { run: 'r' } }));
  expect(batches.map(({ index, input }) => [index, input])).toEqual([
    [0, { BatchInput: { run: 'r' }, Items: [0, 1] }],
    [1, { BatchInput: { run: 'r' }, Items: [2, 3] }],
    [2, { BatchInput: { run: 'r' }, Items: [4] }],
  ]);
});
