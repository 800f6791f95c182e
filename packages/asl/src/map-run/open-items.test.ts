import { expect, test } from 'vitest';
import { inputOf } from './item.ts';
import { openItems } from './open-items.ts';
import { collect, memoryObjects } from './testing/memory-objects.ts';

const getObject = (config: object, maxItems?: number) => ({
  resource: 'arn:aws:states:::s3:getObject',
  arguments: { Bucket: 'data', Key: 'items' },
  config,
  ...(maxItems === undefined ? {} : { maxItems }),
});

const read = async (text: string, config: object, maxItems?: number) => {
  const objects = memoryObjects({ 'data/items': text });
  return (await collect(openItems(getObject(config, maxItems), objects))).map(inputOf);
};

test('reads the elements of a JSON array', async () => {
  expect(await read('[1, {"a": [2, 3]}, "x"]', { InputType: 'JSON' })).toEqual([
    1,
    { a: [2, 3] },
    'x',
  ]);
});

test('reads JSON Lines', async () => {
  expect(await read('{"a":1}\n\n{"a":2}', { InputType: 'JSONL' })).toEqual([{ a: 1 }, { a: 2 }]);
});

test('reads no further than MaxItems', async () => {
  expect(await read('[1, 2, broken', { InputType: 'JSON' }, 2)).toEqual([1, 2]);
});

test('names object, line and reason', async () => {
  await expect(read('{"a":1}\n{"a":\n', { InputType: 'JSONL' })).rejects.toMatchObject({
    error: 'States.ItemReaderFailed',
    message: expect.stringMatching(/^s3:\/\/data\/items, line 2: not JSON: /),
  });
});
