import jsonata from 'jsonata';
import { type Place, report, reportField } from '../place.ts';
import { type ExpressionNames, expressionNames } from './expression-names.ts';

/** Members of `$states` that only some fields see. */
export type StatesMember = 'result' | 'errorOutput';

const ELSEWHERE: Readonly<Record<StatesMember, string>> = {
  result: 'in Output and Assign of a Task, Parallel or Map state',
  errorOutput: 'in Output and Assign of a Catch',
};

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
  const tree = parse(text, place);
  if (tree === undefined) return;
  const names = expressionNames(tree);
  checkStates(names, place, visible);
  checkNames(names, place);
  const { scope, subject } = place.setting;
  for (const name of names.variables) {
    if (name !== 'states' && name !== '') {
      scope.used.push({ name, location: place.location, subject: `${subject}: ${place.field}` });
    }
  }
}

function parse(text: string, place: Place): unknown {
  try {
    return jsonata(text).ast();
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    const where = position === undefined ? '' : ` at character ${position}`;
    const problem = `${message ?? 'It cannot be parsed'} - ${place.setting.subject}: ${place.field} has {% ${text} %}, which is no JSONata${where}`;
    report(place, problem, 'INVALID_JSONATA_EXPRESSION');
    return undefined;
  }
}

function checkStates({ states }: ExpressionNames, place: Place, visible: readonly string[]): void {
  for (const member of ['result', 'errorOutput'] as const) {
    if (!states.has(member) || visible.includes(member)) continue;
    reportField(
      place,
      `refers to $states.${member}, which is only there ${ELSEWHERE[member]}`,
      'UNSUPPORTED_JSONATA_EXPRESSION',
    );
  }
}

function checkNames(names: ExpressionNames, place: Place): void {
  const { subject } = place.setting;
  for (const name of names.topLevel) {
    const problem = `Reference to '${name}' at the top level is not supported. - ${subject}: ${place.field} may begin a path with $states.input, or with a variable`;
    report(place, problem, 'UNSUPPORTED_JSONATA_EXPRESSION');
  }
  if (names.variables.has('$')) {
    reportField(
      place,
      'refers to $$, but an expression has no input of its own - use $states.input',
      'UNSUPPORTED_JSONATA_EXPRESSION',
    );
  }
  if (names.functions.has('eval') || names.variables.has('eval')) {
    reportField(
      place,
      'calls $eval, which Step Functions does not have - write the expression out, or use $parse for JSON text',
      'UNSUPPORTED',
    );
  }
}
