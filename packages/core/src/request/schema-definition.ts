import type { z } from 'zod';
import type { RequestIssue } from '../errors.ts';
import type { RequestDefinition } from './definitions.ts';
import { isMap } from './describe-value.ts';
import { type Checked, checkAgainst, type JsonSchema, type ToJsonSchema } from './described.ts';

/** A map that names a definition and carries its options beside keys that every such map has. */
export interface DefinitionForm {
  /** Key that holds the name, e.g. `generator`. */
  readonly key: string;
  /** What messages call it, e.g. `generator`. */
  readonly noun: string;
  /** Keys that do not depend on the definition; the definition's own options win over them. */
  readonly common: z.ZodObject;
}

export interface ReadDefinition {
  /** Values of the common keys, with defaults. */
  readonly common: Readonly<Record<string, unknown>>;
  /** As written. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Checks a map against the common keys and the options of one definition, each problem named after its owner. */
export function readWithDefinition(
  value: Readonly<Record<string, unknown>>,
  { key, noun, common }: DefinitionForm,
  definition: RequestDefinition,
): Checked<ReadDefinition> {
  const ownKeys = definition.options.shape;
  const isCommon = (name: string) => name in common.shape && !Object.hasOwn(ownKeys, name);
  const entries = Object.entries(value).filter(([name]) => name !== key);
  const options = Object.fromEntries(entries.filter(([name]) => !isCommon(name)));
  const rest = Object.fromEntries(entries.filter(([name]) => isCommon(name)));
  const owner = `${noun} "${definition.name}"`;
  const furtherKeys = Object.keys(common.shape);
  const checkedOptions = checkAgainst(definition.options.strict(), options, { owner, furtherKeys });
  const checkedCommon = checkAgainst(common.omit(ownMask(common, ownKeys)), rest);
  if (checkedOptions.ok && checkedCommon.ok) {
    return { ok: true, value: { common: checkedCommon.value, options } };
  }
  return { ok: false, issues: [...issuesOf(checkedOptions), ...issuesOf(checkedCommon)] };
}

function ownMask(
  common: z.ZodObject,
  own: Readonly<Record<string, unknown>>,
): Record<string, true> {
  const shared = Object.keys(common.shape).filter((name) => Object.hasOwn(own, name));
  return Object.fromEntries(shared.map((name) => [name, true as const]));
}

function issuesOf(checked: Checked<unknown>): readonly RequestIssue[] {
  return checked.ok ? [] : checked.issues;
}

/** JSON Schema of a map that names this definition. */
export function definitionJsonSchema(
  { key, common }: DefinitionForm,
  definition: RequestDefinition,
  toJsonSchema: ToJsonSchema,
): JsonSchema {
  const commonSchema = toJsonSchema(common);
  const own = toJsonSchema(definition.options);
  return {
    type: 'object',
    description: definition.summary,
    properties: {
      [key]: { const: definition.name, description: definition.summary },
      ...mapAt(commonSchema, 'properties'),
      ...mapAt(own, 'properties'),
    },
    required: [key, ...listAt(commonSchema, 'required'), ...listAt(own, 'required')],
    additionalProperties: false,
  };
}

function mapAt(schema: JsonSchema, key: string): Readonly<Record<string, unknown>> {
  const value = schema[key];
  return isMap(value) ? value : {};
}

function listAt(schema: JsonSchema, key: string): readonly unknown[] {
  const value = schema[key];
  return Array.isArray(value) ? value : [];
}

/** JSON Schema of a bare name: editors complete it and show what each one makes. */
export function namesJsonSchema(
  definitions: readonly RequestDefinition[],
  description: string,
): JsonSchema {
  const anyOf = definitions.map(({ name, summary }) => ({ const: name, description: summary }));
  return { type: 'string', description, ...(anyOf.length > 0 ? { anyOf } : {}) };
}
