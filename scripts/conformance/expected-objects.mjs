import { firstDifference } from './compare.mjs';

const ANY = '<any>';

/**
 * How the objects that an execution wrote differ from those that a case expects. `<any>` in a text stands for any text,
 * in a key for any part between slashes, as a whole value for any value.
 *
 * @param expected `{ bucket, key, json }`, or `body` in place of `json`
 * @param objects `{ keys(bucket), text(bucket, key) }`
 */
export function objectDifferences(expected = [], objects) {
  return expected.flatMap((object) => {
    const keys = objects.keys(object.bucket).filter((key) => matches(object.key, key, '[^/]*'));
    if (keys.length !== 1) {
      return [`${object.bucket}: expected one ${object.key}, found ${keys.length}`];
    }
    const difference = differenceOf(object, objects.text(object.bucket, keys[0]));
    return difference === undefined ? [] : [`${keys[0]}: ${difference}`];
  });
}

function differenceOf({ body, json }, text) {
  if (json === undefined) return firstDifference(body, text, { isEqual: isAny });
  return firstDifference(json, JSON.parse(text), { isEqual: isAny });
}

function isAny(_, expected, found) {
  if (expected === ANY) return true;
  return typeof expected === 'string' && typeof found === 'string' && matches(expected, found);
}

/** Whether a text begins with the first part of a pattern, ends with the last, and has the others between. */
function matches(pattern, text, any = '.*') {
  const parts = pattern.split(ANY).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join(any)}$`, 's').test(text);
}
