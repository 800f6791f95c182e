import type { IntrospectedTable } from './introspected-table.ts';

/**
 * Orders tables so that parents come before their children, else by schema and name. Where tables refer to each other
 * in a circle, the one with the fewest references to what is left comes first, and its references are named `cyclic`.
 */
export function parentsFirst(
  tables: readonly Omit<IntrospectedTable, 'cyclic'>[],
): readonly IntrospectedTable[] {
  const waiting = new Map(
    tables
      .map((table) => [keyOf(table.schema, table.name), table] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const ordered: IntrospectedTable[] = [];
  while (waiting.size > 0) {
    const [key, table, cyclic] = nextOf(waiting);
    waiting.delete(key);
    ordered.push({ ...table, cyclic });
  }
  return ordered;
}

type Waiting = ReadonlyMap<string, Omit<IntrospectedTable, 'cyclic'>>;
type Next = readonly [string, Omit<IntrospectedTable, 'cyclic'>, readonly string[]];

function nextOf(waiting: Waiting): Next {
  let best: Next | undefined;
  for (const [key, table] of waiting) {
    const pending = table.constraints.references.flatMap((reference) => {
      const parent = keyOf(reference.parentSchema, reference.parentTable);
      return parent !== key && waiting.has(parent) ? [reference.name] : [];
    });
    if (best === undefined || pending.length < best[2].length) best = [key, table, pending];
    if (pending.length === 0) break;
  }
  if (best === undefined) throw new RangeError('no table is left');
  return best;
}

/** No name of a database holds a NUL character. */
const keyOf = (schema: string, table: string): string => `${schema}\0${table}`;
