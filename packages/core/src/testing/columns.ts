import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import { planTables, type TablePlan } from '../plan/plan.ts';
import type { Request } from '../request/types.ts';
import { type ColumnRequest, generatedTable, requestOf } from './requests.ts';

/** Plans one table of these columns with the whole catalogue. */
export async function planColumns(
  columns: Readonly<Record<string, ColumnRequest>>,
  rows = 100,
  changes: Partial<Request> = {},
): Promise<TablePlan> {
  const request = requestOf({ t: generatedTable(rows, columns) }, changes);
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  const [table] = tables;
  if (table === undefined) throw new TypeError('the table was not planned');
  return table;
}

/** The rows of one table of these columns. */
export async function rowsOfColumns(
  columns: Readonly<Record<string, ColumnRequest>>,
  rows = 100,
  changes: Partial<Request> = {},
): Promise<Row[]> {
  return programRows((await planColumns(columns, rows, changes)).program, 0, rows);
}
