import { EXACT_NOTE } from './exact-schema.ts';
import { NotColumnarError } from './not-columnar-error.ts';
import { findKey, joinPointer, valueAt } from './schema-pointers.ts';

/** A schema within a schema, and where it stands. Objects hold no annotation, `allOf` or `$ref`. */
export interface SchemaNode {
  readonly schema: object | boolean;
  readonly pointer: string;
}

/** Keywords that no value fails, and those that only other keywords look into. */
const IDLE: ReadonlySet<string> = new Set([
  ...[
    '$comment',
    'title',
    'description',
    'default',
    'examples',
    'deprecated',
    'readOnly',
    'writeOnly',
  ],
  ...['$defs', 'definitions', '$anchor', 'contentEncoding', 'contentMediaType', 'contentSchema'],
  ...['example', 'externalDocs', 'xml'],
]);

/** Keywords that say which schema this is; only the root may. */
const IDENTITY: ReadonlySet<string> = new Set(['$schema', '$id']);

const MOST_STEPS = 32;

/**
 * The schemas that together say what one schema says, its `allOf` and `$ref` followed.
 *
 * @throws {@link NotColumnarError} for a `$ref` to another document, or in a circle.
 */
export function schemaNodes(
  root: unknown,
  schema: unknown,
  pointer: string,
  steps = 0,
): SchemaNode[] {
  if (typeof schema === 'boolean') return [{ schema, pointer }];
  if (typeof schema !== 'object' || schema === null || steps > MOST_STEPS) {
    throw new NotColumnarError(`the schema at ${pointer || '/'}`);
  }
  const own: Record<string, unknown> = {};
  const nodes: SchemaNode[] = [{ schema: own, pointer }];
  for (const [keyword, value] of Object.entries(schema)) {
    const at = joinPointer(pointer, keyword);
    if (keyword === 'allOf' && Array.isArray(value)) {
      nodes.push(
        ...value.flatMap((part, i) => schemaNodes(root, part, joinPointer(at, i), steps + 1)),
      );
    } else if (keyword === '$ref') {
      nodes.push(...referredNodes(root, value, at, steps));
    } else if (!isIdle(keyword, pointer)) {
      own[keyword] = value;
    }
  }
  return nodes;
}

function isIdle(keyword: string, pointer: string): boolean {
  if (keyword === EXACT_NOTE) {
    throw new NotColumnarError(`numbers at ${pointer || '/'} that are more than a float`);
  }
  return IDLE.has(keyword) || keyword.startsWith('x-') || (pointer === '' && IDENTITY.has(keyword));
}

function referredNodes(root: unknown, reference: unknown, at: string, steps: number): SchemaNode[] {
  // Below another `$id` the fragment would be one of that schema.
  const isLocal = findKey(root, '$id').every((place) => place === '/$id');
  if (typeof reference !== 'string' || !reference.startsWith('#/') || !isLocal) {
    throw new NotColumnarError(`"$ref" at ${at}`);
  }
  const pointer = decodeURIComponent(reference.slice(1));
  return schemaNodes(root, valueAt(root, pointer), pointer, steps + 1);
}
