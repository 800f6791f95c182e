import type { ColumnShape, TableShape } from '@rowmill/core';
import {
  GENERATORS,
  mergeDigests,
  parseRequest,
  planTables,
  REQUEST_DEFINITIONS,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import { deliveriesTable } from '../targets/postgres/deliveries.ts';
import type { PostgresLoadJob } from '../targets/postgres/load-job.ts';
import { qualified } from '../targets/postgres/table-statements.ts';
import type { PostgresTarget } from '../targets/postgres/target.ts';
import type { TableDigest } from '../targets/target.ts';
import { type Control, createControl } from '../workers/control.ts';
import { createShardLoader } from '../workers/load-shard.ts';

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

/** Loads a table as workers do, each with a share of its rows, and says what was sent. */
export async function loadComputed(
  target: PostgresTarget,
  { shape, program }: ComputedTable,
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
  const load = { ...target.loadJob(shape, 'program'), ...change };
  await target.beginDeliveries([shape]);
  const deliveries = qualified(load.schema, deliveriesTable([shape]));
  const share = Math.ceil(program.rowCount / connections);
  const loads = Array.from({ length: connections }, (_, shard) => {
    const firstRow = Math.min(shard * share, program.rowCount);
    return createShardLoader().load({
      kind: 'load-shard',
      id: shape.name,
      origin: { kind: 'program', program },
      range: { firstRow, rowCount: Math.min(share, program.rowCount - firstRow) },
      load,
      delivery: { deliveries, table: shape.name, shard },
      control: control.buffer,
    });
  });
  return { table: shape, origin: 'program', ...mergeDigests(await Promise.all(loads)) };
}
