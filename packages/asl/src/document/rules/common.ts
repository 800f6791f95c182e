import type { JsonObject } from '../../json.ts';
import type { StatesMember } from '../expressions/check-expression.ts';
import { assignment, payload } from '../fields/computed.ts';
import { type FieldCheck, type Fields, inJsonata, inJsonPath } from '../fields/field-check.ts';
import { path, pathAssignment, resultPath, template } from '../fields/path.ts';
import { comment, flag, oneOf, text } from '../fields/plain.ts';
import { type Place, reportField } from '../place.ts';

/** Fields of every state. */
export const COMMON: Fields = {
  Type: text,
  Comment: comment,
  QueryLanguage: oneOf('JSONata', 'JSONPath'),
};

/** Fields of a state that another one may follow. */
export const SUCCESSOR: Fields = { Next: text, End: flag };

export const INPUT_AND_OUTPUT_PATH: Fields = {
  InputPath: inJsonPath(path),
  OutputPath: inJsonPath(path),
};

export const RESULT_PATHS: Fields = {
  Parameters: inJsonPath(template),
  ResultPath: inJsonPath(resultPath),
};

/** Sets variables, from expressions or from paths, whichever the language of the state is. */
export function assign(...visible: readonly StatesMember[]): FieldCheck {
  const withExpressions = assignment(...visible);
  return (value, place) => {
    const check = place.setting.language === 'JSONata' ? withExpressions : pathAssignment;
    check(value, place);
  };
}

/** What a state hands on: its output, and variables. */
export function handsOn(...visible: readonly StatesMember[]): Fields {
  return { Output: inJsonata(payload(...visible)), Assign: assign(...visible) };
}

/** A state that is not terminal by its type says what follows: a state, or the end. */
export function checkSuccessor(state: JsonObject, place: Place): void {
  const hasNext = state.Next !== undefined;
  const isEnd = state.End === true;
  if (hasNext === isEnd) {
    const both = hasNext
      ? 'has Next and End - remove one of them'
      : 'has neither Next nor "End": true - add one of them';
    reportField(place, both);
  }
}
