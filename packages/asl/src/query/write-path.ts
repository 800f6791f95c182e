import { StateFailure } from '../errors.ts';
import { isObject, type Json } from '../json.ts';
import { checkedPath } from './path-scope.ts';
import type { PathStep } from './reference-path.ts';

/**
 * What the input becomes when a result is put where `ResultPath` says. Objects that are missing on the way are made.
 *
 * @throws StateFailure with `States.ReferencePathConflict` where something else than an object is on the way: the
 * documentation calls it `States.ResultPathMatchFailure`, but this is what the service answers
 */
export function writePath(text: string, input: Json, value: Json): Json {
  const { root, steps } = checkedPath(text);
  const written = root.type === 'input' ? write(steps, input, value) : undefined;
  if (written === undefined) {
    throw new StateFailure(
      'States.ReferencePathConflict',
      `Unable to apply ReferencePath ${text} to input ${JSON.stringify(input)}`,
    );
  }
  return written;
}

/** Undefined where there is no way to the place. */
function write(
  [step, ...rest]: readonly PathStep[],
  target: Json | undefined,
  value: Json,
): Json | undefined {
  if (step === undefined) {
    return value;
  }
  if (typeof step === 'string') {
    return writeMember({ step, rest }, target, value);
  }
  return Array.isArray(target) && step < target.length
    ? replaceItem({ step, rest }, target, value)
    : undefined;
}

function writeMember(
  { step, rest }: { readonly step: string; readonly rest: readonly PathStep[] },
  target: Json | undefined,
  value: Json,
): Json | undefined {
  if (!isObject(target)) {
    return undefined;
  }
  const member = write(rest, Object.hasOwn(target, step) ? target[step] : {}, value);
  return member === undefined
    ? undefined
    : Object.fromEntries([...Object.entries(target), [step, member]]);
}

function replaceItem(
  { step, rest }: { readonly step: number; readonly rest: readonly PathStep[] },
  target: readonly Json[],
  value: Json,
): Json | undefined {
  const item = write(rest, target[step], value);
  return item === undefined ? undefined : target.with(step, item);
}
