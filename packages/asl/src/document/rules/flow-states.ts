import type { Json } from '../../json.ts';
import { expressionText } from '../../query/expression-text.ts';
import { computedText, computedWholeNumber, orExpression, payload } from '../fields/computed.ts';
import {
  checkFields,
  type FieldCheck,
  type Fields,
  inJsonata,
  inJsonPath,
  required,
} from '../fields/field-check.ts';
import { anything, comment, listOf, text } from '../fields/plain.ts';
import { type Place, reportField } from '../place.ts';
import {
  assign,
  COMMON,
  checkSuccessor,
  handsOn,
  INPUT_AND_OUTPUT_PATH,
  RESULT_PATHS,
  SUCCESSOR,
} from './common.ts';

const PASS: Fields = {
  ...COMMON,
  ...SUCCESSOR,
  ...INPUT_AND_OUTPUT_PATH,
  ...RESULT_PATHS,
  ...handsOn(),
  Result: inJsonPath(anything),
};

export const pass: FieldCheck = (value, place) => {
  const state = checkFields(value, place, PASS);
  if (state !== undefined) checkSuccessor(state, place);
};

const CHOICE_RULE: Fields = {
  Comment: comment,
  Condition: required(condition),
  Next: required(text),
  Output: inJsonata(payload()),
  Assign: assign(),
};

const CHOICE: Fields = {
  ...COMMON,
  ...handsOn(),
  Choices: required(listOf((value, place) => checkFields(value, place, CHOICE_RULE))),
  Default: text,
};

export const choice: FieldCheck = (value, place) => {
  checkFields(value, place, CHOICE);
};

function condition(value: Json, place: Place): void {
  if (typeof value === 'boolean') return;
  if (typeof value === 'string' && expressionText(value) !== undefined) payload()(value, place);
  else reportField(place, 'must be true, false or an expression {% … %}');
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const WAIT: Fields = {
  ...COMMON,
  ...SUCCESSOR,
  ...handsOn(),
  Seconds: computedWholeNumber({ min: 0, max: 99_999_999 }),
  Timestamp: orExpression((value, place) => {
    if (typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value))) return;
    reportField(place, 'must be a time like 2026-01-31T23:59:59Z, or an expression {% … %}');
  }),
};

export const wait: FieldCheck = (value, place) => {
  const state = checkFields(value, place, WAIT);
  if (state === undefined) return;
  checkSuccessor(state, place);
  if ((state.Seconds === undefined) === (state.Timestamp === undefined)) {
    reportField(place, 'needs either Seconds or Timestamp, and not both');
  }
};

const SUCCEED: Fields = {
  ...COMMON,
  ...INPUT_AND_OUTPUT_PATH,
  Output: inJsonata(payload()),
};

export const succeed: FieldCheck = (value, place) => {
  checkFields(value, place, SUCCEED);
};

const FAIL: Fields = { ...COMMON, Error: computedText, Cause: computedText };

export const fail: FieldCheck = (value, place) => {
  checkFields(value, place, FAIL);
};
