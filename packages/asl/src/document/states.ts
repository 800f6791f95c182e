import type { Json, JsonObject } from '../json.ts';

export type QueryLanguage = 'JSONata' | 'JSONPath';

/**
 * A document of the Amazon States Language that `loadDocument` has accepted. The fields are those of the language,
 * under their own names. Values that may hold expressions (`{% … %}`) are {@link Json}.
 *
 * Source: https://states-language.net and the developer guide of AWS Step Functions.
 */
export interface StateMachine extends StateSequence {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly Version?: string;
  readonly TimeoutSeconds?: number;
}

/** States that run one after the other: a machine, a branch of a parallel state, the processor of a map. */
export interface StateSequence {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

interface CommonFields {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** Fields of a state whose query language is JSONPath, as far as reference paths go. */
export interface PathFields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
}

interface Successor {
  readonly Next?: string;
  readonly End?: boolean;
}

interface FailureHandlers {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  /** Seconds before the first retry; 1 unless given. */
  readonly IntervalSeconds?: number;
  /** 3 unless given; 0: never. */
  readonly MaxAttempts?: number;
  /** 2 unless given. */
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  /** `NONE` unless given. */
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly ResultPath?: string | null;
}

export interface PassState extends CommonFields, PathFields, Successor {
  readonly Type: 'Pass';
  /** JSONPath only. */
  readonly Result?: Json;
}

export interface TaskState extends CommonFields, PathFields, Successor, FailureHandlers {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: Json;
  readonly HeartbeatSeconds?: Json;
  readonly Credentials?: { readonly RoleArn: Json };
}

export interface ChoiceState extends CommonFields, PathFields {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ChoiceRule {
  readonly Comment?: string;
  readonly Condition: Json;
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface WaitState extends CommonFields, PathFields, Successor {
  readonly Type: 'Wait';
  readonly Seconds?: Json;
  readonly Timestamp?: Json;
}

export interface SucceedState extends CommonFields, PathFields {
  readonly Type: 'Succeed';
}

export interface FailState extends CommonFields {
  readonly Type: 'Fail';
  readonly Error?: Json;
  readonly Cause?: Json;
}

export interface ParallelState extends CommonFields, PathFields, Successor, FailureHandlers {
  readonly Type: 'Parallel';
  readonly Branches: readonly StateSequence[];
  readonly Arguments?: Json;
}

export interface MapState extends CommonFields, PathFields, Successor, FailureHandlers {
  readonly Type: 'Map';
  readonly ItemProcessor: ItemProcessor;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: Json;
  readonly ToleratedFailureCount?: Json;
  readonly ToleratedFailurePercentage?: Json;
  readonly Label?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
}

export interface ItemProcessor extends StateSequence {
  readonly ProcessorConfig?: {
    /** `INLINE` unless given. */
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}

/** Where a distributed map finds its items. */
export interface ItemReader {
  /** `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`. */
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly ReaderConfig?: {
    readonly InputType?: 'JSON' | 'JSONL' | 'CSV';
    readonly CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
    readonly CSVHeaders?: readonly string[];
    readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
    readonly MaxItems?: Json;
    /** `listObjectsV2` only; `NONE` unless given. */
    readonly Transformation?: 'NONE' | 'LOAD_AND_FLATTEN';
  };
}

export interface ItemBatcher {
  readonly MaxItemsPerBatch?: Json;
  readonly MaxInputBytesPerBatch?: Json;
  readonly BatchInput?: Json;
}

/** Where a distributed map leaves what became of its items. */
export interface ResultWriter {
  /** `arn:aws:states:::s3:putObject`; absent where only the form of the results is set. */
  readonly Resource?: string;
  readonly Arguments?: Json;
  readonly WriterConfig?: {
    readonly Transformation?: 'NONE' | 'COMPACT' | 'FLATTEN';
    readonly OutputType?: 'JSON' | 'JSONL';
  };
}
