import type { Json } from '../json.ts';

/** What a map run has one child execution for, or puts into a batch, before `ItemSelector` changes it. */
export interface Item {
  readonly value: Json;
  /** Of a member of a JSON object. */
  readonly key?: string;
  /** `s3://bucket/key` of the object that it was read from, `s3://bucket` of one that is listed. */
  readonly source: string;
}
