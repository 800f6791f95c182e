import { isObject, type Json, type JsonObject } from '../json.ts';
import { evaluate } from './evaluate.ts';
import { expressionText } from './expression-text.ts';
import { type FieldExpression, queryFailure, unexpectedType } from './failure.ts';
import type { QueryScope } from './scope.ts';

/** Bounds of a number, both inclusive. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}

interface Kind<T extends Json> {
  /** In AWS's words. */
  readonly expected: string;
  readonly holds: (value: Json) => value is T;
}

/** The service names arrays alone. */
const ITEMS: Kind<readonly Json[] | JsonObject> = {
  expected: 'array',
  holds: (value): value is readonly Json[] | JsonObject => Array.isArray(value) || isObject(value),
};
const BOOLEAN: Kind<boolean> = {
  expected: 'boolean',
  holds: (value) => typeof value === 'boolean',
};
const STRING: Kind<string> = { expected: 'string', holds: (value) => typeof value === 'string' };
const NUMBER: Kind<number> = { expected: 'number', holds: (value) => typeof value === 'number' };

/** `Items`. @throws StateFailure with `States.QueryEvaluationError`, as all of these */
export function evaluateItems(value: Json, field: string, scope: QueryScope) {
  return evaluateKind(value, { field, scope, kind: ITEMS });
}

/** `Condition`. */
export function evaluateBoolean(value: Json, field: string, scope: QueryScope) {
  return evaluateKind(value, { field, scope, kind: BOOLEAN });
}

/** `Error`, `Cause`, `Timestamp`. */
export function evaluateString(value: Json, field: string, scope: QueryScope) {
  return evaluateKind(value, { field, scope, kind: STRING });
}

interface NumberOptions extends NumberRange {
  readonly field: string;
  readonly scope: QueryScope;
}

/** `ToleratedFailurePercentage`. */
export function evaluateNumber(value: Json, options: NumberOptions) {
  return evaluateInRange(value, options);
}

/** `Seconds`, `TimeoutSeconds`, `MaxConcurrency`. */
export async function evaluateInteger(value: Json, options: NumberOptions) {
  const result = await evaluateInRange(value, options);
  if (!Number.isSafeInteger(result)) {
    throw unexpectedType(origin(value, options.field), { expected: 'integer', value: result });
  }
  return result;
}

async function evaluateInRange(
  value: Json,
  { min = -Infinity, max = Infinity, field, scope }: NumberOptions,
): Promise<number> {
  const result = await evaluateKind(value, { field, scope, kind: NUMBER });
  if (result < min || result > max) {
    const bounds = max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
    throw queryFailure(`The field '${field}' must be ${bounds} but was: ${result}`, { field });
  }
  return result;
}

async function evaluateKind<T extends Json>(
  value: Json,
  {
    field,
    scope,
    kind,
  }: { readonly field: string; readonly scope: QueryScope; readonly kind: Kind<T> },
): Promise<T> {
  const result = await evaluate(value, field, scope);
  if (!kind.holds(result)) {
    throw unexpectedType(origin(value, field), { expected: kind.expected, value: result });
  }
  return result;
}

/** What gave a value: an expression, or the field as it stands. */
function origin(value: Json, field: string): FieldExpression {
  const expression = typeof value === 'string' ? expressionText(value) : undefined;
  return { expression: expression ?? JSON.stringify(value), field };
}
