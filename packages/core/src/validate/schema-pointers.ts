/** Where a part of a schema stands: the document's URI and a JSON pointer (RFC 6901) into it. */
export interface SchemaPlace {
  readonly uri: string;
  readonly pointer: string;
}

/** Appends one key to a JSON pointer, escaped as RFC 6901 section 3 asks. */
export function joinPointer(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What stands at a JSON pointer; `undefined` when nothing does. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const key of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return value;
}

/** The pointer as the fragment of a URI: what a `$ref` after `#` looks like. */
export function pointerFragment(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

/** Visits every object and array of a JSON document, parents first. Depth costs no stack. */
function walkDocument(document: unknown, visit: (node: object, pointer: string) => void): void {
  const pending: { node: unknown; pointer: string }[] = [{ node: document, pointer: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, pointer } = next;
    if (typeof node !== 'object' || node === null) continue;
    visit(node, pointer);
    for (const [key, child] of Object.entries(node)) {
      if (typeof child === 'object') {
        pending.push({ node: child, pointer: joinPointer(pointer, key) });
      }
    }
  }
}

/**
 * Where each object of the schemas stands.
 *
 * Ajv's own `schemaPath` starts afresh behind every `$ref`; the identity of the object does not lie.
 */
export function indexSchemas(schemas: Readonly<Record<string, unknown>>): Map<object, SchemaPlace> {
  const places = new Map<object, SchemaPlace>();
  for (const [uri, schema] of Object.entries(schemas)) {
    walkDocument(schema, (node, pointer) => {
      if (!places.has(node)) places.set(node, { uri, pointer });
    });
  }
  return places;
}

/** Pointers of all places in the schema that hold `key`, and hold `value` there when one is given. */
export function findKey(schema: unknown, key: string, value?: unknown): string[] {
  const found: string[] = [];
  walkDocument(schema, (node, pointer) => {
    if (!Object.hasOwn(node, key)) return;
    if (value !== undefined && Reflect.get(node, key) !== value) return;
    found.push(joinPointer(pointer, key));
  });
  return found;
}
