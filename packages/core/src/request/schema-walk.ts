import type { z } from 'zod';

type AnySchema = z.core.$ZodType;

/** Names of the keys that a schema knows at a path, all branches of a union taken together. */
export function keysAt(schema: AnySchema, path: readonly (string | number)[]): readonly string[] {
  let level = expand(schema);
  for (const key of path) level = level.flatMap((node) => childrenOf(node, key)).flatMap(expand);
  const keys = level.flatMap((node) => (isObject(node) ? Object.keys(node._zod.def.shape) : []));
  return [...new Set(keys)];
}

/** The schemas that a value really meets below wrappers such as `optional` and below unions. */
function expand(schema: AnySchema): readonly AnySchema[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return expand(def.innerType);
    case 'pipe':
      return expand(def.in);
    case 'lazy':
      return expand(def.getter());
    case 'union':
      return def.options.flatMap(expand);
    default:
      return [schema];
  }
}

function childrenOf(schema: AnySchema, key: string | number): readonly AnySchema[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'object': {
      const child = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'record':
      return [def.valueType];
    case 'array':
      return [def.element];
    case 'tuple': {
      const item = def.items[Number(key)] ?? def.rest;
      return item ? [item] : [];
    }
    default:
      return [];
  }
}

function isObject(schema: AnySchema): schema is z.core.$ZodObject {
  return (schema as z.core.$ZodTypes)._zod.def.type === 'object';
}
