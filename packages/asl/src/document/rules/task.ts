import { isObject, type Json, type JsonObject } from '../../json.ts';
import { expressionText } from '../../query/expression-text.ts';
import { computedText, computedWholeNumber, payload } from '../fields/computed.ts';
import {
  checkFields,
  type FieldCheck,
  type Fields,
  inJsonata,
  inJsonPath,
  required,
} from '../fields/field-check.ts';
import { template } from '../fields/path.ts';
import { text } from '../fields/plain.ts';
import { type Place, report, reportField, within } from '../place.ts';
import {
  COMMON,
  checkSuccessor,
  handsOn,
  INPUT_AND_OUTPUT_PATH,
  RESULT_PATHS,
  SUCCESSOR,
} from './common.ts';
import { FAILURE_HANDLERS } from './failure-handlers.ts';

const SECONDS = computedWholeNumber({ min: 1, max: 99_999_999 });

const TASK: Fields = {
  ...COMMON,
  ...SUCCESSOR,
  ...INPUT_AND_OUTPUT_PATH,
  ...RESULT_PATHS,
  ...handsOn('result'),
  ...FAILURE_HANDLERS,
  Resource: required(resource),
  Arguments: inJsonata(payload()),
  ResultSelector: inJsonPath(template),
  TimeoutSeconds: SECONDS,
  HeartbeatSeconds: SECONDS,
  Credentials: credentials,
};

export const task: FieldCheck = (value, place) => {
  const state = checkFields(value, place, TASK);
  if (state === undefined) return;
  checkSuccessor(state, place);
  checkHeartbeat(state, place);
};

/** AWS misses the role before it looks at other fields. */
function credentials(value: Json, place: Place): void {
  const isEmpty = isObject(value) && value.RoleArn === undefined;
  checkFields(isEmpty ? {} : value, place, { RoleArn: required(computedText) });
}

function checkHeartbeat({ HeartbeatSeconds, TimeoutSeconds }: JsonObject, place: Place): void {
  if (typeof HeartbeatSeconds !== 'number' || typeof TimeoutSeconds !== 'number') return;
  if (HeartbeatSeconds < TimeoutSeconds) return;
  const limit = `must be less than TimeoutSeconds, which is ${TimeoutSeconds}`;
  reportField(within(place, 'HeartbeatSeconds'), limit);
}

const ARN = /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$/;

function resource(value: Json, place: Place): void {
  const { subject, type } = place.setting;
  if (typeof value !== 'string' || expressionText(value) !== undefined) text(value, place);
  else if (!ARN.test(value)) {
    const mend = value.includes('${')
      ? 'fill in its names first, see substitute'
      : 'e.g. arn:aws:states:::lambda:invoke';
    const hint = `${subject}: Resource is an ARN: ${mend}`;
    report(place, `Value is not a valid resource ARN: ${value} - ${hint}`);
  } else if (type === 'EXPRESS') checkExpress(value, place);
}

/** An express workflow waits for nothing but the answer of a call. */
function checkExpress(arn: string, place: Place): void {
  if (arn.endsWith('.waitForTaskToken')) {
    report(
      place,
      "Express state machine does not support '.waitForTaskToken' service integration ",
    );
  } else if (/\.sync(:2)?$/.test(arn)) {
    report(place, "Express state machine does not support '.sync' service integration");
  } else if (/^arn:[\w-]+:states:[\w-]*:\d*:activity:/.test(arn)) {
    reportField(place, 'is an activity, which an express state machine cannot have');
  }
}
