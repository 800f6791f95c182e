import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';

/** An expression, and where it stands: `Output/total`, `Choices[0]/Condition`. */
export interface FieldExpression {
  readonly expression: string;
  readonly field: string;
}

export function returnedNothing(where: FieldExpression): StateFailure {
  return queryFailure(`${sentence(where)} returned nothing (undefined).`, where);
}

/** Functions are no data. */
export function unsupportedType(where: FieldExpression): StateFailure {
  return queryFailure(`${sentence(where)} returned an unsupported result type.`, where);
}

/** @param expected in AWS's words: `array`, `number` … */
export function unexpectedType(
  where: FieldExpression,
  { expected, value }: { readonly expected: string; readonly value: Json },
): StateFailure {
  const problem = `Expected '${expected}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`;
  return queryFailure(`${sentence(where)} returned an unexpected result type. ${problem}`, where);
}

/**
 * @param code JSONata's, e.g. `T1006`; a message without a code follows a colon, one with a code begins a sentence:
 * this is how AWS writes them.
 */
export function threwError(
  where: FieldExpression,
  { code, message, cause }: { readonly code?: string; readonly message: string; cause?: unknown },
): StateFailure {
  const tail = code === undefined ? `: ${message}` : `. ${code}: ${message}`;
  const { field } = where;
  return queryFailure(`${sentence(where)} threw an error during evaluation${tail}`, {
    field,
    cause,
  });
}

export function queryFailure(
  problem: string,
  { field, cause }: { readonly field: string; readonly cause?: unknown },
): StateFailure {
  return new StateFailure('States.QueryEvaluationError', problem, { field, cause });
}

function sentence({ expression, field }: FieldExpression): string {
  return `The JSONata expression '${expression}' specified for the field '${field}'`;
}

/** JSON's names of types. */
function typeOf(value: Json): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}
