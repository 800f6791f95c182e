import { LIMITS } from '../limits.ts';
import type { ObjectStore } from '../ports.ts';
import type { ItemReaderRequest } from '../reducer/map-run-request.ts';
import type { Item } from './item.ts';
import { describeObject, listObjects } from './list-objects.ts';
import { uriOf } from './read-failure.ts';
import { readObject } from './read-object.ts';
import { listArguments, objectArguments } from './reader-arguments.ts';

/**
 * The items of a distributed map that has an `ItemReader`, in their order, read while they are asked for: the memory
 * that it takes does not grow with the object.
 *
 * What stands behind the last item that `maxItems` allows, or AWS's limit, is not read, and not checked.
 *
 * Source: AWS Step Functions developer guide, "ItemReader (Map)".
 *
 * @throws {@link StateFailure} `States.ItemReaderFailed`; the cause names object, line and reason
 */
export async function* openItems(
  request: ItemReaderRequest,
  objects: ObjectStore,
): AsyncGenerator<Item, void, undefined> {
  const most = Math.min(request.maxItems ?? LIMITS.readerItems, LIMITS.readerItems);
  let count = 0;
  for await (const item of allItems(request, objects)) {
    yield item;
    count++;
    if (count >= most) {
      return;
    }
  }
}

async function* allItems(
  { resource, arguments: given, config }: ItemReaderRequest,
  objects: ObjectStore,
): AsyncGenerator<Item, void, undefined> {
  if (!resource.endsWith(':listObjectsV2')) {
    yield* readObject(objectArguments(given), { config, objects });
    return;
  }
  const { bucket, prefix } = listArguments(given);
  for await (const object of listObjects({ bucket, prefix }, objects)) {
    if (config.Transformation === 'LOAD_AND_FLATTEN') {
      yield* readObject({ bucket, key: object.key }, { config, objects });
    } else {
      yield { value: describeObject(object), source: uriOf({ bucket, key: '' }) };
    }
  }
}
