import type { PackedDictionary } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import type { Key } from '../random/mix.ts';

/** What a register holds: one value for each row of a batch. */
export interface RegisterKinds {
  /** Row numbers of some table, 64-bit. */
  rows: 'rows';
  /** 32-bit integers. */
  int: 'int';
  /** Floats and exact integers to 2^53. */
  number: 'number';
  bigint: 'bigint';
  /** 0 or 1. */
  flag: 'flag';
  /** Four 32-bit words. */
  uuid: 'uuid';
  text: 'text';
}
export type RegisterKind = keyof RegisterKinds;

/** A register of one kind, by number. */
export type Register<K extends RegisterKind = RegisterKind> = number & { readonly kind?: K };

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '**' | 'min' | 'max';
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type UnaryOperator = 'negate' | 'abs' | 'floor' | 'ceil' | 'round' | 'trunc' | 'sqrt' | 'exp' | 'log';

/** One literal, or the text of a register. */
export type TextPart = string | Register<'text'>;

/** How children spread over parents: the same plain data for the planner and for kernels. */
export interface ChildLayout {
  /** Children before each block of parents; one entry more than there are blocks. Shared between threads. */
  readonly before: Float64Array;
  readonly blockRows: number;
  readonly parentRows: number;
  readonly counts: CountSampler;
}

/** Children of one parent: a pure function of the parent's row. */
export interface CountSampler {
  readonly key: Key;
  /** Children of a parent whose word falls below `thresholds[i]` (and not below the one before): `values[i]`. */
  readonly thresholds: Float64Array;
  readonly values: Int32Array;
}

/**
 * One call of a kernel on one batch. Plain data: it travels to workers by structured clone, and every engine
 * gives it the same meaning.
 */
export type Step =
  // rows
  | { kernel: 'parent-uniform'; out: Register<'rows'>; rows: Register<'rows'>; key: Key; count: number }
  | { kernel: 'parent-zipf'; out: Register<'rows'>; rows: Register<'rows'>; key: Key; count: number; exponent: number }
  | { kernel: 'parent-earlier'; out: Register<'rows'>; rows: Register<'rows'>; key: Key }
  | { kernel: 'parent-of-child'; out: Register<'rows'>; ordinal: Register<'number'>; rows: Register<'rows'>; layout: ChildLayout }
  | { kernel: 'rows-from-number'; out: Register<'rows'>; value: Register<'number'> }
  // integers
  | { kernel: 'word'; out: Register<'int'>; rows: Register<'rows'>; key: Key }
  | { kernel: 'pick'; out: Register<'int'>; rows: Register<'rows'>; key: Key; count: number }
  | { kernel: 'weighted-pick'; out: Register<'int'>; rows: Register<'rows'>; key: Key; thresholds: Float64Array }
  | { kernel: 'map-int'; out: Register<'int'>; value: Register<'int'>; table: Int32Array }
  | { kernel: 'offset-int'; out: Register<'int'>; value: Register<'int'>; offsets: Register<'int'> }
  | { kernel: 'pick-within'; out: Register<'int'>; rows: Register<'rows'>; key: Key; counts: Register<'int'> }
  | { kernel: 'int-from-number'; out: Register<'int'>; value: Register<'number'> }
  // numbers
  | { kernel: 'row-number'; out: Register<'number'>; rows: Register<'rows'>; start: number; step: number }
  | { kernel: 'permute'; out: Register<'number'>; rows: Register<'rows'>; key: Key; domain: number }
  | { kernel: 'permute-within'; out: Register<'number'>; group: Register<'rows'>; ordinal: Register<'number'>; key: Key; domain: number }
  | { kernel: 'digit'; out: Register<'number'>; value: Register<'number'>; divisor: number; modulus: number }
  | { kernel: 'uniform'; out: Register<'number'>; rows: Register<'rows'>; key: Key; min: number; size: number; whole: boolean }
  | { kernel: 'distribution'; out: Register<'number'>; rows: Register<'rows'>; key: Key; distribution: Distribution; quantiles: Quantiles }
  | { kernel: 'number-from-flag'; out: Register<'number'>; value: Register<'flag'> }
  | { kernel: 'number-from-int'; out: Register<'number'>; value: Register<'int'> }
  | { kernel: 'number-table'; out: Register<'number'>; value: Register<'int'>; table: Float64Array }
  | { kernel: 'constant-number'; out: Register<'number'>; constant: number }
  | { kernel: 'arithmetic'; out: Register<'number'>; operator: ArithmeticOperator; left: Register<'number'>; right: Register<'number'> }
  | { kernel: 'unary'; out: Register<'number'>; operator: UnaryOperator; value: Register<'number'> }
  | { kernel: 'snap'; out: Register<'number'>; value: Register<'number'>; factor: number; low: number; high: number }
  | { kernel: 'round'; out: Register<'number'>; value: Register<'number'>; scale: number }
  | { kernel: 'select-number'; out: Register<'number'>; condition: Register<'flag'>; yes: Register<'number'>; no: Register<'number'> }
  | { kernel: 'date-part'; out: Register<'number'>; value: Register<'number'>; part: 'year' | 'month' | 'day' | 'hour' | 'weekday' }
  | { kernel: 'add-months'; out: Register<'number'>; value: Register<'number'>; months: Register<'number'> }
  | { kernel: 'bigint-between'; out: Register<'bigint'>; rows: Register<'rows'>; high: Key; low: Key; min: bigint; size: bigint }
  | { kernel: 'bigint-from-number'; out: Register<'bigint'>; value: Register<'number'>; min: bigint }
  // flags
  | { kernel: 'null-mask'; out: Register<'flag'>; rows: Register<'rows'>; key: Key; share: number }
  | { kernel: 'compare-number'; out: Register<'flag'>; operator: ComparisonOperator; left: Register<'number'>; right: Register<'number'> }
  | { kernel: 'compare-text'; out: Register<'flag'>; operator: ComparisonOperator; left: Register<'text'>; right: Register<'text'> }
  | { kernel: 'logic'; out: Register<'flag'>; operator: 'and' | 'or' | 'xor' | 'not'; left: Register<'flag'>; right: Register<'flag'> }
  | { kernel: 'flag-from-int'; out: Register<'flag'>; value: Register<'int'> }
  | { kernel: 'constant-flag'; out: Register<'flag'>; constant: boolean }
  | { kernel: 'within'; out: Register<'flag'>; value: Register<'number'>; low: number; high: number }
  // identifiers
  | { kernel: 'uuid-v4'; out: Register<'uuid'>; rows: Register<'rows'>; keys: readonly [Key, Key, Key, Key] }
  | { kernel: 'uuid-v7'; out: Register<'uuid'>; rows: Register<'rows'>; milliseconds: Register<'number'>; keys: readonly [Key, Key] }
  // text
  | { kernel: 'gather'; out: Register<'text'>; codes: Register<'int'>; dictionary: number }
  | { kernel: 'concat'; out: Register<'text'>; parts: readonly TextPart[] }
  | { kernel: 'select-text'; out: Register<'text'>; codes: Register<'int'>; options: readonly Register<'text'>[] }
  | { kernel: 'digits'; out: Register<'text'>; value: Register<'number'>; width: number; alphabet: string }
  | { kernel: 'number-text'; out: Register<'text'>; value: Register<'number'>; type: ValueType }
  | { kernel: 'bigint-text'; out: Register<'text'>; value: Register<'bigint'> }
  | { kernel: 'flag-text'; out: Register<'text'>; value: Register<'flag'> }
  | { kernel: 'uuid-text'; out: Register<'text'>; value: Register<'uuid'> }
  | { kernel: 'check-digits'; out: Register<'text'>; value: Register<'text'>; scheme: 'luhn' | 'ean13' | 'iban' }
  | { kernel: 'words'; out: Register<'text'>; rows: Register<'rows'>; key: Key; counts: Register<'int'>; dictionary: number; separator: string; capitalize: boolean; ending: string }
  | { kernel: 'prose'; out: Register<'text'>; rows: Register<'rows'>; key: Key; words: CountRange; sentences: CountRange; paragraphs: CountRange; dictionary: number; capitals: number }
  | { kernel: 'symbols'; out: Register<'text'>; value: Register<'number'>; dictionary: number; lengths: CountRange }
  | { kernel: 'join-first'; out: Register<'text'>; counts: Register<'int'>; items: readonly Register<'text'>[] }
  | { kernel: 'text-length'; out: Register<'number'>; value: Register<'text'> }
  | { kernel: 'substring'; out: Register<'text'>; value: Register<'text'>; left: Register<'number'>; right: Register<'number'> }
  | { kernel: 'json-text'; out: Register<'text'>; value: Register<'text'>; valid: Register<'flag'> | null; quoted: boolean }
  | { kernel: 'json-array'; out: Register<'text'>; counts: Register<'int'>; items: readonly Register<'text'>[] }
  | { kernel: 'text-case'; out: Register<'text'>; value: Register<'text'>; to: 'lower' | 'upper' }
  // per-cell escape hatch
  | { kernel: 'faker'; out: Register<'text'>; rows: Register<'rows'>; key: Key; call: FakerCall; json: boolean }
  | { kernel: 'faker-number'; out: Register<'number'>; rows: Register<'rows'>; key: Key; call: FakerCall }
  | { kernel: 'faker-flag'; out: Register<'flag'>; rows: Register<'rows'>; key: Key; call: FakerCall };

/** One method of Faker with its arguments, as data. */
export interface FakerCall {
  readonly locale: string;
  /** `<module>.<method>` */
  readonly method: string;
  readonly args: readonly unknown[];
  /** Milliseconds since 1970 that Faker takes for now. */
  readonly referenceTime: number;
}

export type Kernel = Step['kernel'];
export type StepOf<K extends Kernel> = Extract<Step, { kernel: K }>;

/** Bounds of a count, both included. */
export interface CountRange {
  readonly min: number;
  readonly max: number;
}

/** Samples come from the part of the unit interval from `from` to `to`: a distribution cut off at two quantiles. */
export interface Quantiles {
  readonly from: number;
  readonly to: number;
}

export type Distribution =
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly rate: number }
  | { readonly kind: 'pareto'; readonly minimum: number; readonly shape: number }
  | { readonly kind: 'poisson'; readonly mean: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  | { readonly kind: 'histogram'; readonly edges: Float64Array; readonly thresholds: Float64Array };

/** A column that leaves the program. */
export interface ProgramColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly register: Register;
  /** 1 where the cell has a value; null when no cell is null. */
  readonly valid: Register<'flag'> | null;
}

/** One table, compiled: what a worker needs to make any of its rows. */
export interface Program {
  readonly table: string;
  readonly rowCount: number;
  /** Register 0 holds the numbers of the rows of the batch. */
  readonly registers: readonly RegisterKind[];
  /** For each text register, the character classes that it may hold: a sum of `Escapes`; 0 for the others. */
  readonly escapes: readonly number[];
  readonly dictionaries: readonly PackedDictionary[];
  readonly steps: readonly Step[];
  readonly columns: readonly ProgramColumn[];
}

export const ROWS: Register<'rows'> = 0;
