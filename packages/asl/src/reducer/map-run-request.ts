import type { ItemReader, ResultWriter } from '../document/states.ts';
import type { Json, JsonObject } from '../json.ts';

/** A distributed map whose fields are evaluated: what a map run needs to know before it begins. */
export interface MapRunRequest {
  /** Names the map run in events. */
  readonly mapRun: string;
  /** Name of the map state, and the flow that is in it: where the definition of the children is. */
  readonly state: string;
  /** `Label` of the map state: in its ARN in place of its name. */
  readonly label?: string;
  readonly flow: string;
  /** Items at hand; absent where a reader brings them. */
  readonly items?: readonly Json[];
  /** Of items that are the members of an object: their names. */
  readonly keys?: readonly string[];
  readonly reader?: ItemReaderRequest;
  readonly batcher?: ItemBatcherRequest;
  readonly writer?: ResultWriterRequest;
  /** At least 1. */
  readonly maxConcurrency: number;
  /** Failed items that the map run survives; undefined: any number, if a percentage is given, else none. */
  readonly toleratedFailureCount?: number;
  /** Per cent of all items, 0 to 100. */
  readonly toleratedFailurePercentage?: number;
}

export interface ItemReaderRequest {
  readonly resource: string;
  readonly arguments: JsonObject;
  readonly config: Omit<NonNullable<ItemReader['ReaderConfig']>, 'MaxItems'>;
  /** Positive; absent: all that there are. */
  readonly maxItems?: number;
}

/** At least one of the two limits is there. */
export interface ItemBatcherRequest {
  readonly maxItems?: number;
  readonly maxBytes?: number;
  readonly batchInput?: Json;
}

export interface ResultWriterRequest {
  /** Absent where results stay in the output of the state. */
  readonly destination?: { readonly bucket: string; readonly prefix: string };
  readonly config: NonNullable<ResultWriter['WriterConfig']>;
}
