import { type Tag, Tags } from '../readers/read-batch.ts';
import type { SchemaNode } from './columnar-nodes.ts';
import type { CellRules } from './columnar-rules.ts';
import { NotColumnarError } from './not-columnar-error.ts';

/** A schema with `anyOf` or `oneOf`, and how its branches are read. */
export interface Union {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly branches: readonly (readonly SchemaNode[])[];
  /** For messages. */
  readonly pointer: string;
}

/**
 * What a union asks of a cell, if columns can tell: branches of which each takes other kinds of cells than all others
 * (`{"anyOf": [{"type": "null"}, {"type": "string", "format": "date"}]}`), or lists of values.
 *
 * Of branches that share no kind at most one can be right, so `anyOf` and `oneOf` are the same; and the checks for a kind
 * are those of its branch.
 *
 * @param read makes rules of the schemas of a branch
 * @throws {@link NotColumnarError} for other unions
 */
export function unionRules(
  union: Union,
  read: (nodes: readonly SchemaNode[]) => CellRules,
): CellRules {
  const values = listedValues(union);
  if (values !== undefined) {
    return read([{ schema: { enum: values }, pointer: union.pointer }]);
  }
  const rules: CellRules = { tags: new Set<Tag>(), texts: [], numbers: [] };
  for (const nodes of union.branches) {
    const { tags, texts, numbers } = read(nodes);
    for (const tag of tags) {
      if (rules.tags.has(tag)) throw new NotColumnarError(`"${union.keyword}" at ${union.pointer}`);
      rules.tags.add(tag);
    }
    if (tags.has(Tags.string)) rules.texts.push(...texts);
    if (tags.has(Tags.number)) rules.numbers.push(...numbers);
  }
  return rules;
}

/** The values of branches that are nothing but `const` and `enum`; of `oneOf` those that stand in one branch alone. */
function listedValues({ keyword, branches }: Union): unknown[] | undefined {
  const counts = new Map<unknown, number>();
  for (const nodes of branches) {
    const values = valuesOf(nodes);
    if (values === undefined) return undefined;
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const listed = [...counts].filter(([, count]) => keyword === 'anyOf' || count === 1);
  return listed.map(([value]) => value);
}

function valuesOf(nodes: readonly SchemaNode[]): readonly unknown[] | undefined {
  const [only] = nodes;
  if (only === undefined || nodes.length > 1 || typeof only.schema === 'boolean') return undefined;
  const keywords = Object.keys(only.schema);
  if (keywords.length !== 1) return undefined;
  if (keywords[0] === 'const') return [Reflect.get(only.schema, 'const')];
  const values: unknown = Reflect.get(only.schema, 'enum');
  return Array.isArray(values) ? values : undefined;
}
