import type { SchemaFault } from './schema-error.ts';
import { allSchemas, type PlacedSchema, partsOf, resolveUri } from './schema-parts.ts';
import { joinPointer, valueAt } from './schema-pointers.ts';

/** A loop of references, and the document in which it is closed. */
export interface SchemaLoop extends SchemaFault {
  readonly uri: string;
}

interface Step {
  readonly place: string;
  readonly uri: string;
  readonly pointer: string;
  readonly target: object;
}

/**
 * Schemas that ask of a value what they ask of the same value, and so without end: `{"$ref": "#"}`.
 *
 * Schemas that refer to themselves for values inside the value end where the value does. References that depend on who
 * refers (`$dynamicRef` to a dynamic anchor, `$recursiveRef`) are not followed.
 * Source: JSON Schema 2020-12, core, section 9.4.1.
 */
export function findLoop(
  schemas: Readonly<Record<string, object | boolean>>,
): SchemaLoop | undefined {
  const index = indexReferences(schemas);
  const done = new Set<object>();
  const path: Step[] = [];
  const open = new Set<object>();

  function visit(schema: object): SchemaLoop | undefined {
    if (done.has(schema)) return undefined;
    if (open.has(schema)) return describeLoop(path, schema);
    open.add(schema);
    for (const step of stepsFrom(schema, index)) {
      path.push(step);
      const loop = visit(step.target);
      if (loop !== undefined) return loop;
      path.pop();
    }
    open.delete(schema);
    done.add(schema);
    return undefined;
  }

  for (const schema of index.places.keys()) {
    const loop = visit(schema);
    if (loop !== undefined) return loop;
  }
  return undefined;
}

function describeLoop(path: readonly Step[], back: object): SchemaLoop | undefined {
  const from = path.findIndex(({ target }) => target === back);
  const last = path.at(-1);
  if (last === undefined) return undefined;
  // The first step leads into the loop only where the walk began outside of it.
  const steps = path.slice(from === path.length - 1 ? 0 : from + 1);
  const way = steps.map(({ place }) => place).join(' -> ');
  return {
    uri: last.uri,
    pointer: last.pointer,
    message: `leads back to where it came from (${way}), so that no value can ever be judged - refer to a schema that does not refer back, or refer from within "properties" or "items"`,
  };
}

interface Place extends PlacedSchema {
  readonly uri: string;
}

interface ReferenceIndex {
  readonly places: ReadonlyMap<object, Place>;
  /** By URI, with the name of an anchor as its fragment. */
  readonly named: ReadonlyMap<string, object | boolean>;
  readonly isRecursive: boolean;
}

function indexReferences(schemas: Readonly<Record<string, object | boolean>>): ReferenceIndex {
  const places = new Map<object, Place>();
  const named = new Map<string, object | boolean>(Object.entries(schemas));
  for (const [uri, document] of Object.entries(schemas)) {
    for (const place of allSchemas(document, uri)) {
      const { schema } = place;
      if (typeof schema === 'boolean' || places.has(schema)) continue;
      places.set(schema, { ...place, uri });
      for (const name of namesOf(schema, place.base)) named.set(name, schema);
    }
  }
  const isRecursive = [...places.keys()].some(
    (schema) => Reflect.get(schema, '$recursiveAnchor') === true,
  );
  return { places, named, isRecursive };
}

/** URIs that a schema gives itself; draft-07 writes an anchor as an `$id`. */
function namesOf(schema: object, base: string): string[] {
  const id: unknown = Reflect.get(schema, '$id');
  const anchor: unknown = Reflect.get(schema, '$anchor');
  return [
    ...(typeof id === 'string' ? [id.startsWith('#') ? `${base}${id}` : base] : []),
    ...(typeof anchor === 'string' ? [`${base}#${anchor}`] : []),
  ];
}

function stepsFrom(schema: object, index: ReferenceIndex): Step[] {
  const place = index.places.get(schema);
  if (place === undefined) return [];
  const { uri, pointer, base } = place;
  const steps: Step[] = [];
  for (const part of partsOf(schema)) {
    if (part.applies !== 'here' || typeof part.schema === 'boolean') continue;
    const at = `${pointer}${part.pointer}`;
    steps.push({ place: `#${at}`, uri, pointer: at, target: part.schema });
  }
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const target = follow(Reflect.get(schema, keyword), keyword, { base, index });
    const at = joinPointer(pointer, keyword);
    if (target !== undefined) steps.push({ place: `#${at}`, uri, pointer: at, target });
  }
  return steps;
}

function follow(
  reference: unknown,
  keyword: string,
  { base, index }: { readonly base: string; readonly index: ReferenceIndex },
): object | undefined {
  if (typeof reference !== 'string') return undefined;
  if (keyword === '$recursiveRef' && index.isRecursive) return undefined;
  const [uri = '', fragment = ''] = resolveUri(reference, base).split('#', 2);
  const isPointer = fragment === '' || fragment.startsWith('/');
  if (keyword === '$dynamicRef' && !isPointer) return undefined;
  const found = isPointer
    ? valueAt(index.named.get(uri), decode(fragment))
    : index.named.get(`${uri}#${fragment}`);
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** A fragment with a broken escape is left to Ajv. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
