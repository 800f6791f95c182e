import type { ColumnShape, TableShape } from '@rowmill/core';
import {
  GENERATORS,
  mergeDigests,
  parseRequest,
  planTables,
  REQUEST_DEFINITIONS,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import type { PostgresLoadJob } from '../targets/postgres/load-job.ts';
import type { PostgresTarget } from '../targets/postgres/target.ts';
import type { TableDigest } from '../targets/target.ts';
import { type Control, createControl } from '../workers/control.ts';
import { loadTable } from '../workers/load-table.ts';

/** A generated table, compiled. */
export interface ComputedTable {
  readonly shape: TableShape;
  readonly program: Program;
}

/** Compiles one table, `t`, as a request has it under `columns`. */
export async function computeTable(
  rows: number,
  columns: Readonly<Record<string, unknown>>,
  key?: readonly string[],
): Promise<ComputedTable> {
  const input = {
    name: 'test',
    seed: 7,
    tables: { t: { rows, columns, ...(key !== undefined && { key }) } },
  };
  const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  const [table] = tables;
  if (table === undefined) throw new Error('the request has no table');
  return { shape: table.shape, program: table.program };
}

/** The table with other SQL types, as columns of a source would have them. */
export function withSourceTypes(
  { shape, program }: ComputedTable,
  types: Readonly<Record<string, string>>,
): ComputedTable {
  const columns = shape.columns.map((column): ColumnShape => {
    const sourceType = types[column.name];
    return sourceType === undefined ? column : { ...column, sourceType };
  });
  return { shape: { ...shape, columns }, program };
}

/** Loads a table as workers do, each over a connection of its own, and says what was sent. */
export async function loadComputed(
  target: PostgresTarget,
  table: ComputedTable,
  {
    connections = 1,
    control = createControl(),
    change = {},
  }: {
    connections?: number;
    control?: Control;
    change?: Partial<PostgresLoadJob>;
  } = {},
): Promise<TableDigest> {
  const { shape, program } = table;
  const job = {
    kind: 'load-table',
    origin: { kind: 'program', program },
    load: { ...target.loadJob(shape, 'program'), ...change },
    control: control.buffer,
  } as const;
  const loads = Array.from({ length: connections }, () => loadTable(job));
  return { table: shape, origin: 'program', ...mergeDigests(await Promise.all(loads)) };
}
