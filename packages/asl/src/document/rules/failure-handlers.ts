import type { Json, JsonObject } from '../../json.ts';
import { payload } from '../fields/computed.ts';
import {
  checkFields,
  type FieldCheck,
  type Fields,
  inJsonata,
  inJsonPath,
  required,
} from '../fields/field-check.ts';
import { resultPath } from '../fields/path.ts';
import { comment, listOf, number, oneOf, text, wholeNumber } from '../fields/plain.ts';
import { type Place, reportField, within } from '../place.ts';
import { assign } from './common.ts';

const RETRIER: Fields = {
  Comment: comment,
  ErrorEquals: required(listOf(text)),
  IntervalSeconds: wholeNumber({ min: 1, max: 99_999_999 }),
  MaxAttempts: wholeNumber({ min: 0, max: 99_999_999 }),
  BackoffRate: number({ min: 1 }),
  MaxDelaySeconds: wholeNumber({ min: 1, max: 31_622_400 }),
  JitterStrategy: oneOf('FULL', 'NONE'),
};

const CATCHER: Fields = {
  Comment: comment,
  ErrorEquals: required(listOf(text)),
  Next: required(text),
  Output: inJsonata(payload('errorOutput')),
  Assign: assign('errorOutput'),
  ResultPath: inJsonPath(resultPath),
};

/** Fields of a state that may fail on what it calls or runs. */
export const FAILURE_HANDLERS: Fields = {
  Retry: handlers((value, place) => {
    const retrier = checkFields(value, place, RETRIER);
    if (retrier !== undefined) checkDelays(retrier, place);
    return retrier;
  }),
  Catch: handlers((value, place) => checkFields(value, place, CATCHER)),
};

function handlers(check: (value: Json, place: Place) => JsonObject | undefined): FieldCheck {
  const list = listOf(check, { isEmptyAllowed: true });
  return (value, place) => {
    list(value, place);
    if (!Array.isArray(value)) return;
    for (const [index, handler] of value.entries()) {
      checkCatchAll(handler?.ErrorEquals, within(within(place, index), 'ErrorEquals'), {
        isLast: index === value.length - 1,
      });
    }
  };
}

/** `States.ALL` leaves nothing for other names beside it, or for handlers after it. */
function checkCatchAll(names: unknown, place: Place, { isLast }: { isLast: boolean }): void {
  if (!Array.isArray(names) || !names.includes('States.ALL')) return;
  if (names.length > 1) reportField(place, 'has other names beside States.ALL - leave it alone');
  if (!isLast) reportField(place, 'has States.ALL before other entries - move it to the last one');
}

function checkDelays({ MaxDelaySeconds, IntervalSeconds = 1 }: JsonObject, place: Place): void {
  if (typeof MaxDelaySeconds !== 'number' || typeof IntervalSeconds !== 'number') return;
  if (MaxDelaySeconds > IntervalSeconds) return;
  reportField(
    within(place, 'MaxDelaySeconds'),
    `must be more than IntervalSeconds, which is ${IntervalSeconds}`,
  );
}
