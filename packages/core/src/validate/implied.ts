import type { TableShape } from '../model/table-shape.ts';
import type { Expectation } from './define.ts';

/**
 * What a table's shape promises, as expectations: as many rows as planned, key and non-nullable columns
 * without null, key and unique sets without repetition, references that lead to a parent.
 *
 * `rowCounts` holds the planned rows by table; a table that is not in it may have any number.
 * A reference whose parent is not among the tables belongs to another dataset and is left out.
 */
export function impliedExpectations(
  tables: readonly TableShape[],
  rowCounts: Readonly<Record<string, number>>,
): Expectation[] {
  const names = new Set(tables.map(({ name }) => name));
  return tables.flatMap((table) => [
    ...countOf(table, rowCounts),
    ...presenceOf(table),
    ...uniquenessOf(table),
    ...referencesOf(table, names),
  ]);
}

function countOf({ name }: TableShape, rowCounts: Readonly<Record<string, number>>): Expectation[] {
  const rows = Object.hasOwn(rowCounts, name) ? rowCounts[name] : undefined;
  if (rows === undefined) return [];
  return [{ expect: 'rowCountIsBetween', table: name, columns: [], options: { rows } }];
}

function presenceOf({ name, columns, key }: TableShape): Expectation[] {
  const present = columns.filter((column) => !column.nullable || key.includes(column.name));
  if (present.length === 0) return [];
  const names = present.map((column) => column.name);
  return [{ expect: 'valuesAreNotNull', table: name, columns: names, options: {} }];
}

function uniquenessOf({ name, key, unique }: TableShape): Expectation[] {
  const seen = new Set<string>();
  const expectations: Expectation[] = [];
  for (const columns of [key, ...unique]) {
    const identity = JSON.stringify([...new Set(columns)].sort());
    if (columns.length === 0 || seen.has(identity)) continue;
    seen.add(identity);
    expectations.push({ expect: 'valuesAreUnique', table: name, columns, options: {} });
  }
  return expectations;
}

function referencesOf(table: TableShape, names: ReadonlySet<string>): Expectation[] {
  return table.references
    .filter(({ parentTable }) => names.has(parentTable))
    .map(({ columns, parentTable, parentColumns }) => ({
      expect: 'valuesReference',
      table: table.name,
      columns,
      options: { parentTable, parentColumns },
    }));
}
