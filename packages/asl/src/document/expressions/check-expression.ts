import { ExpressionSyntaxError } from '../../errors.ts';
import { type ParsedExpression, parseExpression } from '../../query/parse-expression.ts';
import { type Place, report, reportField } from '../place.ts';
import { type ExpressionNames, expressionNames } from './expression-names.ts';

/** Members of `$states` that only some fields see. */
export type StatesMember = 'result' | 'errorOutput';

const ELSEWHERE: Readonly<Record<StatesMember, string>> = {
  result: 'in Output and Assign of a Task, Parallel or Map state',
  errorOutput: 'in Output and Assign of a Catch',
};

const UNSUPPORTED_EXPRESSION = 'UNSUPPORTED_JSONATA_EXPRESSION';

/**
 * Checks the JSONata of one expression: that it parses, and that it refers only to what is there. What it evaluates
 * to is seen when it runs.
 *
 * @param text without the delimiters
 */
export function checkExpression(
  text: string,
  place: Place,
  visible: readonly StatesMember[],
): void {
  const expression = parse(text, place);
  if (expression === undefined) return;
  const names = expressionNames(expression.tree);
  checkStates(names, place, visible);
  checkNames(names, place);
  const { scope, subject } = place.setting;
  for (const name of names.variables) {
    if (name === '' || name === '$' || name === 'states') continue;
    scope.used.push({ name, location: place.location, subject: `${subject}: ${place.field}` });
  }
}

/** The message begins with that of JSONata, as AWS's does. */
function parse(text: string, place: Place): ParsedExpression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const { problem, position } = error;
    const where = position === undefined ? '' : `, behind character ${position}`;
    const hint = `${place.setting.subject}: ${place.field} has {% ${text} %}, which is no JSONata${where}`;
    report(place, `${problem} - ${hint}`, 'INVALID_JSONATA_EXPRESSION');
    return undefined;
  }
}

function checkStates(
  { states }: ExpressionNames,
  place: Place,
  visible: readonly StatesMember[],
): void {
  for (const member of ['result', 'errorOutput'] as const) {
    if (!states.has(member) || visible.includes(member)) continue;
    const problem = `refers to $states.${member}, which is only there ${ELSEWHERE[member]}`;
    reportField(place, problem, UNSUPPORTED_EXPRESSION);
  }
}

function checkNames({ topLevel, variables, functions }: ExpressionNames, place: Place): void {
  for (const name of topLevel) {
    const hint = `${place.setting.subject}: ${place.field} has no input of its own, begin with $states.input or with a variable`;
    const problem = `Reference to '${name}' at the top level is not supported. - ${hint}`;
    report(place, problem, UNSUPPORTED_EXPRESSION);
  }
  if (variables.has('$')) {
    const problem = 'refers to $$, but an expression has no input of its own - use $states.input';
    reportField(place, problem, UNSUPPORTED_EXPRESSION);
  }
  if (functions.has('eval') || variables.has('eval')) {
    const hint = 'write the expression out, or use $parse for JSON text';
    reportField(place, `calls $eval, which Step Functions does not have - ${hint}`, 'UNSUPPORTED');
  }
}
