import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength, type Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { batchItems } from './batch-items.ts';
import { collect } from './testing/memory-objects.ts';

async function* each<Value>(values: Iterable<Value>) {
  yield* values;
}

const batches = (items: readonly Json[], request: Parameters<typeof batchItems>[1]) =>
  collect(batchItems(each(items), request));

test('fills batches with items in their order', async () => {
  expect(await batches([0, 1, 2, 3, 4], { maxItems: 2, batchInput: { run: 'r' } })).toEqual([
    { index: 0, items: [0, 1], input: { BatchInput: { run: 'r' }, Items: [0, 1] } },
    { index: 1, items: [2, 3], input: { BatchInput: { run: 'r' }, Items: [2, 3] } },
    { index: 2, items: [4], input: { BatchInput: { run: 'r' }, Items: [4] } },
  ]);
});

test('has no BatchInput where none is given, and one where it is null', async () => {
  expect((await batches([1], { maxItems: 1 }))[0]?.input).toEqual({ Items: [1] });
  expect((await batches([1], { maxItems: 1, batchInput: null }))[0]?.input).toEqual({
    BatchInput: null,
    Items: [1],
  });
});

test('makes twelve batches of 1130 items at 100 each, as documented', async () => {
  const items = Array.from({ length: 1130 }, (_, index) => index);
  const made = await batches(items, { maxItems: 100 });
  expect(made.map((batch) => batch.items.length)).toEqual([...Array(11).fill(100), 30]);
});

test('makes no batch of no items', async () => {
  expect(await batches([], { maxItems: 3 })).toEqual([]);
});

test('fills a batch to the last byte, and no further', async () => {
  const items = ['aé', 'b'];
  const bytes = byteLength({ Items: items });
  expect(await batches(items, { maxBytes: bytes })).toHaveLength(1);
  expect(await batches(items, { maxBytes: bytes - 1 })).toHaveLength(2);
  const alone = byteLength({ Items: ['aé'] });
  expect(await batches(['aé'], { maxBytes: alone })).toHaveLength(1);
  await expect(batches(['aé'], { maxBytes: alone - 1 })).rejects.toThrow('item 1');
});

const requestArbitrary = fc.record(
  { maxItems: fc.integer({ min: 1, max: 5 }), batchInput: fc.jsonValue() },
  { requiredKeys: [] },
) as fc.Arbitrary<{ maxItems?: number; batchInput?: Json }>;

describe('laws', () => {
  const scenario = fc.record({
    items: fc.array(fc.jsonValue() as fc.Arbitrary<Json>),
    request: requestArbitrary,
    room: fc.nat({ max: 60 }),
  });

  /** The smallest limit in which every item fits alone, and some bytes more. */
  const limitOf = (items: readonly Json[], batchInput: Json | undefined, room: number) =>
    Math.max(0, ...items.map((item) => byteLength(inputOf([item], batchInput)))) + room;

  const inputOf = (items: readonly Json[], batchInput: Json | undefined) =>
    batchInput === undefined ? { Items: items } : { BatchInput: batchInput, Items: items };

  test('batches keep all items in order, and keep to both limits', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ items, request, room }) => {
        const maxBytes = limitOf(items, request.batchInput, room);
        const made = await batches(items, { ...request, maxBytes });
        expect(made.flatMap((batch) => batch.items)).toEqual(items);
        expect(made.map(({ index }) => index)).toEqual(made.map((_, index) => index));
        for (const batch of made) {
          expect(batch.items.length).toBeGreaterThan(0);
          expect(batch.items.length).toBeLessThanOrEqual(request.maxItems ?? items.length);
          expect(batch.input).toEqual(inputOf(batch.items, request.batchInput));
          expect(byteLength(batch.input)).toBeLessThanOrEqual(maxBytes);
        }
      }),
    );
  });

  test('no batch could have taken the next item as well', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ items, request, room }) => {
        const maxBytes = limitOf(items, request.batchInput, room);
        const made = await batches(items, { ...request, maxBytes });
        for (const [index, batch] of made.slice(0, -1).entries()) {
          const larger = [...batch.items, ...(made[index + 1]?.items.slice(0, 1) ?? [])];
          const isTooLong = byteLength(inputOf(larger, request.batchInput)) > maxBytes;
          expect(isTooLong || larger.length > (request.maxItems ?? Infinity)).toBe(true);
        }
      }),
    );
  });
});

describe('a payload', () => {
  test('is the limit of a batch where none is given, or a larger one', async () => {
    const items = Array.from({ length: 10 }, () => 'x'.repeat(100_000));
    for (const request of [{ maxItems: 100 }, { maxBytes: 1_000_000 }]) {
      const made = await batches(items, request);
      expect(made.map((batch) => batch.items.length)).toEqual([2, 2, 2, 2, 2]);
      expect(byteLength(made[0]?.input ?? null)).toBeLessThanOrEqual(LIMITS.payloadBytes);
    }
  });

  test.each([
    { items: ['a', 'é'.repeat(10)], request: { maxBytes: 30 }, message: 'item 2 has 22 bytes' },
    {
      items: ['a'],
      request: { maxBytes: 40, batchInput: 'x'.repeat(30) },
      message: 'item 1 has 3 bytes, and a batch without items 58: a batch may have 40',
    },
    {
      items: ['x'.repeat(LIMITS.payloadBytes)],
      request: { maxItems: 1 },
      message: 'a batch may have 262144',
    },
  ])('that an item does not fit into is refused: $message', async ({ items, request, message }) => {
    await expect(batches(items, request)).rejects.toMatchObject({
      error: 'States.DataLimitExceeded',
      message: expect.stringContaining(message),
    });
  });
});

test('asks for no more items than a batch takes, and one', async () => {
  let asked = 0;
  async function* counted() {
    for (;;) {
      yield asked++;
    }
  }
  for await (const batch of batchItems(counted(), { maxItems: 10 })) {
    if (batch.index === 1) {
      break;
    }
  }
  expect(asked).toBeLessThanOrEqual(21);
});
