/** Comparing what was expected with what was found, as JSON. */

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const LONGEST = 300;

/**
 * The first difference between two values, as `/output/rows/3: expected 1, found 2`; undefined where there is none.
 *
 * @param options.at JSON Pointer of the values.
 * @param options.isEqual answers true for values that are as good as equal, given their pointer.
 */
export function firstDifference(expected, found, { at = '', isEqual = () => false } = {}) {
  if (Object.is(expected, found) || isEqual(at, expected, found)) return undefined;
  if (expected === 0 && found === 0) return undefined;
  if (Array.isArray(expected) && Array.isArray(found)) {
    return (
      firstOfMembers(expected.keys(), expected, found, { at, isEqual }) ??
      lengths(expected, found, at)
    );
  }
  if (isObject(expected) && isObject(found)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return firstOfMembers(names, expected, found, { at, isEqual });
  }
  return `${at || '/'}: expected ${shown(expected)}, found ${shown(found)}`;
}

function firstOfMembers(names, expected, found, { at, isEqual }) {
  for (const name of names) {
    const place = `${at}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const difference = firstDifference(expected[name], found[name], { at: place, isEqual });
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function lengths(expected, found, at) {
  if (expected.length === found.length) return undefined;
  return `${at || '/'}: expected ${expected.length} members, found ${found.length}`;
}

function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Lets values pass that a recording has lost: JSON Pointers, each with all that is below it. */
export function ignoring(pointers = []) {
  const ignored = new Set(pointers);
  return (at) => ignored.has(at);
}

/** JSON with its keys in order, to sort by. */
export function canonical(value) {
  return JSON.stringify(value, (_, each) =>
    isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** The value of a JSON text, or the text itself. */
export function parsedOr(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
