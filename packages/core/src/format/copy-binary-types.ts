import type { Batch, Vector } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import type { HashSums } from './content-digest.ts';

/** Binary forms of values, by the names of the server's types that take them. */
export type TupleKind =
  | 'boolean'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'float4'
  | 'float8'
  | 'numeric'
  | 'uuid'
  /** Both with and without time zone: the server keeps UTC. */
  | 'timestamp'
  | 'date'
  /** `text`, `varchar` and `json`: their bytes as they are. */
  | 'text'
  | 'jsonb';

/** A column as an encoder is opened for it: every batch has to keep to it. */
export interface TupleColumn {
  readonly name: string;
  readonly kind: TupleKind;
  /** Digits behind the point of a decimal; 0 for all other columns. */
  readonly scale: number;
  readonly vectorKind: Vector['kind'];
}

/** Bytes of memory that tuples are written to. */
export interface TupleSpan {
  readonly start: number;
  /** Rows are added while the address behind them is below this one. */
  readonly fill: number;
  /** No tuple reaches beyond it; wide copies may, by less than OVERSHOOT. */
  readonly end: number;
}

/** What became of a call to {@link TupleEngine.encode}. */
export interface EncodedTuples {
  /** Address behind the last tuple. */
  readonly next: number;
  /** First row that was not encoded. */
  readonly row: number;
  /** Column whose cell in `row` has no binary form; -1 when there was none. */
  readonly fault: number;
}

/** What became of a call to {@link TupleEngine.digest}. */
export interface ReadTuples {
  /** Address of the first tuple that was not whole. */
  readonly next: number;
  /** The end mark of the stream was read. */
  readonly ended: boolean;
  /** Bytes were read that no tuple of these columns begins with. */
  readonly broken: boolean;
}

/** The two engines' common face. Both add to the sums they are given. */
export interface TupleEngine {
  /** Encodes rows from `row` on, as many as the span takes. */
  encode(batch: Batch, row: number, span: TupleSpan, sums: HashSums): EncodedTuples;
  /** Hashes whole tuples between two addresses, read back from a server. */
  digest(start: number, end: number, sums: HashSums): ReadTuples;
}

/** Stands before the first tuple: signature, no flags, no extension (PostgreSQL manual, COPY, "Binary Format"). */
export const TUPLES_HEADER: Uint8Array = Uint8Array.of(
  ...[0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00],
  ...[0, 0, 0, 0, 0, 0, 0, 0],
);
/** Stands behind the last tuple: a field count of -1. */
export const TUPLES_TRAILER: Uint8Array = Uint8Array.of(0xff, 0xff);

/** Most bytes of a field, its length word included; of a text only what it has besides its bytes. */
const FIELD_BYTES: Readonly<Record<TupleKind, number>> = {
  boolean: 5,
  int2: 6,
  int4: 8,
  int8: 12,
  float4: 8,
  float8: 12,
  // 16 digits, cut at the decimal point, are up to five digits of base 10,000.
  numeric: 4 + 8 + 2 * 5,
  uuid: 20,
  timestamp: 12,
  date: 8,
  text: 4,
  jsonb: 5,
};

/** Most bytes of a tuple without the bytes of its texts. */
export function fixedBytes(columns: readonly TupleColumn[]): number {
  return columns.reduce((sum, { kind }) => sum + FIELD_BYTES[kind], 2);
}

const KINDS: Readonly<Record<ValueType['kind'], readonly TupleKind[]>> = {
  string: ['text'],
  integer: ['int8', 'int4', 'int2'],
  bigint: ['int8', 'int4', 'int2'],
  float: ['float8', 'float4'],
  decimal: ['numeric'],
  boolean: ['boolean'],
  uuid: ['uuid'],
  timestamp: ['timestamp'],
  date: ['date'],
  json: ['jsonb', 'text'],
};

/** Whether cells of a type have this binary form. */
export function isTupleKindOf({ kind }: ValueType, wanted: TupleKind): boolean {
  return KINDS[kind].includes(wanted);
}
