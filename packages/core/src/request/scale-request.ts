import { RequestError } from '../errors.ts';
import type { Request, ResolvedRequest, TableRequest } from './types.ts';

/**
 * The same request with more or fewer rows in every generated table.
 *
 * Written numbers of rows are multiplied and rounded; a table that had rows keeps one at least.
 * Tables counted per another follow it by themselves; tables of a source stay as they are.
 *
 * @throws RequestError when the factor is not above 0, or a table would pass 2^53 - 1 rows.
 */
export function scaleRequest(request: Request, factor: number): Request {
  if (!Number.isFinite(factor) || factor <= 0) {
    const message = `the scale must be a number above 0, found ${factor}`;
    throw new RequestError([{ path: [], code: 'wrong-scale', message }]);
  }
  const tables = Object.entries(request.tables).map(([name, table]): [string, TableRequest] => [
    name,
    scaleTable(name, table, factor),
  ]);
  return { ...request, tables: Object.fromEntries(tables) };
}

/** As {@link scaleRequest}, with the imported requests: their tables are the parents of ours. */
export function scaleResolvedRequest(
  { request, imports }: ResolvedRequest,
  factor: number,
): ResolvedRequest {
  const scaled = Object.entries(imports).map(([name, imported]): [string, ResolvedRequest] => [
    name,
    scaleResolvedRequest(imported, factor),
  ]);
  return { request: scaleRequest(request, factor), imports: Object.fromEntries(scaled) };
}

function scaleTable(name: string, table: TableRequest, factor: number): TableRequest {
  if (table.kind === 'source' || table.rows.kind === 'per' || table.rows.rows === 0) return table;
  const rows = Math.max(1, Math.round(table.rows.rows * factor));
  if (!Number.isSafeInteger(rows)) {
    const message = `${table.rows.rows} rows times ${factor} are too many`;
    const path = ['tables', name, 'rows'];
    throw new RequestError([{ path, code: 'too-many-rows', message }]);
  }
  return { ...table, rows: { kind: 'fixed', rows } };
}
