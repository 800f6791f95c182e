/**
 * What an expression over cells is worth. `exact` numbers are whole numbers and decimals: an integer of at most 127
 * bits and the number of its digits after the point, which follows from the expression alone.
 */
export type CellType =
  | { readonly kind: 'exact'; readonly scale: number }
  | { readonly kind: 'float' }
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' };

export type CellKind = CellType['kind'];

/** An operation whose parts have the types that it needs: nothing is converted on the way. */
export type Operation =
  // Both parts of one type; exact numbers of one scale, but for `multiply`.
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'remainder'
  | 'equal'
  | 'less'
  | 'lessOrEqual'
  | 'concat'
  | 'coalesce'
  /** Of floats; null when the divisor is 0. */
  | 'divide'
  | 'negate'
  | 'absolute'
  | 'and'
  | 'or'
  | 'not'
  | 'isNull'
  /** A value and its options, all of one type. */
  | 'isIn'
  /** Test, then, otherwise. */
  | 'choose'
  /** An exact number at a greater scale. */
  | 'rescale'
  | 'exactToFloat'
  | 'dateToTimestamp'
  | 'timestampToDate'
  | 'textToNumber'
  | 'textToDate'
  | 'textToTimestamp'
  | 'length'
  | 'lower'
  | 'upper'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  /** Text and a literal: a pattern of {@link checkPattern}. */
  | 'matches'
  | 'year'
  | 'month'
  | 'day'
  | 'daysBetween'
  | 'addDays';

/**
 * An expression whose types are known. Two places give it its meaning: `evaluateTyped` cell by cell, and a translation
 * to SQL; a test holds them against each other.
 */
export type TypedExpression =
  | { readonly kind: 'column'; readonly name: string; readonly type: CellType }
  | {
      readonly kind: 'literal';
      readonly type: CellType;
      /** Digits without the point for exact numbers, RFC 3339 for dates and timestamps. */
      readonly value: string | number | boolean;
    }
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly parts: readonly TypedExpression[];
      readonly type: CellType;
    };

/** An expression that is true, false or, as in SQL, null: unknown. */
export type Condition = TypedExpression & { readonly type: { readonly kind: 'boolean' } };
