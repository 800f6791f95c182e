import { parseExpression } from '../expressions/parse-expression.ts';
import { evaluateValue } from './evaluate-value.ts';
import { SchemaError } from './schema-error.ts';

/** Types of JSON Schema. */
export type KeywordType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/** A keyword that schemas may use besides those of their draft. */
export interface KeywordDefinition {
  /** What it is asked of; values of other types pass. All values when absent. */
  readonly type?: KeywordType | readonly KeywordType[];
  /** Reads on from the column, `must be even`; holds no value. */
  readonly message?: string;
  /** Whether a value passes. `parameter` is what stands behind the keyword in the schema. */
  readonly test: (value: unknown, parameter: unknown) => boolean;
}

/** A keyword as plain data: what requests and files of keywords hold. */
export interface KeywordExpression {
  /**
   * Must be true of a value: `value % parameter == 0`. `value` is the value, `parameter` what stands behind the keyword in
   * the schema; of an object every other name is one of its properties: `start <= end`.
   */
  readonly expression: string;
  readonly type?: KeywordType | readonly KeywordType[];
  readonly message?: string;
}

export type KeywordExpressions = Readonly<Record<string, KeywordExpression>>;

/**
 * Keywords out of their expressions, by name. No code is run: an expression has values, operators and a few functions.
 *
 * @param origin where the keywords stand, for messages
 * @throws {@link SchemaError} naming each keyword whose expression cannot be read
 */
export function keywordsOf(
  expressions: KeywordExpressions,
  origin: string,
): Record<string, KeywordDefinition> {
  const faults: { pointer: string; message: string }[] = [];
  const keywords = Object.entries(expressions).flatMap(([name, { expression, ...rest }]) => {
    try {
      const parsed = parseExpression(expression);
      const { message = `must satisfy ${expression}` } = rest;
      const test = (value: unknown, parameter: unknown): boolean =>
        evaluateValue(parsed, { value, parameter }) === true;
      // Names of functions are found to be wrong now, and not when a row comes.
      evaluateValue(parsed, { value: null, parameter: null });
      return [[name, { ...rest, message, test }] as const];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const problem = error.message.replace(/^derive: /, '');
      faults.push({ pointer: `/${name}/expression`, message: problem });
      return [];
    }
  });
  if (faults.length > 0) throw new SchemaError(origin, faults);
  return Object.fromEntries(keywords);
}

/** Keywords of both kinds by name, ready to use. */
export type Keywords = Readonly<Record<string, KeywordDefinition | KeywordExpression>>;

/** @throws {@link SchemaError} naming each keyword whose expression cannot be read */
export function definitionsOf(
  keywords: Keywords,
  origin: string,
): Record<string, KeywordDefinition> {
  const expressions: Record<string, KeywordExpression> = {};
  const definitions: Record<string, KeywordDefinition> = {};
  for (const [name, keyword] of Object.entries(keywords)) {
    if ('test' in keyword) definitions[name] = keyword;
    else expressions[name] = keyword;
  }
  return { ...definitions, ...keywordsOf(expressions, `${origin} keywords`) };
}
