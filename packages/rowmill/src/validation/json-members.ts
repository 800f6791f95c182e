export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What an object or array has under a key of its own; undefined where there is nothing. */
export function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
