import type { ResolvedRequest, TablePlan } from '@rowmill/core/engine';
import { type CellValue, programRows, type Row } from '@rowmill/core/kernels';
import { countOf, formatCount } from '../../reports/quantities.ts';
import { planGenerated } from '../../stages/plan-generated.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import { type FormatOptions, formatChoice } from '../format-options.ts';
import {
  assertKnown,
  loadForCommand,
  type RequestOptions,
  tableNames,
  withPlaces,
} from '../load.ts';
import type { Output } from '../output.ts';
import type { Session } from '../session.ts';
import { writeRowsTo } from '../stream-rows.ts';
import { textTable } from '../text-table.ts';
import { printInvalidRows } from '../views/invalid-rows.ts';

export interface PreviewOptions extends Omit<RequestOptions, 'rows'>, FormatOptions {
  readonly json?: boolean;
  /** First row, from 0. */
  readonly at: number;
  readonly rows: number;
  /** Rows that break one rule each, in place of those of the table. */
  readonly invalid?: boolean;
}

/** Computes some rows of a generated table, and no others. Rows on stdout are those of the file, byte for byte. */
export async function preview(
  name: string,
  options: PreviewOptions,
  session: Session,
): Promise<number> {
  const { rows: wanted, at, invalid: _, ...rest } = options;
  const { loaded, resolved } = await loadForCommand(rest, session);
  assertKnown('table', name, tableNames(resolved.request));
  if (resolved.request.tables[name]?.kind === 'source') {
    throw new UsageError(
      `the rows of "${name}" come from a source and are not shown - use rowmill mask`,
    );
  }
  const { directory } = loaded;
  if (options.invalid) {
    assertPlainNdjson(options);
    const planned = await withPlaces(loaded, () => planGenerated(resolved, { directory }));
    const columns = planned.tables.find((one) => one.name === name)?.shape.columns ?? [];
    const invalid = (await planned.invalidRows()).get(name);
    return printInvalidRows({ table: name, columns, at, count: wanted }, invalid, session.output);
  }
  const table = await withPlaces(loaded, () => planOne(name, resolved, directory));
  if (at >= table.rowCount && at > 0) {
    throw new UsageError(
      `--at ${at}: "${name}" has ${countOf(table.rowCount, 'row')}, numbered from 0`,
    );
  }
  const range = { firstRow: at, rowCount: Math.min(wanted, table.rowCount - at) };
  if (options.json || options.format !== undefined || !session.output.terminal) {
    const format = formatChoice(options);
    if (format.name === 'parquet')
      throw new UsageError('--format parquet: a preview is text - choose ndjson, csv, json or sql');
    await writeRowsTo(process.stdout, table.program, format, range, session.signal);
  } else {
    show(
      await programRows(table.program, range.firstRow, range.rowCount),
      table,
      at,
      session.output,
    );
  }
  for (const line of casesOf(table, range)) session.output.note(line);
  return ExitCode.ok;
}

/** Invalid rows stand in records with their rules, which only JSON holds. */
function assertPlainNdjson(options: PreviewOptions): void {
  const { name, gzip } = formatChoice(options);
  if (name === 'ndjson' && !gzip) return;
  throw new UsageError(
    `${gzip ? '--gzip' : `--format ${name}`}: invalid rows are told as plain NDJSON - leave it out with --invalid`,
  );
}

/** The table of edge cases follows from all tables; each of the others from itself. */
async function planOne(
  name: string,
  resolved: ResolvedRequest,
  directory: string,
): Promise<TablePlan> {
  const one = resolved.request.tables[name] === undefined ? {} : { only: new Set([name]) };
  const { tables } = await planGenerated(resolved, { directory, ...one });
  const table = tables.find((planned) => planned.name === name);
  if (table === undefined) throw new UsageError(`no table has edge cases: "${name}" has no rows`);
  return table;
}

/** Why edge rows are there, one line each. */
function casesOf(
  { edge, name }: TablePlan,
  { firstRow, rowCount }: { readonly firstRow: number; readonly rowCount: number },
): string[] {
  if (edge === undefined) return [];
  return Array.from({ length: rowCount }, (_, i) => firstRow + i).flatMap((row) => {
    const index = row - edge.firstRow;
    if (index < 0) return [];
    const { cases = [] } = edge.cycle[index % edge.cycle.length] ?? {};
    const isFirst = index < edge.cycle.length;
    const told = cases
      .filter(({ column }) => isFirst || !edge.onceOnly.has(column))
      .map((one) => `${one.column} ${one.name} (${one.rule})`);
    return told.length === 0 ? [] : [`${name} row ${row}: ${told.join(', ')}`];
  });
}

const MAX_CELL = 40;

function show(
  rows: readonly Row[],
  { name, rowCount, shape }: TablePlan,
  at: number,
  output: Output,
): void {
  const { bold, dim } = output.colors;
  const columns = shape.columns.map((column) => column.name);
  const cells = rows.map((row, i) => [
    String(at + i),
    ...columns.map((column) => shorten(row[column])),
  ]);
  const table = textTable(
    cells.map(([number = '', ...rest]) => [dim(number), ...rest]),
    {
      head: ['', ...columns.map((column) => bold(column))],
      right: [0],
    },
  );
  const widest = Math.max(
    ...textTable(cells, { head: ['', ...columns] })
      .split('\n')
      .map((line) => line.length),
  );
  output.print(widest <= output.width ? table : oneBelowTheOther(rows, at, output));
  output.note(
    dim(
      `${name}: rows ${formatCount(at)} to ${formatCount(at + rows.length - 1)} of ${formatCount(rowCount)}`,
    ),
  );
}

/** Rows that are too wide for the terminal. */
function oneBelowTheOther(rows: readonly Row[], at: number, { colors }: Output): string {
  return rows
    .map((row, i) => {
      const cells = Object.entries(row).map(([column, value]) => [
        colors.dim(column),
        textOf(value),
      ]);
      return `${colors.bold(`row ${at + i}`)}\n${textTable(cells, { indent: 2 })}`;
    })
    .join('\n');
}

function shorten(value: CellValue | undefined): string {
  const text = textOf(value);
  return text.length <= MAX_CELL ? text : `${text.slice(0, MAX_CELL - 1)}…`;
}

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '∅';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/\s+/g, ' ');
}
