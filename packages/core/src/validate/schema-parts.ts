import { joinPointer } from './schema-pointers.ts';

/** A schema directly within another one. */
export interface SchemaPart {
  readonly schema: object | boolean;
  /** JSON pointer from the schema around it, e.g. `/properties/a`. */
  readonly pointer: string;
  /** Asked of the same value, of values inside it, or only when something refers to it. */
  readonly applies: 'here' | 'inside' | 'never';
}

type Form = 'one' | 'list' | 'map';
type Applies = SchemaPart['applies'];

const entries = (form: Form, applies: Applies, ...keywords: readonly string[]) =>
  keywords.map((keyword): [string, { form: Form; applies: Applies }] => [
    keyword,
    { form, applies },
  ]);

/** Keywords of all drafts that hold schemas. Values that are none, such as lists of `dependencies`, are passed over. */
const HOLDERS = new Map([
  ...entries('list', 'here', 'allOf', 'anyOf', 'oneOf'),
  ...entries('one', 'here', 'not', 'if', 'then', 'else'),
  ...entries('map', 'here', 'dependentSchemas', 'dependencies'),
  ...entries('map', 'inside', 'properties', 'patternProperties'),
  ...entries('one', 'inside', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'),
  ...entries('one', 'inside', 'additionalItems', 'unevaluatedItems', 'contains'),
  // A list in older drafts.
  ...entries('one', 'inside', 'items'),
  ...entries('list', 'inside', 'prefixItems'),
  ...entries('map', 'never', '$defs', 'definitions'),
  ...entries('one', 'never', 'contentSchema'),
]);

/** The schemas directly within a schema: not what `enum`, `const`, `default` and `examples` hold. */
export function partsOf(schema: object | boolean): SchemaPart[] {
  if (typeof schema === 'boolean') return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const holder = HOLDERS.get(keyword);
    return holder === undefined
      ? []
      : heldSchemas(holder.form, value, joinPointer('', keyword)).map(
          ([pointer, part]): SchemaPart => ({ schema: part, pointer, applies: holder.applies }),
        );
  });
}

function heldSchemas(form: Form, value: unknown, at: string): [string, object | boolean][] {
  if (form === 'one' && isSchema(value)) return [[at, value]];
  if (!isContainer(value)) return [];
  return Object.entries(value).flatMap(([key, part]): [string, object | boolean][] =>
    isSchema(part) ? [[joinPointer(at, key), part]] : [],
  );
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isSchema(value: unknown): value is object | boolean {
  return typeof value === 'boolean' || (isContainer(value) && !Array.isArray(value));
}

/** A schema anywhere in a document. */
export interface PlacedSchema {
  readonly schema: object | boolean;
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** What references are relative to: the URI of the document, or the innermost `$id` around. */
  readonly base: string;
}

/** All schemas of a document, the outer ones first. Depth costs no stack. */
export function allSchemas(document: object | boolean, uri: string): PlacedSchema[] {
  const found: PlacedSchema[] = [];
  const pending = [{ schema: document, pointer: '', base: uri }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { schema, pointer } = next;
    const base = baseOf(schema, next.base);
    found.push({ schema, pointer, base });
    for (const part of partsOf(schema).toReversed()) {
      pending.push({ schema: part.schema, pointer: `${pointer}${part.pointer}`, base });
    }
  }
  return found;
}

/** A reference in a document, and what it is relative to. */
export interface SchemaReference {
  readonly reference: string;
  /** JSON pointer to its keyword. */
  readonly pointer: string;
  readonly base: string;
}

/** All references of a document; and the URIs that it gives to schemas within it. */
export function referencesOf(
  document: object | boolean,
  uri: string,
): { readonly references: readonly SchemaReference[]; readonly uris: ReadonlySet<string> } {
  const places = allSchemas(document, uri);
  const references = places.flatMap(({ schema, pointer, base }) =>
    ['$ref', '$dynamicRef', '$recursiveRef'].flatMap((keyword): SchemaReference[] => {
      const value: unknown = typeof schema === 'object' ? Reflect.get(schema, keyword) : undefined;
      if (typeof value !== 'string') return [];
      return [{ reference: value, pointer: joinPointer(pointer, keyword), base }];
    }),
  );
  return { references, uris: new Set(places.map(({ base }) => base)) };
}

function baseOf(schema: object | boolean, around: string): string {
  const id: unknown = typeof schema === 'object' ? Reflect.get(schema, '$id') : undefined;
  if (typeof id !== 'string' || id.startsWith('#')) return around;
  return resolveUri(id, around).replace(/#.*$/s, '');
}

/** A reference made absolute (RFC 3986 section 5). */
export function resolveUri(reference: string, base: string): string {
  if (reference.startsWith('#')) return `${base}${reference}`;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
