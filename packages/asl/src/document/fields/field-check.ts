import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Place, report, reportField, within } from '../place.ts';
import type { QueryLanguage } from '../states.ts';

/** Reports what is wrong with the value of a field. */
export type FieldCheck = (value: Json, place: Place) => void;

export interface Field {
  readonly check: FieldCheck;
  readonly isRequired?: boolean;
  /** Absent: both know the field. */
  readonly language?: QueryLanguage;
}

/** All fields that an object of a document may have. */
export type Fields = Readonly<Record<string, FieldCheck | Field>>;

export const required = (check: FieldCheck): Field => ({ check, isRequired: true });

export const inJsonata = (check: FieldCheck): Field => ({ check, language: 'JSONata' });

export const inJsonPath = (check: FieldCheck): Field => ({ check, language: 'JSONPath' });

/**
 * Checks an object by the table of its fields.
 *
 * @returns the object, where it is one
 */
export function checkFields(value: Json, place: Place, fields: Fields): JsonObject | undefined {
  if (!isObject(value)) {
    reportField(place, 'must be an object');
    return undefined;
  }
  for (const [name, member] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) reportUnknown(name, place, fields);
    else
      checkField(
        member,
        within(place, name),
        typeof field === 'function' ? { check: field } : field,
      );
  }
  reportMissing(value, place, fields);
  return value;
}

function reportMissing(value: JsonObject, place: Place, fields: Fields): void {
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'function' || !field.isRequired || Object.hasOwn(value, name)) continue;
    report(place, `The field '${name}' is required but was missing`);
  }
}

function checkField(value: Json, place: Place, { check, language }: Field): void {
  if (language === undefined || language === place.setting.language) check(value, place);
  else reportLanguage(place, language);
}

function reportLanguage(place: Place, language: QueryLanguage): void {
  const name = place.field.split('.').at(-1) ?? place.field;
  const here = place.setting.language;
  const hint =
    here === 'JSONata' ? REPLACEMENTS.get(name) : 'set "QueryLanguage": "JSONata" in the state';
  report(
    place,
    `The QueryLanguage is set to '${here}', but field '${name}' is only supported for the '${language}' QueryLanguage - ${place.setting.subject}: ${hint ?? 'remove the field'}`,
  );
}

function reportUnknown(name: string, place: Place, fields: Fields): void {
  const { subject, language } = place.setting;
  const owner = place.field === '' ? subject : `${subject}: ${place.field}`;
  const replacement = REPLACEMENTS.get(name);
  const known = Object.entries(fields)
    .filter(([, field]) => typeof field === 'function' || (field.language ?? language) === language)
    .map(([field]) => field);
  const code = UNSUPPORTED.has(name) ? 'UNSUPPORTED' : undefined;
  const where = language === 'JSONPath' ? ' in a state with "QueryLanguage": "JSONata"' : '';
  const hint =
    replacement === undefined ? `its fields are ${known.join(', ')}` : `${replacement}${where}`;
  report(place, `Field '${name}' is not supported - ${owner}: ${hint}`, code);
}

/** Fields of AWS that this interpreter does not know. */
const UNSUPPORTED = new Set(['ItemsPointer', 'ManifestType', 'Iterator']);

/** What stands for a field of JSONPath, or of an older version of the language, in JSONata. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    InputPath: 'use $states.input.… in Arguments or Output',
    OutputPath: 'use Output',
    ResultPath: 'use Output, or Assign to keep the result in a variable',
    ResultSelector: 'use Output with $states.result',
    Parameters: 'use Arguments; in a Map, ItemSelector',
    Result: 'use Output',
    Iterator: 'use ItemProcessor, with the same states',
    ItemsPath: 'use Items',
    ItemsPointer: 'read the list in a state before, and give it to Items',
    ManifestType:
      'inventories and manifests cannot be read here: list their objects, or convert them to JSONL',
    SecondsPath: 'use Seconds with an expression',
    TimestampPath: 'use Timestamp with an expression',
    TimeoutSecondsPath: 'use TimeoutSeconds with an expression',
    HeartbeatSecondsPath: 'use HeartbeatSeconds with an expression',
    MaxConcurrencyPath: 'use MaxConcurrency with an expression',
    ToleratedFailureCountPath: 'use ToleratedFailureCount with an expression',
    ToleratedFailurePercentagePath: 'use ToleratedFailurePercentage with an expression',
    MaxItemsPath: 'use MaxItems with an expression',
    MaxItemsPerBatchPath: 'use MaxItemsPerBatch with an expression',
    MaxInputBytesPerBatchPath: 'use MaxInputBytesPerBatch with an expression',
    ErrorPath: 'use Error with an expression',
    CausePath: 'use Cause with an expression',
    Variable: 'use Condition with an expression',
  }),
);
