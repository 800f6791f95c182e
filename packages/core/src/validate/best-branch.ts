import type { ErrorObject } from 'ajv';

/** Runs the schema at a place below `parent` on a value, e.g. the branch `anyOf/2`; `undefined` when there is no such place. */
export type RunBranch = (
  parent: object,
  keyword: string,
  index: number | undefined,
  value: unknown,
) => readonly ErrorObject[] | undefined;

/**
 * Boils Ajv's flat list of errors down to what a person has to mend.
 *
 * For every failed `anyOf` and `oneOf` Ajv lists the errors of all branches and then the union itself.
 * Only the errors of the branch that came closest stay. The errors of `contains` items, of which one
 * would have been enough, go; and so do `if` and `propertyNames`, which only announce other errors.
 */
export function reduceErrors(errors: readonly ErrorObject[], run: RunBranch): ErrorObject[] {
  const kept: ErrorObject[] = [];
  let at = errors.length - 1;
  while (at >= 0) {
    const error = errors[at];
    if (error === undefined) break;
    const { below, instead } = resolve(error, run);
    kept.push(...instead.toReversed());
    at -= 1 + below;
  }
  return kept.toReversed();
}

interface Resolution {
  /** How many errors right before this one belong to it. */
  readonly below: number;
  readonly instead: readonly ErrorObject[];
}

function resolve(error: ErrorObject, run: RunBranch): Resolution {
  switch (error.keyword) {
    case 'anyOf':
    case 'oneOf':
      return resolveUnion(error, run);
    case 'contains':
      return { below: countContains(error, run), instead: [error] };
    case 'if':
    case 'propertyNames':
      return { below: 0, instead: [] };
    default:
      return { below: 0, instead: [error] };
  }
}

function resolveUnion(error: ErrorObject, run: RunBranch): Resolution {
  const passing: unknown = error.params.passingSchemas;
  const branches = branchErrors(error, run);
  if (branches === undefined) return { below: 0, instead: [error] };
  if (Array.isArray(passing)) {
    const seen = branches.slice(0, Number(passing[1]));
    return { below: countErrors(seen), instead: [error] };
  }
  const below = countErrors(branches);
  const reduced = branches.map((branch) => reduceErrors(branch, run));
  const instead = mergeTypes(reduced, error) ?? closest(reduced, error);
  return { below, instead: instead.map((inner) => relocate(inner, error.instancePath)) };
}

function branchErrors(error: ErrorObject, run: RunBranch): (readonly ErrorObject[])[] | undefined {
  const { schema, parentSchema, data } = error;
  if (!Array.isArray(schema) || parentSchema === undefined) return undefined;
  const branches = schema.map((_, index) => run(parentSchema, error.keyword, index, data));
  return branches.every((branch) => branch !== undefined) ? branches : undefined;
}

function countContains(error: ErrorObject, run: RunBranch): number {
  const { parentSchema, data } = error;
  if (!Array.isArray(data) || parentSchema === undefined) return 0;
  return countErrors(data.map((item) => run(parentSchema, 'contains', undefined, item) ?? []));
}

function countErrors(lists: readonly (readonly ErrorObject[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** A union of plain types fails as one wrong type: `must be string or integer`. */
function mergeTypes(
  branches: readonly (readonly ErrorObject[])[],
  union: ErrorObject,
): readonly ErrorObject[] | undefined {
  const types: unknown[] = [];
  for (const branch of branches) {
    const [only] = branch;
    if (only === undefined || branch.length > 1 || !isTypeMismatch(only)) return undefined;
    types.push(only.params.type);
  }
  if (types.length === 0) return undefined;
  return [{ ...union, keyword: 'type', instancePath: '', params: { type: types.flat() } }];
}

/** The branch of the right type, then with the right constants, then with the fewest errors. */
function closest(
  branches: readonly (readonly ErrorObject[])[],
  union: ErrorObject,
): readonly ErrorObject[] {
  let best: readonly ErrorObject[] | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const branch of branches) {
    const distance = measureDistance(branch);
    if (distance < bestDistance) {
      best = branch;
      bestDistance = distance;
    }
  }
  return best ?? [{ ...union, instancePath: '' }];
}

const WRONG_TYPE = 1_000_000;
const WRONG_CONSTANT = 1_000;

function measureDistance(branch: readonly ErrorObject[]): number {
  let distance = branch.length;
  if (branch.some(isTypeMismatch)) distance += WRONG_TYPE;
  if (branch.some(({ keyword }) => keyword === 'const' || keyword === 'enum')) {
    distance += WRONG_CONSTANT;
  }
  return distance;
}

function isTypeMismatch({ keyword, instancePath }: ErrorObject): boolean {
  return keyword === 'type' && instancePath === '';
}

function relocate(error: ErrorObject, prefix: string): ErrorObject {
  return { ...error, instancePath: `${prefix}${error.instancePath}` };
}
