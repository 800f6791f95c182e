import type { ColumnShape, TableShape } from '../../model/table-shape.ts';
import { observeRows } from '../../validate/evaluate.ts';
import { type ExactNumbers, isFloat } from '../../validate/exact-numbers.ts';
import { createRowValidator, type RowValidatorOptions } from '../../validate/json-schema.ts';
import type { ResolvedExpectation } from '../../validate/resolve.ts';
import type { BrokenRule, CheckRow, EdgeCheckRow } from '../edge-case.ts';

/** Everything that a row of a table has to satisfy on its own. */
export interface RowRules {
  readonly shape: TableShape;
  /** JSON Schema of the rows, and what it takes to compile it. */
  readonly schema?: RowValidatorOptions & { readonly root: unknown };
  /** Those about single rows of this table count; the others need more than one row. */
  readonly expectations?: readonly ResolvedExpectation[];
}

/**
 * Makes the check of single rows: JSON Schema, expectations about rows, columns that must not be null.
 *
 * A null that the shape forbids is told as `valuesAreNotNull`, unless another rule has told it already: one fault is
 * not two.
 *
 * @throws {@link SchemaError} when the schema cannot be compiled.
 */
export function createRowCheck({ shape, schema, expectations = [] }: RowRules): CheckRow {
  const validate = schema === undefined ? undefined : createRowValidator(schema.root, schema);
  const single = expectations.filter(
    ({ table, query }) =>
      table === shape.name &&
      (query.failing === 'rows-against' || query.failing === 'rows-with-null'),
  );
  const columns = new Map(shape.columns.map((column) => [column.name, column]));
  return (row) => {
    const json = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, jsonOf(cell, columns.get(name))]),
    );
    const broken = [
      ...(validate?.(json, exactNumbers(json, row)) ?? []).map(({ rule, column }) => ({
        rule,
        column: nameOf(column),
      })),
      ...single.filter((expectation) => fails(expectation, row)).map(ruleOf),
    ];
    return distinct([...broken, ...nullsOf(row, shape, broken)]);
  };
}

function fails(expectation: ResolvedExpectation, row: EdgeCheckRow): boolean {
  const slice = { table: expectation.table, firstRow: 0, rows: [row] };
  return observeRows(expectation, slice).failing.length > 0;
}

const ruleOf = ({ expect, columns }: ResolvedExpectation): BrokenRule => ({
  rule: expect,
  column: columns.length === 1 ? (columns[0] ?? '') : '',
});

/** The digits of whole numbers and decimals that no float holds: rules are held against those. */
function exactNumbers(json: object, row: EdgeCheckRow): ExactNumbers {
  const texts = Object.entries(row).flatMap(([name, cell]): [string, string][] => {
    const isNumber = typeof Reflect.get(json, name) === 'number';
    return isNumber && !isFloat(String(cell)) ? [[name, String(cell)]] : [];
  });
  return texts.length === 0 ? new Map() : new Map([[json, new Map(texts)]]);
}

/** A cell as it stands in NDJSON: numbers of every type are numbers there. */
function jsonOf(cell: unknown, column: ColumnShape | undefined): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  const isDecimal = column?.type.kind === 'decimal' && typeof cell === 'string';
  return isDecimal && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

/** The column that a JSON pointer leads into; empty for the row as a whole. */
function nameOf(pointer: string): string {
  const [, first = ''] = pointer.split('/');
  return first.replaceAll('~1', '/').replaceAll('~0', '~');
}

function nullsOf(
  row: EdgeCheckRow,
  { columns, key }: TableShape,
  broken: readonly BrokenRule[],
): BrokenRule[] {
  const told = new Set(broken.map(({ column }) => column));
  return columns
    .filter(({ name, nullable }) => row[name] === null && (!nullable || key.includes(name)))
    .filter(({ name }) => !told.has(name))
    .map(({ name }) => ({ rule: 'valuesAreNotNull', column: name }));
}

/** Each rule and column once, in the order in which they were found. */
function distinct(broken: readonly BrokenRule[]): BrokenRule[] {
  return [...new Map(broken.map((rule) => [`${rule.column}\n${rule.rule}`, rule])).values()];
}
