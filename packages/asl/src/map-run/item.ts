import type { Json } from '../json.ts';

/** What a map run has one child execution for, or puts into a batch. */
export interface Item {
  readonly value: Json;
  /** Of a member of a JSON object. */
  readonly key?: string;
  /** Where it was read: `Map.Item.Source` of the context object. */
  readonly source: string;
}

/** `source` of items that are not read from objects. */
export const STATE_DATA = 'STATE_DATA';

/** What a child execution gets where no `ItemSelector` says otherwise. A member of an object comes as a pair. */
export function inputOf({ key, value }: Item): Json {
  return key === undefined ? value : { Key: key, Value: value };
}
