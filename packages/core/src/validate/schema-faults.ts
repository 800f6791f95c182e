import type { Ajv, ErrorObject } from 'ajv';
import type { SchemaFault } from './schema-error.ts';
import { findKey, valueAt } from './schema-pointers.ts';

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

/** Turns what Ajv throws while it compiles into a place in the schema and a way out. */
export function explainCompileError(error: unknown, schema: unknown): SchemaFault {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) {
    return { pointer: '', message: 'is nested too deeply to be compiled - flatten it with $defs' };
  }
  for (const rule of COMPILE_ERRORS) {
    const match = rule.pattern.exec(text);
    if (match !== null) return rule.explain(match[1] ?? '', schema);
  }
  return { pointer: '', message: text };
}

interface CompileErrorRule {
  readonly pattern: RegExp;
  explain(named: string, schema: unknown): SchemaFault;
}

const COMPILE_ERRORS: readonly CompileErrorRule[] = [
  {
    pattern: /unknown keyword: "(.+?)"/,
    explain: (keyword, schema) => ({
      pointer: keywordPlace(schema, keyword),
      message: `unknown keyword ${JSON.stringify(keyword)} - correct its spelling, or start it with "x-" if it is a note`,
    }),
  },
  {
    pattern: /unknown format "(.+?)"/,
    explain: (format, schema) => ({
      pointer: findKey(schema, 'format', format)[0] ?? '',
      message: `unknown format ${JSON.stringify(format)} - use a format of JSON Schema, or "pattern"`,
    }),
  },
  {
    pattern: /can't resolve reference (.+?) from id/,
    explain: (reference, schema) => ({
      pointer: findKey(schema, '$ref', reference)[0] ?? '',
      message: `$ref ${JSON.stringify(reference)} leads nowhere - nothing is fetched: keep the schema beside this one, or put it under "$defs"`,
    }),
  },
  {
    pattern: /no schema with key or ref "(.+?)"/,
    explain: (reference, schema) => ({
      pointer: findKey(schema, '$schema', reference)[0] ?? '',
      message: `draft ${JSON.stringify(reference)} is not known here - one set of schemas uses one draft`,
    }),
  },
  {
    pattern: /Invalid regular expression: (.+)/s,
    explain: (problem, schema) => ({
      pointer: brokenPattern(schema),
      message: `invalid regular expression ${problem} - patterns are read in Unicode mode`,
    }),
  },
];

function brokenPattern(schema: unknown): string {
  for (const pointer of findKey(schema, 'pattern')) {
    if (!compiles(valueAt(schema, pointer))) return pointer;
  }
  return findKey(schema, 'patternProperties')[0] ?? '';
}

function compiles(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return true;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** A column may bear the keyword's name: under `properties` it is one. */
function keywordPlace(schema: unknown, keyword: string): string {
  const places = findKey(schema, keyword);
  return places.find((pointer) => !/\/properties\/[^/]+$/.test(pointer)) ?? places[0] ?? '';
}
