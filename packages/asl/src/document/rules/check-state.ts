import { isObject, type Json } from '../../json.ts';
import type { FieldCheck } from '../fields/field-check.ts';
import { type Place, report, reportField, within } from '../place.ts';
import type { QueryLanguage, State } from '../states.ts';
import { choice, fail, pass, succeed, wait } from './flow-states.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { task } from './task.ts';

const RULES: Readonly<Record<State['Type'], FieldCheck>> = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
};

/** Types that take reference paths beside expressions. */
const BRIDGES: readonly string[] = ['Pass', 'Task', 'Succeed', 'Fail'];

/** Checks the fields of a state; not the states inside of it. */
export function checkState(
  state: Json,
  place: Place,
  document: { readonly language: QueryLanguage; readonly hasJsonata: boolean },
): void {
  const type = isObject(state) ? state.Type : undefined;
  if (!isObject(state)) reportField(place, 'must be an object');
  else if (type === undefined) report(place, "The field 'Type' is required but was missing");
  else if (typeof type !== 'string' || !isType(type)) {
    reportField(within(place, 'Type'), `must be one of ${Object.keys(RULES).join(', ')}`);
  } else if (document.language === 'JSONata' && state.QueryLanguage === 'JSONPath') {
    report(place, DOWNGRADE);
  } else if (place.setting.language === 'JSONata' || BRIDGES.includes(type)) {
    RULES[type](state, place);
  } else if (document.hasJsonata) reportField(place, `is a ${type} ${NO_BRIDGE}`, 'UNSUPPORTED');
}

function isType(type: string): type is State['Type'] {
  return Object.hasOwn(RULES, type);
}

const DOWNGRADE =
  "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";

const NO_BRIDGE =
  'state in JSONPath, which only Pass, Task, Succeed and Fail states may be here - set "QueryLanguage": "JSONata" in it';
