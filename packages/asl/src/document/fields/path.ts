import { isObject, type Json } from '../../json.ts';
import { parseReferencePath } from '../../query/reference-path.ts';
import { type Place, reportField, within } from '../place.ts';
import type { FieldCheck } from './field-check.ts';
import { checkVariableNames } from './variable-names.ts';

/** A path that leads to one value; null stands for an empty object. */
export const path: FieldCheck = (value, place) => {
  if (value !== null) checkPath(value, place);
};

/** Where in the input of the state a result is put; null drops it. */
export const resultPath: FieldCheck = (value, place) => {
  if (value === null) return;
  const parsed = typeof value === 'string' ? parseReferencePath(value) : undefined;
  if (parsed?.root.type !== 'input') reportField(place, 'must be a path into the input: $, $.a.b');
};

/** JSON in which the value of each field whose name ends in `.$` is a path. */
export const template: FieldCheck = (value, place) => {
  if (!isObject(value)) return checkTemplate(value, place);
  for (const [key, member] of Object.entries(value)) {
    const here = within(place, key);
    if (key.endsWith('.$')) checkPath(member, here);
    else checkTemplate(member, here);
  }
};

/** Variables by name, their values as in {@link template}. */
export const pathAssignment: FieldCheck = (value, place) => {
  if (!isObject(value)) return reportField(place, 'must be an object: variables by name');
  checkVariableNames(Object.keys(value).map(withoutMark), place);
  template(value, place);
};

function withoutMark(name: string): string {
  return name.endsWith('.$') ? name.slice(0, -2) : name;
}

function checkTemplate(value: Json, place: Place): void {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) template(element, within(place, index));
  } else if (isObject(value)) template(value, place);
}

function checkPath(value: Json, place: Place): void {
  const { subject, scope } = place.setting;
  const parsed = typeof value === 'string' ? parseReferencePath(value) : undefined;
  if (parsed?.root.type === 'variable') {
    const { name } = parsed.root;
    scope.used.push({ name, location: place.location, subject: `${subject}: ${place.field}` });
  }
  if (parsed !== undefined) return;
  reportField(place, `${kindOf(value)}: ${MEND}`, 'UNSUPPORTED');
}

function kindOf(value: Json): string {
  if (typeof value !== 'string') return 'must be a path';
  const intrinsic = /^States\.\w+/.exec(value)?.[0];
  if (intrinsic !== undefined)
    return `uses the intrinsic function ${intrinsic}, which is not supported`;
  return `is "${value}", which is no reference path`;
}

const MEND =
  'only $, $.a.b, $.a[0], $$.a and $variable.a are supported in JSONPath - set "QueryLanguage": "JSONata" in the state';
