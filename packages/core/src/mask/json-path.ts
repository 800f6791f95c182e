import type { JsonPlace } from './json-leaves.ts';

/** One step down: to what it goes, and whether it may go any number of levels at once. */
interface PathStep {
  readonly isDeep: boolean;
  /** A name, a place, or anything. */
  readonly key: string | number | undefined;
}

/** A path into JSON documents. */
export interface JsonPath {
  /** Whether it names places of arrays, so that they have to be told apart. */
  readonly hasPlaces: boolean;
  /** Whether it leads to a value, or to something that holds it. */
  covers(keys: readonly (string | number)[]): boolean;
}

const STEP = /(\.\.?)(?:([\p{L}_$][\p{L}\p{N}_$-]*|\*)|(?=\[))|/uy;
const BRACKETS = /\[(?:(\d+)|(\*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y;

/**
 * Reads a path: `$`, then `.name`, `['odd name']`, `[0]`, `[*]`, `.*`, and `..name` for any level (RFC 9535 without
 * slices and filters).
 *
 * @throws RangeError when it is none.
 */
export function parseJsonPath(text: string): JsonPath {
  if (!text.startsWith('$')) throw new RangeError('a path begins with $, e.g. $.items[*].email');
  const steps: PathStep[] = [];
  for (let at = 1; at < text.length; ) {
    const { step, length } = readStep(text, at);
    if (step === undefined)
      throw new RangeError(
        `what follows character ${at} is no step of a path; write .name, ['odd name'], [0], [*], .* or ..name`,
      );
    steps.push(step);
    at += length;
  }
  return {
    hasPlaces: steps.some(({ key }) => typeof key === 'number'),
    covers: (keys) => covers(steps, keys),
  };
}

function readStep(text: string, at: number): { step?: PathStep; length: number } {
  STEP.lastIndex = at;
  const [dots = '', sign = '', name] = STEP.exec(text) ?? [];
  const isDeep = sign === '..';
  if (name !== undefined)
    return { step: { isDeep, key: name === '*' ? undefined : name }, length: dots.length };
  // A single dot takes a name.
  if (sign === '.') return { length: 0 };
  BRACKETS.lastIndex = at + dots.length;
  const found = BRACKETS.exec(text);
  if (found === null) return { length: 0 };
  const [brackets, place, , single, double] = found;
  const quoted = single ?? double;
  const key = place === undefined ? quoted?.replace(/\\(.)/g, '$1') : Number(place);
  return { step: { isDeep, key }, length: dots.length + brackets.length };
}

/** Whether the steps lead along the first of the keys, or all of them. */
function covers(steps: readonly PathStep[], keys: readonly (string | number)[]): boolean {
  let states = new Set([0]);
  for (const key of keys) {
    if (states.has(steps.length)) return true;
    const next = new Set<number>();
    for (const state of states) for (const one of stepsFrom(state, steps, key)) next.add(one);
    states = next;
  }
  return states.has(steps.length);
}

/** How many steps are done after one key more. */
function stepsFrom(
  done: number,
  steps: readonly PathStep[],
  key: string | number,
): readonly number[] {
  const step = steps[done];
  if (step === undefined) return [];
  const isMet = step.key === undefined || step.key === key;
  return [...(step.isDeep ? [done] : []), ...(isMet ? [done + 1] : [])];
}

/** Names and places from the top of the document down. */
export function keysOf(place: JsonPlace | undefined): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.parent) keys.push(at.key);
  return keys.reverse();
}
