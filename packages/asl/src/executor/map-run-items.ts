import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { batchItems } from '../map-run/batch-items.ts';
import type { Item } from '../map-run/item.ts';
import { openItems } from '../map-run/open-items.ts';
import type { ObjectStore } from '../ports.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';
import { STATE_DATA } from '../reducer/state.ts';
import { selectItem } from '../reducer/step.ts';
import type { Instance } from './instance.ts';

/** What one child of a map run gets. */
export interface ChildInput {
  readonly index: number;
  readonly input: Json;
  /** Items of a batch; 1 without batches. */
  readonly itemCount: number;
}

export interface ItemsOptions {
  readonly owner: Instance;
  readonly request: MapRunRequest;
  /** When the map run was asked for: what items are selected with `$now()`, in every process. */
  readonly at: number;
  readonly objects: ObjectStore | undefined;
}

/**
 * Inputs of the children in their order: items at hand or from the reader, each through `ItemSelector`, then joined
 * into batches. Read while they are asked for; may be called again and answers the same.
 *
 * @throws {@link StateFailure} when reader, selector or batcher fails
 */
export async function* childInputs(options: ItemsOptions): AsyncGenerator<ChildInput, void> {
  const { request } = options;
  const selected = selectedItems(options);
  if (request.batcher !== undefined) {
    for await (const { index, items, input } of batchItems(selected, request.batcher)) {
      yield { index, input, itemCount: items.length };
    }
    return;
  }
  let index = 0;
  for await (const input of selected) {
    yield { index, input, itemCount: 1 };
    index++;
  }
}

async function* selectedItems(options: ItemsOptions): AsyncGenerator<Json, void> {
  const { owner, request, at } = options;
  const state = owner.state();
  let index = 0;
  for await (const item of items(options)) {
    yield await selectItem(owner.facts, state, request, { ...item, index, at });
    index++;
  }
}

function items({ request, objects }: ItemsOptions): AsyncIterable<Item> | Iterable<Item> {
  if (request.reader === undefined) return itemsAtHand(request);
  if (objects === undefined) {
    throw new StateFailure(
      'States.ItemReaderFailed',
      `state "${request.state}" reads its items, and there is no object store - give one as "objects"`,
    );
  }
  return openItems(request.reader, objects);
}

function* itemsAtHand({ items = [], keys }: MapRunRequest): Generator<Item, void> {
  for (const [index, value] of items.entries()) {
    const key = keys?.[index];
    yield { value, ...(key !== undefined && { key }), source: STATE_DATA };
  }
}
