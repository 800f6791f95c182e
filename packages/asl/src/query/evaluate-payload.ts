import { StateFailure } from '../errors.ts';
import { isObject, type Json } from '../json.ts';
import { checkedPath, findPath, type PathScope, rootOf } from './path-scope.ts';

/**
 * The value of a template of a JSONPath state (`Parameters`, `ResultSelector`, `ItemSelector`, `Assign`): members
 * whose names end in `.$` give way to what their paths lead to, all else is as it stands.
 *
 * @throws StateFailure with `States.Runtime` where there is nothing: the documentation has a name of its own for this,
 * `States.ParameterPathFailure`, but this is what the service answers
 */
export function evaluatePayload(template: Json, scope: PathScope): Json {
  if (Array.isArray(template)) {
    return template.map((item) => evaluatePayload(item, scope));
  }
  if (!isObject(template)) {
    return template;
  }
  return Object.fromEntries(
    Object.entries(template).map(([key, member]) =>
      key.endsWith('.$') && typeof member === 'string'
        ? [key.slice(0, -2), valueAt(member, { key, scope })]
        : [key, evaluatePayload(member, scope)],
    ),
  );
}

function valueAt(
  text: string,
  { key, scope }: { readonly key: string; readonly scope: PathScope },
): Json {
  const path = checkedPath(text);
  const value = findPath(path, scope);
  if (value === undefined) {
    const searched = JSON.stringify(rootOf(path, scope));
    throw new StateFailure(
      'States.Runtime',
      `The JSONPath '${text}' specified for the field '${key}' could not be found in the input '${searched}'`,
    );
  }
  return value;
}
