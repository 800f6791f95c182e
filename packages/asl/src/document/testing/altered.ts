import type { Json, JsonObject } from '../../json.ts';

/**
 * A copy of a document with one value replaced, or removed where none is given.
 *
 * @param path members by name or index, from the document down
 */
export function altered(
  document: JsonObject,
  path: readonly (string | number)[],
  value?: Json,
): JsonObject {
  const copy = structuredClone(document) as Record<string | number, unknown>;
  let owner = copy;
  for (const key of path.slice(0, -1)) owner = owner[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy as JsonObject;
}
