import { valueAt } from '../../validate/schema-pointers.ts';
import type { ColumnRule } from './column-rule.ts';

type Node = Readonly<Record<string, unknown>>;

/** Parts of a schema that hold at one place: a chain of `$ref` and `allOf` longer than this is a loop. */
const MOST_PARTS = 1000;

/**
 * What a JSON Schema of a table says of one of its columns: keywords under `properties`, through `allOf` and `$ref`
 * within the document. Conditions, branches and other documents are not read: whoever checks rows knows them.
 */
export function schemaRules(schema: unknown, column: string): ColumnRule[] {
  const parts = partsOf([schema], schema).flatMap(({ properties }) =>
    isNode(properties) && Object.hasOwn(properties, column) ? [properties[column]] : [],
  );
  return partsOf(parts, schema).flatMap(rulesOf);
}

/** The schemas themselves and those that hold with them. */
function partsOf(schemas: readonly unknown[], root: unknown): Node[] {
  const parts = new Set<Node>();
  const pending = [...schemas].reverse();
  while (pending.length > 0 && parts.size < MOST_PARTS) {
    const node = pending.pop();
    if (!isNode(node) || parts.has(node)) continue;
    parts.add(node);
    const { $ref, allOf } = node;
    if (Array.isArray(allOf)) pending.push(...[...allOf].reverse());
    if (typeof $ref === 'string') pending.push(localTarget(root, $ref));
  }
  return [...parts];
}

function localTarget(root: unknown, reference: string): unknown {
  if (!/^#(\/|$)/.test(reference)) return undefined;
  try {
    return valueAt(root, decodeURIComponent(reference.slice(1)));
  } catch {
    return undefined;
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function rulesOf(node: Node): ColumnRule[] {
  return [...typeRules(node), ...valueRules(node), ...boundRules(node), ...textRules(node)];
}

function typeRules({ type }: Node): ColumnRule[] {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
  if (types.length === 0) return [];
  const typed: ColumnRule = { aspect: 'type', rule: 'type', types };
  return types.includes('null') ? [typed] : [typed, { aspect: 'null', rule: 'type' }];
}

function valueRules(node: Node): ColumnRule[] {
  const constant: ColumnRule[] =
    'const' in node ? [{ aspect: 'values', rule: 'const', values: [node.const] }] : [];
  const { enum: values } = node;
  return Array.isArray(values)
    ? [...constant, { aspect: 'values', rule: 'enum', values }]
    : constant;
}

const BOUNDS = [
  { keyword: 'minimum', aspect: 'min', exclusive: false },
  { keyword: 'exclusiveMinimum', aspect: 'min', exclusive: true },
  { keyword: 'maximum', aspect: 'max', exclusive: false },
  { keyword: 'exclusiveMaximum', aspect: 'max', exclusive: true },
] as const;

const COUNTS = ['multipleOf', 'minLength', 'maxLength'] as const;

function boundRules(node: Node): ColumnRule[] {
  const bounds = BOUNDS.flatMap(({ keyword, aspect, exclusive }): ColumnRule[] => {
    const bound = node[keyword];
    return typeof bound === 'number' ? [{ aspect, rule: keyword, bound, exclusive }] : [];
  });
  const counts = COUNTS.flatMap((keyword): ColumnRule[] => {
    const count = node[keyword];
    return typeof count === 'number' ? [{ aspect: keyword, rule: keyword, count }] : [];
  });
  return [...bounds, ...counts];
}

const TEXTS = ['pattern', 'format'] as const;

function textRules(node: Node): ColumnRule[] {
  return TEXTS.flatMap((keyword): ColumnRule[] => {
    const text = node[keyword];
    return typeof text === 'string' ? [{ aspect: keyword, rule: keyword, text }] : [];
  });
}
