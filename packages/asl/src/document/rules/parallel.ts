import { payload } from '../fields/computed.ts';
import {
  checkFields,
  type FieldCheck,
  type Fields,
  inJsonata,
  required,
} from '../fields/field-check.ts';
import { listOf, object } from '../fields/plain.ts';
import { COMMON, checkSuccessor, handsOn, SUCCESSOR } from './common.ts';
import { FAILURE_HANDLERS } from './failure-handlers.ts';

const PARALLEL: Fields = {
  ...COMMON,
  ...SUCCESSOR,
  ...handsOn('result'),
  ...FAILURE_HANDLERS,
  Branches: required(listOf(object)),
  Arguments: inJsonata(payload()),
};

export const parallel: FieldCheck = (value, place) => {
  const state = checkFields(value, place, PARALLEL);
  if (state !== undefined) checkSuccessor(state, place);
};
