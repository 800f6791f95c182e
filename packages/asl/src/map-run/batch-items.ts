import { StateFailure } from '../errors.ts';
import { byteLength, type Json, type JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { ItemBatcherRequest } from '../reducer/map-run-request.ts';

/** Items that one child execution works on. */
export interface Batch {
  /** From 0. */
  readonly index: number;
  readonly items: readonly Json[];
  /** What the child execution gets. */
  readonly input: JsonObject;
}

/**
 * Joins items into batches, in their order. A batch is full when the next item would make it longer than a limit
 * allows: items, or bytes of the whole input, which never are more than a payload may have.
 *
 * @throws {@link StateFailure} `States.DataLimitExceeded` for an item that does not fit into a batch of its own
 */
export async function* batchItems(
  items: AsyncIterable<Json>,
  { maxItems = Number.POSITIVE_INFINITY, maxBytes, batchInput }: ItemBatcherRequest,
): AsyncGenerator<Batch, void, undefined> {
  const limit = Math.min(maxBytes ?? LIMITS.payloadBytes, LIMITS.payloadBytes);
  const inputOf = (batch: readonly Json[]): JsonObject =>
    batchInput === undefined ? { Items: batch } : { BatchInput: batchInput, Items: batch };
  const emptyBytes = byteLength(inputOf([]));
  let batch: Json[] = [];
  let bytes = emptyBytes;
  let index = 0;
  let itemNumber = 0;

  for await (const item of items) {
    const itemBytes = byteLength(item);
    itemNumber++;
    if (emptyBytes + itemBytes > limit) {
      throw tooLarge(itemNumber, itemBytes, { emptyBytes, limit });
    }
    if (batch.length > 0 && (batch.length >= maxItems || bytes + 1 + itemBytes > limit)) {
      yield { index: index++, items: batch, input: inputOf(batch) };
      batch = [];
      bytes = emptyBytes;
    }
    bytes += itemBytes + (batch.length > 0 ? 1 : 0);
    batch.push(item);
  }
  if (batch.length > 0) {
    yield { index, items: batch, input: inputOf(batch) };
  }
}

function tooLarge(
  itemNumber: number,
  itemBytes: number,
  { emptyBytes, limit }: { readonly emptyBytes: number; readonly limit: number },
): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `item ${itemNumber} has ${itemBytes} bytes, and a batch without items ${emptyBytes}: a batch may have ${limit} - raise MaxInputBytesPerBatch, or select less of the item with ItemSelector`,
  );
}
