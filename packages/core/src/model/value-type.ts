/** What the cells of a column are. Formats decide from it how a cell is written. */
export type ValueType =
  | { readonly kind: 'string' }
  /** Exact up to 2^53. */
  | { readonly kind: 'integer' }
  /** 64-bit, exact. */
  | { readonly kind: 'bigint' }
  | { readonly kind: 'float' }
  /** Fixed-point; `scale` digits after the point. */
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'boolean' }
  /** RFC 9562, lower case with hyphens. */
  | { readonly kind: 'uuid' }
  /** Instant in UTC, millisecond precision; written `2025-01-31T23:59:59.999Z`. */
  | { readonly kind: 'timestamp' }
  /** Calendar day, written `2025-01-31`. */
  | { readonly kind: 'date' }
  /** JSON text (RFC 8259). */
  | { readonly kind: 'json' };

export type ValueKind = ValueType['kind'];
