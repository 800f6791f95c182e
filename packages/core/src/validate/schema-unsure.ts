import type { Draft } from './schema-drafts.ts';
import type { SchemaFault } from './schema-error.ts';
import { type PlacedSchema, partsOf } from './schema-parts.ts';
import { joinPointer } from './schema-pointers.ts';

/**
 * What the drafts define and Ajv decides otherwise: a schema that holds it could let wrong rows pass, and is refused.
 *
 * Found with the public JSON-Schema-Test-Suite, which `scripts/json-schema-suite.mjs` runs.
 */
export function unsureFaults(place: PlacedSchema, set: UnsureContext): SchemaFault[] {
  const { schema, pointer } = place;
  if (typeof schema === 'boolean') return [];
  return Object.entries(RULES).flatMap(([keyword, find]) => {
    const message = has(schema, keyword) ? find(schema, place, set) : undefined;
    return message === undefined ? [] : [{ pointer: joinPointer(pointer, keyword), message }];
  });
}

/** What a schema has to be held against. */
export interface UnsureContext {
  readonly draft: Draft;
  /** Names of all dynamic anchors. */
  readonly anchors: ReadonlySet<unknown>;
  /** Bases of the schemas that let `$recursiveRef` lead out of them. */
  readonly recursive: ReadonlySet<string>;
}

/** Gathers it from all schemas that belong together. */
export function unsureContext(places: readonly PlacedSchema[]): Omit<UnsureContext, 'draft'> {
  const anchors = new Set<unknown>();
  const recursive = new Set<string>();
  for (const { schema, base } of places) {
    if (typeof schema === 'boolean') continue;
    if (has(schema, '$dynamicAnchor')) anchors.add(Reflect.get(schema, '$dynamicAnchor'));
    if (Reflect.get(schema, '$recursiveAnchor') === true) recursive.add(base);
  }
  return { anchors, recursive };
}

type FindUnsure = (schema: object, place: PlacedSchema, set: UnsureContext) => string | undefined;

const has = (schema: object, keyword: string): boolean => Object.hasOwn(schema, keyword);

const RULES: Readonly<Record<string, FindUnsure>> = {
  properties(schema) {
    const properties: unknown = Reflect.get(schema, 'properties');
    const holds = typeof properties === 'object' && properties !== null;
    return holds && has(properties, '__proto__')
      ? 'a property "__proto__" is not checked - forbid it with "propertyNames"'
      : undefined;
  },
  $id: (schema, _, { draft }) =>
    draft === 'draft-07' && has(schema, '$ref')
      ? 'stands beside a "$ref", where draft-07 ignores it - put the "$ref" into "allOf"'
      : undefined,
  $dynamicAnchor: (schema, { pointer }) =>
    pointer !== '' && !has(schema, '$id')
      ? 'is followed at the root of a schema only - give this schema an "$id", or use "$anchor" and "$ref"'
      : undefined,
  $dynamicRef(schema, _, { anchors }) {
    const reference: unknown = Reflect.get(schema, '$dynamicRef');
    const isKnown = typeof reference === 'string' && /^#[^/]/.test(reference);
    return isKnown && anchors.has(reference.slice(1))
      ? undefined
      : 'is followed to a "$dynamicAnchor" only, written "#name" - use "$ref"';
  },
  $recursiveRef: (_, { base }, { recursive }) =>
    recursive.size > 0 && !recursive.has(base)
      ? 'has no "$recursiveAnchor": true at the root of its schema, and means "$ref" - write that'
      : undefined,
  unevaluatedItems(schema) {
    const parts = schemasHere(schema);
    const isUnsure =
      parts.some((part) => has(part, 'contains')) || parts.slice(1).some(looksAtAllItems);
    return isUnsure
      ? 'does not see which items "contains", or "items" within "anyOf" and the like, have looked at - say which items are allowed with "items"'
      : undefined;
  },
  unevaluatedProperties: (schema) =>
    schemasHere(schema).some((part) => has(part, 'if') && !has(part, 'then'))
      ? 'does not see what an "if" without "then" has looked at - add "then": true'
      : undefined,
};

function looksAtAllItems(schema: object): boolean {
  return has(schema, 'items') && !Array.isArray(Reflect.get(schema, 'items'));
}

/** The schema itself and those within it that are asked of the same value. */
function schemasHere(schema: object): object[] {
  const found = [schema];
  for (const around of found) {
    for (const part of partsOf(around)) {
      if (part.applies === 'here' && typeof part.schema === 'object') found.push(part.schema);
    }
  }
  return found;
}
