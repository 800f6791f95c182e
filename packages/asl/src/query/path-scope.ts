import { StateFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { follow, parseReferencePath, type ReferencePath } from './reference-path.ts';

/** What paths of a JSONPath state see. */
export interface PathScope {
  /** `$`: the input of the state, or its result where a field works on that. */
  readonly input: Json;
  /** `$$` */
  readonly context: JsonObject;
  /** `$name` */
  readonly variables: JsonObject;
}

/** The value a path leads to; undefined where there is none. */
export function findPath(path: ReferencePath, scope: PathScope): Json | undefined {
  return follow(path.steps, rootValue(path, scope));
}

/**
 * The value that `InputPath`, `OutputPath` or another field which is a path leads to.
 *
 * @throws StateFailure with `States.Runtime` where there is none
 */
export function readPath(text: string, scope: PathScope): Json {
  const path = checkedPath(text);
  const value = findPath(path, scope);
  if (value === undefined) {
    const steps = path.steps.map((step) =>
      typeof step === 'number' ? `[${step}]` : `['${step}']`,
    );
    throw new StateFailure(
      'States.Runtime',
      `Invalid path '${text}': No results for path: $${steps.join('')}`,
    );
  }
  return value;
}

/** @throws StateFailure with `States.Runtime` where the text is no reference path: the loader lets none through */
export function checkedPath(text: string): ReferencePath {
  const path = parseReferencePath(text);
  if (path === undefined) {
    throw new StateFailure('States.Runtime', `Invalid path '${text}': it is not a reference path`);
  }
  return path;
}

function rootValue({ root }: ReferencePath, scope: PathScope): Json | undefined {
  switch (root.type) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'variable':
      return Object.hasOwn(scope.variables, root.name) ? scope.variables[root.name] : undefined;
  }
}
