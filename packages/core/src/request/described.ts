import { z } from 'zod';
import type { RequestIssue } from '../errors.ts';
import { translateIssue, type Wording } from './translate-issue.ts';

export type JsonSchema = Record<string, unknown>;

/** Turns a zod schema into JSON Schema, own readers included. */
export type ToJsonSchema = (schema: z.ZodType) => JsonSchema;

type Shape = (toJsonSchema: ToJsonSchema) => JsonSchema;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly RequestIssue[] };

/** JSON Schema of the schemas made by {@link described}; written when they are made, never changed. */
const SHAPES = new WeakMap<z.core.$ZodType, Shape>();

/** Checks a value against a schema and gives every problem in plain words, with paths from the value. */
export function checkAgainst<T>(
  schema: z.ZodType<T>,
  value: unknown,
  wording: Wording = {},
): Checked<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const issues = result.error.issues.flatMap((issue) => translateIssue(issue, schema, wording));
  return { ok: false, issues };
}

/**
 * A schema that reads values by a function of our own and tells editors a JSON Schema of our own.
 *
 * It exists because a union of schemas reports the failures of every branch: here the reader finds
 * the one branch that was meant and reports that one alone.
 */
export function described<T>(
  shape: Shape,
  read: (value: unknown) => Checked<T>,
): z.ZodType<T, unknown> {
  const schema = z.unknown().transform((value, context): T => {
    const result = read(value);
    if (result.ok) return result.value;
    for (const { path, code, message, hint } of result.issues) {
      const isMissing = value === undefined && path.length === 0;
      const params = isMissing ? { code: 'missing' } : { code, hint };
      context.addIssue({ code: 'custom', path: [...path], message, params, input: value });
    }
    return z.NEVER;
  });
  SHAPES.set(schema, shape);
  return schema;
}

/** As {@link described}, for a text or number that a function reads; undefined means that it is none. */
export function scalar<T>(
  shape: JsonSchema,
  read: (value: unknown) => T | undefined,
  problem: (value: unknown) => string,
): z.ZodType<T, unknown> {
  return described(
    () => shape,
    (value) => {
      const result = read(value);
      if (result !== undefined) return { ok: true, value: result };
      return failed('wrong-value', problem(value));
    },
  );
}

/** One problem with the whole value. */
export function failed(
  code: string,
  message: string,
  { hint, path = [] }: { hint?: string | undefined; path?: RequestIssue['path'] } = {},
): { readonly ok: false; readonly issues: readonly RequestIssue[] } {
  return { ok: false, issues: [{ path, code, message, ...(hint === undefined ? {} : { hint }) }] };
}

/** JSON Schema (draft-07) of what a schema takes in. */
export const toJsonSchema: ToJsonSchema = (schema) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const shape = SHAPES.get(zodSchema);
      if (shape !== undefined) Object.assign(jsonSchema, shape(toJsonSchema));
    },
  });
  return rest;
};
