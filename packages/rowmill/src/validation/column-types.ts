import { isObject, memberOf } from './json-members.ts';
/** JSON Schema types that each column may have; a column of which the schema says nothing is not there. */
export type ColumnTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** Schemas by URI, with the one that rows are checked against first. */
export interface SchemaSet {
  readonly uri: string;
  readonly schemas: ReadonlyMap<string, unknown>;
}

interface Place {
  readonly uri: string;
  readonly schema: unknown;
}

const MAX_DEPTH = 32;

/** Reads the declared types of a row's columns off a schema, through `$ref`, `allOf`, `anyOf` and `oneOf`. */
export function columnTypesOf(set: SchemaSet): ColumnTypes {
  const types = new Map<string, Set<string>>();
  const root: Place = { uri: set.uri, schema: set.schemas.get(set.uri) };
  for (const { uri, schema } of alternatives(root, set)) {
    const properties = memberOf(schema, 'properties');
    for (const [column, property] of Object.entries(isObject(properties) ? properties : {})) {
      const named = typesOf({ uri, schema: property }, set);
      if (named.length > 0) types.set(column, new Set([...(types.get(column) ?? []), ...named]));
    }
  }
  return types;
}

function typesOf(property: Place, set: SchemaSet): string[] {
  return [...alternatives(property, set)].flatMap(({ schema }) => typesNamed(schema));
}

/** The schema itself and all that it combines or refers to. */
function* alternatives(place: Place, set: SchemaSet, depth = 0): Generator<Place> {
  if (depth > MAX_DEPTH || !isObject(place.schema)) return;
  yield place;
  const reference = memberOf(place.schema, '$ref');
  if (typeof reference === 'string') {
    const target = follow(reference, place.uri, set);
    if (target !== undefined) yield* alternatives(target, set, depth + 1);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const parts = memberOf(place.schema, keyword);
    if (!Array.isArray(parts)) continue;
    for (const schema of parts) yield* alternatives({ uri: place.uri, schema }, set, depth + 1);
  }
}

function follow(reference: string, base: string, { schemas }: SchemaSet): Place | undefined {
  const [file = '', fragment = ''] = reference.split('#', 2);
  const uri = file === '' ? base : URL.canParse(file, base) ? new URL(file, base).href : file;
  const pointer = fragment.split('/').slice(1);
  let schema = schemas.get(uri);
  for (const key of pointer) {
    schema = memberOf(schema, decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return schema === undefined ? undefined : { uri, schema };
}

function typesNamed(schema: unknown): string[] {
  const type = memberOf(schema, 'type');
  if (type !== undefined) return [type].flat().map(String);
  const values = memberOf(schema, 'enum');
  const constant = memberOf(schema, 'const');
  const allowed = Array.isArray(values) ? values : constant === undefined ? [] : [constant];
  return allowed.map(typeOf);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
