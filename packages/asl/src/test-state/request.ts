import type { Json, JsonObject } from '../json.ts';

/**
 * What AWS's API `TestState` takes, under its names. Payloads are values here, not JSON text.
 *
 * Source: AWS Step Functions API reference, `TestState`.
 */
export interface TestStateRequest {
  /** One state, or a document together with `stateName`. */
  readonly definition: string | JsonObject;
  /** A state of the document that is not inside a map or parallel state. */
  readonly stateName?: string;
  /** `{}` unless given. */
  readonly input?: Json;
  /** Members of the context object that are to be others than those of an execution that has just begun. */
  readonly context?: JsonObject;
  /** Variables that earlier states have assigned. */
  readonly variables?: JsonObject;
  /** What is answered in place of a service, of the branches of a parallel state or of the iterations of a map. */
  readonly mock?: Mock;
  readonly stateConfiguration?: StateConfiguration;
  /** `INFO` unless given: without `inspectionData`. */
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly roleArn?: string;
  /** When the state is entered, in milliseconds since 1970; now unless given. */
  readonly enteredAt?: number;
}

/** One of the two. */
export interface Mock {
  /** Of a parallel or map state: an array with what each branch or iteration gives. */
  readonly result?: Json;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
}

export interface StateConfiguration {
  /** How often the retrier that takes the error has retried. */
  readonly retrierRetryCount?: number;
  /** The state inside a parallel or map state whose error is mocked. */
  readonly errorCausedByState?: string;
  /** Iterations of a map that failed. */
  readonly mapIterationFailureCount?: number;
  /** The items that the `ItemReader` of a distributed map finds. */
  readonly mapItemReaderData?: readonly Json[];
}

export interface TestStateResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: InspectionData;
}

/** What was found on the way. */
export interface InspectionData {
  readonly input: Json;
  /** Of a task. */
  readonly afterArguments?: Json;
  /** Answer of a task. */
  readonly result?: Json;
  /** Inputs of the iterations, where there is an `ItemSelector`. */
  readonly afterItemSelector?: readonly Json[];
  /** Inputs of the children, where there is an `ItemBatcher`. */
  readonly afterItemBatcher?: readonly Json[];
  /** 0: no limit. */
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  /** Once the state has ended. */
  readonly variables?: JsonObject;
  readonly errorDetails?: {
    readonly retryIndex?: number;
    /** Seconds. */
    readonly retryBackoffIntervalSeconds?: number;
    readonly catchIndex?: number;
  };
}
