/** What a register holds: one value for each row of a batch. */
export type RegisterKind =
  /** Row numbers of some table, 64-bit. */
  | 'rows'
  /** 32-bit integers. */
  | 'int'
  /** Floats and exact integers to 2^53. */
  | 'number'
  | 'bigint'
  /** 0 or 1. */
  | 'flag'
  /** Four 32-bit words. */
  | 'uuid'
  | 'text';

/** A register of one kind, by number. */
export type Register<K extends RegisterKind = RegisterKind> = number & { readonly kind?: K };

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '**' | 'min' | 'max';
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type UnaryOperator =
  | 'negate'
  | 'abs'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc'
  | 'sqrt'
  | 'exp'
  | 'log';

/** One literal, or the text of a register. */
export type TextPart = string | Register<'text'>;
