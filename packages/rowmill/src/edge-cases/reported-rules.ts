import {
  concludeState,
  type InvalidRow,
  mergeStates,
  observeRows,
  type ResolvedExpectation,
} from '@rowmill/core/engine';
import { readUncheckedNdjson } from '../validation/ndjson-batches.ts';
import { faultsOf } from '../validation/row-check.ts';
import type { TableSchema } from '../workers/jobs.ts';
import { createTableValidator } from '../workers/table-validator.ts';
import type { KnownKeys } from './known-keys.ts';

/** What the rows of a table are held to. */
export interface TableRules {
  readonly table: string;
  readonly schema: TableSchema | undefined;
  /** Those of other tables are passed over. */
  readonly expectations: readonly ResolvedExpectation[];
  readonly keys: KnownKeys;
}

/**
 * Has invalid rows checked by everything that checks rows: the JSON Schema as `rowmill validate` holds it against the
 * lines of a file, by columns first; expectations by their meaning; keys and references by what the dataset holds.
 *
 * @param file the same rows as NDJSON
 * @returns the rules that were reported of each row
 */
export async function reportedRules(
  rows: readonly InvalidRow[],
  file: string,
  { table, schema, expectations, keys }: TableRules,
): Promise<readonly ReadonlySet<string>[]> {
  const reported = rows.map(() => new Set<string>());
  const report = (place: number, rule: string): void => void reported[place]?.add(rule);
  if (schema !== undefined) await reportSchema(file, schema, report);
  for (const expectation of expectations) {
    if (expectation.table !== table) continue;
    const places = await failingPlaces(rows, expectation, keys);
    for (const place of places) report(place, expectation.expect);
  }
  return rows.map((row, place) => withoutSecondNull(row, reported[place] ?? new Set()));
}

type Report = (place: number, rule: string) => void;

async function reportSchema(file: string, schema: TableSchema, report: Report): Promise<void> {
  const validate = createTableValidator(schema);
  const options = { file, schema: schema.root, only: undefined, signal: undefined };
  for await (const item of readUncheckedNdjson(options)) {
    // Rows that columns take for right are not looked at again.
    if (item.kind !== 'row') continue;
    for (const { rule } of faultsOf(validate, item)) report(item.row - 1, rule);
  }
}

async function failingPlaces(
  rows: readonly InvalidRow[],
  expectation: ResolvedExpectation,
  keys: KnownKeys,
): Promise<number[]> {
  const { table, query, condition } = expectation;
  const places = rows.map((_, place) => place);
  const fails = (place: number, known?: { readonly in: string; readonly row: object }): boolean => {
    const row = rows[place]?.row ?? {};
    const own = observeRows(expectation, { table, firstRow: 1, rows: [row] });
    const state =
      known === undefined
        ? own
        : mergeStates(expectation, [
            observeRows(expectation, { table: known.in, firstRow: 0, rows: [{ ...known.row }] }),
            own,
          ]);
    return concludeState(expectation, state).failingRows.includes(1);
  };
  if (query.failing === 'rows-against' || query.failing === 'rows-with-null')
    return places.filter((place) => fails(place));
  if (query.failing === 'rows-repeated') {
    const { columns } = query;
    const same = { rows, columns, storedTable: table, storedColumns: columns };
    const found = await keys.find({ ...same, ...(condition === undefined ? {} : { condition }) });
    const twin = (place: number) => ({ in: table, row: rows[place]?.row ?? {} });
    return places.filter((place) => found.has(place) && fails(place, twin(place)));
  }
  if (query.failing !== 'rows-without-parent') return [];
  const { columns, parentTable, parentColumns } = query;
  const parents = { rows, columns, storedTable: parentTable, storedColumns: parentColumns };
  const found = await keys.find(parents);
  const parentOf = (place: number) => ({
    in: parentTable,
    row: Object.fromEntries(
      parentColumns.map((name, i) => [name, rows[place]?.row[columns[i] ?? '']]),
    ),
  });
  return places.filter((place) => fails(place, found.has(place) ? parentOf(place) : undefined));
}

/** A null that a schema forbids, as the column does, is one fault. */
function withoutSecondNull(
  { row, column, rule }: InvalidRow,
  reported: ReadonlySet<string>,
): ReadonlySet<string> {
  const isNull = row[column] === null && rule !== 'valuesAreNotNull' && reported.has(rule);
  return isNull ? new Set([...reported].filter((name) => name !== 'valuesAreNotNull')) : reported;
}
