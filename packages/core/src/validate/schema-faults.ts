import type { Ajv, ErrorObject } from 'ajv';
import type { SchemaFault } from './schema-error.ts';
import { findKey, indexSchemas } from './schema-pointers.ts';

/** What the draft's own schema finds wrong with a schema, one fault per place. */
export function metaSchemaFaults(ajv: Ajv, schema: object | boolean): SchemaFault[] {
  if (typeof schema === 'boolean' || ajv.validateSchema(schema) === true) return [];
  const messages = new Map<string, Set<string>>();
  for (const error of ajv.errors ?? []) {
    if (error.keyword === 'anyOf' || error.keyword === 'if') continue;
    const known = messages.get(error.instancePath) ?? new Set();
    messages.set(error.instancePath, known.add(describeFault(error)));
  }
  return [...messages].map(([pointer, texts]) => ({ pointer, message: [...texts].join(' or ') }));
}

function describeFault({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'enum' && Array.isArray(params.allowedValues)) {
    return `must be one of ${params.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`;
  }
  return message ?? `fails ${keyword}`;
}

/** A fault and the schema it is in; the one that rows are checked against when that is not known. */
export interface CompileFault extends SchemaFault {
  readonly uri?: string;
}

type Schemas = Readonly<Record<string, unknown>>;

/** Turns what Ajv throws while it compiles into a place in the schemas and a way out. */
export function explainCompileError(error: unknown, schemas: Schemas): CompileFault {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) {
    return { pointer: '', message: isDeep(schemas) ? TOO_DEEP : TOO_WINDING };
  }
  const [, reference] = /can't resolve reference (.+?) from id/.exec(text) ?? [];
  if (reference === undefined) return { pointer: '', message: text };
  return {
    ...placeOfReference(schemas, reference),
    message: `$ref ${JSON.stringify(reference)} leads nowhere - nothing is fetched: keep the schema beside this one, or put it under "$defs"`,
  };
}

const TOO_DEEP = 'is nested too deeply to be compiled - flatten it with $defs';
const TOO_WINDING =
  'has references below a relative "$id" that cannot be followed - write them as paths from the root of the file';
const DEEP = 100;

/** Ajv loses itself in some references to what stands below another `$id`, which is another matter than depth. */
function isDeep(schemas: Schemas): boolean {
  return [...indexSchemas(schemas).values()].some(
    ({ pointer }) => pointer.split('/').length > DEEP,
  );
}

function placeOfReference(schemas: Schemas, reference: string): Omit<CompileFault, 'message'> {
  for (const [uri, schema] of Object.entries(schemas)) {
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const [pointer] = findKey(schema, keyword, reference);
      if (pointer !== undefined) return { uri, pointer };
    }
  }
  return { pointer: '' };
}
