import { StateFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { follow, type PathStep, parseReferencePath, type ReferencePath } from './reference-path.ts';

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
  const from = rootOf(path, scope);
  const steps = path.root.type === 'variable' ? [path.root.name, ...path.steps] : path.steps;
  return follow(steps, from);
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
    throw new StateFailure('States.Runtime', `Invalid path '${text}' : ${absence(path, scope)}`);
  }
  return value;
}

/** Says how far the path goes, in the words of the library that the service uses. */
function absence({ root, steps }: ReferencePath, scope: PathScope): string {
  if (root.type === 'variable' && !Object.hasOwn(scope.variables, root.name)) {
    return `The variable '${root.name}' has no value`;
  }
  const last = steps.length - 1;
  const missing = steps.findIndex(
    (_, index) => findPath({ root, steps: steps.slice(0, index + 1) }, scope) === undefined,
  );
  const walked = steps
    .slice(0, missing + 1)
    .map(bracketed)
    .join('');
  return missing < last ? `Missing property in path $${walked}` : `No results for path: $${walked}`;
}

function bracketed(step: PathStep): string {
  return typeof step === 'number' ? `[${step}]` : `['${step}']`;
}

/** @throws StateFailure with `States.Runtime` where the text is no reference path: the loader lets none through */
export function checkedPath(text: string): ReferencePath {
  const path = parseReferencePath(text);
  if (path === undefined) {
    throw new StateFailure('States.Runtime', `Invalid path '${text}' : It is not a reference path`);
  }
  return path;
}

/** What a path goes through: the input, the context object, or all variables. */
export function rootOf({ root }: ReferencePath, scope: PathScope): Json {
  switch (root.type) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'variable':
      return scope.variables;
  }
}
