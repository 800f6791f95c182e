import { ExpressionSyntaxError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { createEvaluation, EVALUATION, type Evaluation } from './evaluation.ts';
import { expressionText } from './expression-text.ts';
import { type FieldExpression, returnedNothing, threwError, unsupportedType } from './failure.ts';
import { parseExpression } from './parse-expression.ts';
import { plainJson } from './plain-json.ts';
import { createRandomSource } from './random-source.ts';
import type { QueryScope } from './scope.ts';

/**
 * The value of a field: strings that are wholly `{% … %}` give way to what the expression answers, all else is as
 * it stands. The same scope gives the same value, and is left as it was.
 *
 * @param field as AWS names it: `Output`, `Choices[0]/Condition`; what is inside follows, `Output/total`, `Items[2]`
 * @throws StateFailure with `States.QueryEvaluationError`
 */
export async function evaluate(value: Json, field: string, scope: QueryScope): Promise<Json> {
  if (typeof value === 'string') {
    const expression = expressionText(value);
    return expression === undefined ? value : evaluateExpression({ expression, field }, scope);
  }
  if (Array.isArray(value)) {
    return evaluateItems(value, field, scope);
  }
  return isObject(value) ? evaluateMembers(value, field, scope) : value;
}

/** One after the other: the first failure is always the same one. */
async function evaluateItems(
  items: readonly Json[],
  field: string,
  scope: QueryScope,
): Promise<Json> {
  const values: Json[] = [];
  for (const [index, item] of items.entries()) {
    values.push(await evaluate(item, `${field}[${index}]`, scope));
  }
  return values;
}

async function evaluateMembers(
  members: JsonObject,
  field: string,
  scope: QueryScope,
): Promise<JsonObject> {
  const values: [string, Json][] = [];
  for (const [key, member] of Object.entries(members)) {
    values.push([key, await evaluate(member, `${field}/${key}`, scope)]);
  }
  return Object.fromEntries(values);
}

/** New values of variables: all are evaluated before any is assigned. */
export function evaluateAssign(assign: JsonObject, field: string, scope: QueryScope) {
  return evaluateMembers(assign, field, scope);
}

async function evaluateExpression(where: FieldExpression, scope: QueryScope): Promise<Json> {
  // Each field has random values of its own, so that two fields do not get the same identifier.
  const random = createRandomSource(`${scope.seed}\0${where.field}`);
  const evaluation = createEvaluation(scope.now, random);
  const result = await run(where, { scope, evaluation });
  const plain = plainJson(result);
  if (plain === undefined) {
    throw result === undefined ? returnedNothing(where) : unsupportedType(where);
  }
  return plain;
}

async function run(
  where: FieldExpression,
  { scope, evaluation }: { readonly scope: QueryScope; readonly evaluation: Evaluation },
): Promise<unknown> {
  try {
    const { evaluate: answer, mentioned } = parseExpression(where.expression);
    return await answer(bindingsOf(mentioned, { scope, evaluation }));
  } catch (error) {
    throw threwError(where, describe(error));
  }
}

function bindingsOf(
  mentioned: readonly string[],
  { scope, evaluation }: { readonly scope: QueryScope; readonly evaluation: Evaluation },
): Record<string, unknown> {
  const { states, variables } = scope;
  const visible = mentioned.filter((name) => Object.hasOwn(variables, name));
  return {
    ...Object.fromEntries(visible.map((name) => [name, variables[name]])),
    states,
    [EVALUATION]: evaluation,
  };
}

/** JSONata throws plain objects, and errors of the engine. */
function describe(error: unknown) {
  if (error instanceof ExpressionSyntaxError) {
    const { code, problem } = error;
    return { message: problem, cause: error, ...(code === undefined ? {} : { code }) };
  }
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return {
    message: message ?? String(error),
    cause: error,
    ...(code === undefined ? {} : { code }),
  };
}
