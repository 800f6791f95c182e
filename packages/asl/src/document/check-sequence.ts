import { isObject, type Json, type JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { checkTransitions } from './check-transitions.ts';
import { checkFields, type Fields } from './fields/field-check.ts';
import { comment, oneOf, text, wholeNumber } from './fields/plain.ts';
import { languageOf } from './language.ts';
import { type Place, report, reportField, type Setting, within } from './place.ts';
import { checkState } from './rules/check-state.ts';
import { processorConfig, processorMode } from './rules/map.ts';
import type { QueryLanguage } from './states.ts';
import { openScope } from './variable-scope.ts';

/** What holds for the states of a whole document. */
interface DocumentSetting {
  readonly language: QueryLanguage;
  /** Names of all states so far, by where they stand. */
  readonly names: Map<string, string>;
  /** False where paths are not looked at, as the document is refused for having nothing else. */
  readonly hasJsonata: boolean;
}

const BRANCH: Fields = { Comment: comment, StartAt: text, States: states };

const PROCESSOR: Fields = { ...BRANCH, ProcessorConfig: processorConfig };

const DOCUMENT: Fields = {
  ...BRANCH,
  QueryLanguage: oneOf('JSONata', 'JSONPath'),
  Version: oneOf('1.0'),
  TimeoutSeconds: wholeNumber({ min: 1, max: 99_999_999 }),
};

export function checkRoot(document: JsonObject, place: Place, whole: DocumentSetting): void {
  checkSequence(document, place, { fields: DOCUMENT, whole });
}

/** Checks states that run one after the other, and the states inside of them. */
function checkSequence(
  sequence: JsonObject,
  place: Place,
  { fields, whole }: { readonly fields: Fields; readonly whole: DocumentSetting },
): void {
  checkFields(sequence, place, fields);
  const missing = ['States', 'StartAt'].filter((field) => sequence[field] === undefined);
  if (missing.length > 0) report(place, `These fields are required: [${missing.join(', ')}]`);
  if (missing.length === 0) checkTransitions(sequence, place);
  if (!isObject(sequence.States)) return;
  const here = within(place, 'States');
  for (const [name, state] of Object.entries(sequence.States)) {
    checkName(name, within(here, name), whole);
    checkNamedState([name, state], here, whole);
  }
}

/** Checks a state, and the states inside of it. */
function checkNamedState(
  [name, state]: readonly [string, Json],
  states: Place,
  whole: DocumentSetting,
): void {
  const language = languageIn(state, whole);
  const setting: Setting = { ...states.setting, subject: `state "${name}"`, language };
  const place: Place = { location: within(states, name).location, field: '', setting };
  checkState(state, place, whole);
  checkInside(state, place, whole);
}

function states(value: Json, place: Place): void {
  if (!isObject(value)) reportField(place, 'must be an object: states by name');
}

function languageIn(state: Json, { language }: DocumentSetting): QueryLanguage {
  const own = isObject(state) ? state.QueryLanguage : undefined;
  return languageOf(own === undefined ? {} : { QueryLanguage: namedLanguage(own) }, language);
}

/** AWS too takes for JSONata whatever is not quite `JSONPath`, and says that it is wrong. */
export function namedLanguage(name: Json): QueryLanguage {
  return name === 'JSONPath' ? name : 'JSONata';
}

function checkName(name: string, place: Place, { names }: DocumentSetting): void {
  const first = names.get(name);
  if (first !== undefined) {
    const message = `Duplicate State name: ${name} - it is the name of ${first} too: names are unique in a whole document`;
    report(place, message, 'DUPLICATE_STATE_NAME');
  }
  names.set(name, first ?? place.location);
  const { nameLength } = LIMITS;
  if (name === '' || [...name].length > nameLength) {
    report(place, `state "${name}" needs a name of 1 to ${nameLength} characters`);
  }
}

function checkInside(state: Json, place: Place, whole: DocumentSetting): void {
  if (!isObject(state)) return;
  if (state.Type === 'Map')
    checkProcessor(state.ItemProcessor, within(place, 'ItemProcessor'), whole);
  if (state.Type !== 'Parallel' || !Array.isArray(state.Branches)) return;
  const here = within(place, 'Branches');
  for (const [index, branch] of state.Branches.entries()) {
    if (!isObject(branch)) continue;
    const scope = openScope(place.setting.scope);
    const at = { ...within(here, index), setting: { ...place.setting, scope } };
    checkSequence(branch, at, { fields: BRANCH, whole });
  }
}

function checkProcessor(processor: Json | undefined, place: Place, whole: DocumentSetting): void {
  if (!isObject(processor)) return;
  const { isDistributed, isExpress } = processorMode(processor);
  const { setting } = place;
  const type = isDistributed && isExpress ? 'EXPRESS' : setting.type;
  const scope = openScope(setting.scope, { isDistributed });
  const at = { ...place, setting: { ...setting, type, scope } };
  checkSequence(processor, at, { fields: PROCESSOR, whole });
}
