import { resolve } from 'node:path';
import { type PlanWithEdgeCases, parseRowCount, type ResolvedRequest } from '@rowmill/core/engine';
import { countOf, formatBytes, formatRate, formatSeconds } from '../../reports/quantities.ts';
import { generatedTables, writeFiles } from '../../stages/generate-files.ts';
import { identifyDataset } from '../../stages/identify-dataset.ts';
import { planGenerated } from '../../stages/plan-generated.ts';
import { NO_SOURCES } from '../../stages/source-facts.ts';
import { UsageError } from '../../usage-error.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { withPool } from '../../workers/with-pool.ts';
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
import { openProgress } from '../progress/progress.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { writeRowsTo } from '../stream-rows.ts';
import { textTable } from '../text-table.ts';

export interface GenerateOptions extends RequestOptions, FormatOptions {
  readonly table?: readonly string[];
  /** Folder, or `-` for stdout. */
  readonly out: string;
  /** Rows of a part; true for the usual number. */
  readonly parts?: string | true;
  readonly workers?: number;
  readonly json?: boolean;
}

const PART_ROWS = 1_000_000;

/** What was written, as the last event of `--json`. */
interface GenerateResult {
  readonly type: 'result';
  readonly dataset: string;
  readonly tables: Readonly<
    Record<string, { rows: number; bytes: number; files: readonly string[] }>
  >;
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Writes the generated tables of a request to files. */
export function generate(options: GenerateOptions, session: Session): Promise<number> {
  return options.out === '-' ? toStdout(options, session) : toFiles(options, session);
}

function toFiles(options: GenerateOptions, session: Session): Promise<number> {
  const first = options.parts === undefined ? 'write-file' : 'write-parts';
  return withPool(options.workers, (pool) => planAndWrite(options, session, pool), first);
}

async function planAndWrite(
  options: GenerateOptions,
  session: Session,
  pool: WorkerPool,
): Promise<number> {
  const started = performance.now();
  const { output, signal } = session;
  const format = formatChoice(options);
  const partRows = partRowsOf(options.parts);
  const { resolved, tables, edgeRows, skipped } = await planChosen(options, session);
  if (skipped.length > 0) output.note(skippedNote(skipped));
  const progress = await openProgress(output);
  try {
    const place = {
      directory: resolve(options.out),
      format,
      ...(partRows === undefined ? {} : { partRows }),
    };
    const run = { pool, signal, emit: progress.emit };
    const written = await writeFiles(generatedTables(tables), place, run);
    const dataset = identifyGenerated(resolved, edgeRows);
    progress.stop();
    const seconds = (performance.now() - started) / 1000;
    report({ dataset, tables: Object.fromEntries(written), seconds }, output);
  } finally {
    progress.stop();
  }
  return ExitCode.ok;
}

async function planChosen(options: GenerateOptions, session: Session) {
  const { loaded, resolved } = await loadForCommand(options, session);
  const { tables: only, skipped } = chooseTables(resolved, options.table);
  const { directory } = loaded;
  // The name of a dataset with edge cases follows from those of all tables.
  const chosen = resolved.request.edgeCases === undefined ? { only } : {};
  const { tables, edgeRows } = await withPlaces(loaded, () =>
    planGenerated(resolved, { directory, ...chosen }),
  );
  return { resolved, tables: tables.filter(({ name }) => only.has(name)), edgeRows, skipped };
}

/** The same id that a run of these tables has. */
function identifyGenerated(
  { request, imports }: ResolvedRequest,
  edgeRows: PlanWithEdgeCases['edgeRows'],
): string {
  const tables = Object.fromEntries(
    Object.entries(request.tables).filter(([, { kind }]) => kind === 'generated'),
  );
  return identifyDataset({ request: { ...request, tables }, imports }, NO_SOURCES, edgeRows)
    .datasetId;
}

function partRowsOf(parts: string | true | undefined): number | undefined {
  if (parts === undefined) return undefined;
  const rows = parts === true ? PART_ROWS : parseRowCount(parts);
  if (rows === undefined || rows === 0)
    throw new UsageError(`--parts ${parts}: expected a number of rows, such as 100000 or 100k`);
  return rows;
}

function chooseTables({ request }: ResolvedRequest, wanted: readonly string[] | undefined) {
  const names = tableNames(request);
  for (const name of wanted ?? []) assertKnown('table', name, names);
  const chosen = wanted === undefined ? names : [...new Set(wanted)];
  const isGenerated = (name: string): boolean => request.tables[name]?.kind !== 'source';
  const skipped = chosen.filter((name) => !isGenerated(name));
  const tables = new Set(chosen.filter(isGenerated));
  if (tables.size === 0) throw new UsageError(`nothing to generate. ${skippedNote(skipped)}`);
  return { tables, skipped };
}

function skippedNote(skipped: readonly string[]): string {
  const verb = skipped.length === 1 ? 'comes from a source' : 'come from sources';
  return `left out: ${skipped.join(', ')} ${verb} - use rowmill mask, or rowmill run for everything`;
}

async function toStdout(options: GenerateOptions, session: Session): Promise<number> {
  const { parts, gzip, workers, json } = options;
  const [unusable] = Object.entries({ parts, gzip, workers, json }).filter(
    ([, value]) => value !== undefined,
  );
  if (unusable !== undefined)
    throw new UsageError(
      `--out - writes plain rows - leave out --${unusable[0]}, or choose a folder`,
    );
  const format = formatChoice(options);
  if (format.name === 'parquet')
    throw new UsageError('--out - writes text - choose another --format, or a folder');
  const { tables } = await planChosen(options, session);
  const [table, second] = tables;
  if (table === undefined || second !== undefined)
    throw new UsageError('--out - writes one table - choose it with --table');
  const range = { firstRow: 0, rowCount: table.rowCount };
  await writeRowsTo(process.stdout, table.program, format, range, session.signal);
  return ExitCode.ok;
}

function report(
  { dataset, tables, seconds }: Pick<GenerateResult, 'dataset' | 'tables' | 'seconds'>,
  output: Output,
): void {
  const all = Object.values(tables);
  const rows = all.reduce((sum, table) => sum + table.rows, 0);
  const bytes = all.reduce((sum, table) => sum + table.bytes, 0);
  const result: GenerateResult = { type: 'result', dataset, tables, rows, bytes, seconds };
  output.event(result);
  output.print(
    textTable(
      Object.entries(tables).map(([name, table]) => [
        name,
        countOf(table.rows, 'row'),
        formatBytes(table.bytes),
        placeOf(table.files),
      ]),
      { right: [1, 2] },
    ),
  );
  const { bold } = output.noteColors;
  output.note(
    `${bold(countOf(rows, 'row'))}, ${formatBytes(bytes)} in ${formatSeconds(seconds)} (${formatRate(rows / seconds)} rows/s)  dataset ${dataset}`,
  );
}

function placeOf(files: readonly string[]): string {
  const first = shownPath(files[0] ?? '');
  return files.length === 1 ? first : `${first} … (${countOf(files.length, 'part')})`;
}
