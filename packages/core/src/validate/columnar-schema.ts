import type { ColumnPlan } from '../checks/column-plan.ts';
import { cellRules } from './columnar-cells.ts';
import { planFileColumn, planTypedColumn, type SchemaColumn } from './columnar-columns.ts';
import { type SchemaNode, schemaNodes } from './columnar-nodes.ts';
import { NotColumnarError } from './not-columnar-error.ts';
import { joinPointer } from './schema-pointers.ts';

/** Keywords of objects that columns can tell. */
const ROW_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'required',
  'properties',
  'additionalProperties',
]);

/**
 * Checks of columns that rows pass exactly when they satisfy a schema.
 *
 * Rows are objects whose keys are the columns. Of Draft 2020-12 and draft-07: all keywords for the values of flat
 * rows, `allOf` and `$ref` within the document, `anyOf` and `oneOf` of branches that take values of different types, or
 * list them. Values that are what they are by construction (a UUID of 128 bits, an
 * instant) are not looked at for it.
 *
 * @throws {@link NotColumnarError} naming the keyword that columns cannot tell, or that fails every row.
 */
export function planSchema(schema: unknown, columns: readonly SchemaColumn[]): ColumnPlan[] {
  const rows = schemaNodes(schema, schema, '');
  const cells = columns.map((): SchemaNode[] => []);
  const required = new Set<string>();
  for (const row of rows) {
    readRow(row, columns, (column, node) => cells[column]?.push(node));
    for (const name of namesOf(row.schema, 'required')) required.add(name);
  }
  const known = new Set(columns.map(({ name }) => name));
  const missing = [...required].find((name) => !known.has(name));
  if (missing !== undefined) {
    throw new NotColumnarError(`"required": no row has ${JSON.stringify(missing)}`);
  }
  const open = (part: unknown, at: string): SchemaNode[] => schemaNodes(schema, part, at);
  return columns.flatMap((column, index) => {
    const nodes = (cells[index] ?? []).flatMap((node) => open(node.schema, node.pointer));
    const rules = cellRules(nodes, open);
    const plan = column.tagged
      ? planFileColumn(rules, required.has(column.name))
      : planTypedColumn(rules, column);
    return plan === undefined ? [] : [{ column: index, ...plan }];
  });
}

/** Finds the schemas for the cells of each column in one schema of rows. */
function readRow(
  { schema, pointer }: SchemaNode,
  columns: readonly SchemaColumn[],
  add: (column: number, node: SchemaNode) => void,
): void {
  if (schema === true) return;
  assertRowKeywords(schema, pointer);
  const properties: object = Reflect.get(schema, 'properties') ?? {};
  const others: unknown = Reflect.get(schema, 'additionalProperties');
  for (const [column, { name }] of columns.entries()) {
    if (Object.hasOwn(properties, name)) {
      const at = joinPointer(joinPointer(pointer, 'properties'), name);
      add(column, { schema: Reflect.get(properties, name), pointer: at });
    } else if (others !== undefined) {
      const at = joinPointer(pointer, 'additionalProperties');
      add(column, { schema: others as SchemaNode['schema'], pointer: at });
    }
  }
}

function assertRowKeywords(schema: object | false, pointer: string): asserts schema is object {
  if (schema === false) throw new NotColumnarError(`false at ${pointer || '/'}`);
  const strange = Object.keys(schema).find((keyword) => !ROW_KEYWORDS.has(keyword));
  if (strange !== undefined) {
    throw new NotColumnarError(`"${strange}" at ${joinPointer(pointer, strange)}`);
  }
  const types = namesOf(schema, 'type');
  if (types.length > 0 && !types.includes('object')) {
    throw new NotColumnarError(`"type" at ${joinPointer(pointer, 'type')}: no row is an object`);
  }
}

function namesOf(schema: object | boolean, keyword: string): string[] {
  const names: unknown = typeof schema === 'object' ? Reflect.get(schema, keyword) : undefined;
  return names === undefined ? [] : [names].flat().map(String);
}
