import type { Json } from '../json.ts';
import { isFunction } from './is-function.ts';

/**
 * What a result is as JSON; undefined where it is nothing. JSONata marks arrays with properties of its own, and lets
 * functions and numbers that JSON cannot hold through.
 *
 * Copies only what is not plain yet: most results are parts of the input.
 */
export function plainJson(value: unknown): Json | undefined {
  if (Array.isArray(value)) {
    return plainArray(value);
  }
  if (typeof value === 'object' && value !== null) {
    return plainObject(value);
  }
  if (typeof value === 'number') {
    return plainNumber(value);
  }
  return isFunction(value) ? undefined : (value as Json | undefined);
}

/** AWS answers `"Infinity"` for `1/0`. JSON knows no negative zero. */
function plainNumber(value: number): Json {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  return value === 0 ? 0 : value;
}

const MARKS = ['sequence', 'cons', 'keepSingleton', 'outerWrapper', 'tupleStream'] as const;

/** What is nothing stays in its place as null, as in JSON.stringify. */
function plainArray(value: readonly unknown[]): Json {
  const items = value.map((item) => plainJson(item) ?? null);
  const isPlain =
    !MARKS.some((mark) => mark in value) &&
    items.every((item, index) => Object.is(item, value[index]));
  return isPlain ? (value as readonly Json[]) : items;
}

function plainObject(value: object): Json | undefined {
  if (isFunction(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  const plain = entries.flatMap(([key, member]) => {
    const json = plainJson(member);
    return json === undefined ? [] : [[key, json] as const];
  });
  const isPlain =
    plain.length === entries.length &&
    plain.every(([, json], index) => Object.is(json, entries[index]?.[1]));
  return isPlain ? (value as Json) : Object.fromEntries(plain);
}
