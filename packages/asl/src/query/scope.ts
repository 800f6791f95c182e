import type { Json, JsonObject } from '../json.ts';

/** What an expression sees. */
export interface QueryScope {
  /** `$states`: absent members are not there for the expression either. */
  readonly states: {
    readonly input: Json;
    readonly result?: Json;
    readonly errorOutput?: Json;
    readonly context: JsonObject;
  };
  /** Variables of this state and of the states around it. */
  readonly variables: JsonObject;
  /** What `$now()` and `$millis()` answer, in milliseconds since 1970. */
  readonly now: number;
  /** Fixes `$uuid()`, `$random()` and `$shuffle()`: the same text gives the same values again. */
  readonly seed: string;
}
