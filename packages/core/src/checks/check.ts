/**
 * What every value of a column has to be, as plain data. A null passes every check but `notNull`.
 * All limits are included unless their name says otherwise.
 */
export type Check =
  | { readonly check: 'notNull' }
  | ({ readonly check: 'range' } & Range)
  /** A whole number, however large. */
  | { readonly check: 'integer' }
  /** Whole multiple of a positive number: the quotient of floats is an integer below 10^21, as Ajv has it. */
  | { readonly check: 'multipleOf'; readonly divisor: number }
  /** One of these numbers. */
  | { readonly check: 'numbers'; readonly values: readonly number[] }
  /** Length in code points. */
  | ({ readonly check: 'characters' } & Limits)
  /** Length in bytes of UTF-8. */
  | ({ readonly check: 'bytes' } & Limits)
  /** One of these texts. */
  | { readonly check: 'texts'; readonly values: readonly string[] }
  /** A format of JSON Schema, as ajv-formats 3 reads it in full. */
  | { readonly check: 'format'; readonly format: string }
  /** An ECMAScript regular expression with flag `u` that finds a match. */
  | { readonly check: 'pattern'; readonly pattern: string };

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** Columns of 64-bit integers compare exactly with limits that are bigints, and as floats with numbers. */
export interface Range {
  readonly min?: number | bigint;
  readonly max?: number | bigint;
  readonly exclusiveMin?: number | bigint;
  readonly exclusiveMax?: number | bigint;
}
