import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { openAudit } from '../../audit/open-audit.ts';
import type { RunContext } from '../../ports.ts';
import { countOf, formatBytes, formatSeconds } from '../../reports/quantities.ts';
import { createRunId } from '../../runs/run-id.ts';
import {
  auditedFiles,
  auditedMasking,
  auditedMaskingOfFiles,
} from '../../stages/audit-mask-command.ts';
import { assertClaims } from '../../stages/claim-gate.ts';
import { type FilesPlace, type FileTable, writeFiles } from '../../stages/generate-files.ts';
import { loadSchemas } from '../../stages/load-schemas.ts';
import { maskDataset, storedOrigin } from '../../stages/mask-dataset.ts';
import { maskFiles, masksFilesByRow, mayMaskFiles } from '../../stages/mask-files.ts';
import { planRun, type RunPlan } from '../../stages/plan-run.ts';
import { reportMasking } from '../../stages/report-masking.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { StoredTable } from '../../stores/manifest.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import type { TableSchema } from '../../workers/jobs.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { withPool } from '../../workers/with-pool.ts';
import type { WrittenTable } from '../../workers/write-table.ts';
import { ExitCode } from '../exit-codes.ts';
import { type FormatOptions, formatChoice } from '../format-options.ts';
import { assertKnown, loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
import type { Output } from '../output.ts';
import { ownVersion } from '../own-version.ts';
import { openProgress } from '../progress/progress.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

export interface MaskOptions extends Omit<RequestOptions, 'rows'>, FormatOptions {
  readonly table?: readonly string[];
  readonly out: string;
  readonly store: string;
  readonly workers?: number;
  /** Folder for the compliance report; none is written unless given. */
  readonly report?: string;
}

/** Masks source tables and writes them to files. What is not masked is never written. */
export async function mask(options: MaskOptions, session: Session): Promise<number> {
  const started = performance.now();
  const format = formatChoice(options);
  const { loaded, resolved: whole } = await loadForCommand(options, session);
  const resolved = sourcesOnly(whole, options.table);
  const { output, signal, variables: environment } = session;
  const { directory } = loaded;
  const schemas = await loadSchemas(resolved.request, directory);
  // A report tells what was measured, which takes the store.
  const undigested =
    options.report === undefined && mayMaskFiles(resolved, { ...format, directory });
  const planAll = (how: { undigested: boolean }) =>
    withPlaces(loaded, () => planRun(resolved, { directory, environment, ...how }));
  const plan = await planAll({ undigested });
  assertClaims(resolved.request, plan);
  const progress = await openProgress(output);
  try {
    const work = async (pool: WorkerPool): Promise<void> => {
      const store = createDirectoryStore(resolve(options.store));
      const context: MaskContext = {
        runId: createRunId(new Date()),
        masking: resolved.request.masking,
        audit: openAudit(resolved.request, { store, directory, environment }),
        signal,
        emit: progress.emit,
        pool,
        store,
        environment,
        directory,
      };
      const job: MaskJob = { resolved, plan, schemas, directory: resolve(options.out), format };
      const isDirect = undigested && masksFilesByRow(plan);
      const direct = isDirect ? await maskDirectly(job, context) : undefined;
      const masked =
        direct ??
        (await maskByStore(
          job,
          undigested ? () => planAll({ undigested: false }) : undefined,
          context,
        ));
      if (options.report !== undefined) await reportTo(options.report, job, masked, context);
      await context.audit.checkpoint();
      progress.stop();
      report(masked, (performance.now() - started) / 1000, output);
    };
    await withPool(options.workers, work, undigested ? 'mask-file' : undefined);
  } finally {
    progress.stop();
  }
  return ExitCode.ok;
}

type MaskContext = RunContext & {
  readonly store: DirectoryStore;
  readonly masking: Request['masking'];
};

interface MaskJob extends FilesPlace {
  readonly resolved: ResolvedRequest;
  readonly plan: RunPlan;
  readonly schemas: ReadonlyMap<string, TableSchema>;
}

/** What the command tells of its work. */
interface MaskedResult {
  /** Of the dataset in the store, where one was made. */
  readonly dataset?: string;
  readonly tables: readonly MaskedTableResult[];
  /** Of that dataset, with what was measured. */
  readonly stored?: readonly StoredTable[];
}

interface MaskedTableResult extends WrittenTable {
  readonly name: string;
  readonly masking: StoredTable['masking'];
  readonly schemaFailures?: number;
}

/** From file to file. Undefined where it takes the store. */
async function maskDirectly(
  { resolved, plan, schemas, ...place }: MaskJob,
  context: MaskContext,
): Promise<MaskedResult | undefined> {
  const { request } = resolved;
  const sources = new Map(
    Object.entries(request.tables).flatMap(([name, table]) =>
      table.kind === 'source' ? [[name, table.source] as const] : [],
    ),
  );
  const failuresDirectory = context.store.path(`runs/${context.runId}`);
  const tables = await auditedMaskingOfFiles({ request, plan }, context, () =>
    maskFiles({ plan, sources, schemas }, place, { ...context, failuresDirectory }),
  );
  return (
    tables && {
      tables: tables.map(({ failures, ...table }) => ({
        ...table,
        ...(failures === undefined ? {} : { schemaFailures: failures.rows }),
      })),
    }
  );
}

/** By a dataset in the store, which is kept there for whoever asks for the same one. */
async function maskByStore(
  { resolved, schemas, plan: planned, ...place }: MaskJob,
  planAgain: (() => Promise<RunPlan>) | undefined,
  context: MaskContext,
): Promise<MaskedResult> {
  const plan = planAgain === undefined ? planned : await planAgain();
  const manifest = await auditedMasking({ request: resolved.request, plan }, context, () =>
    maskDataset(plan, schemas, context),
  );
  const tables: FileTable[] = [];
  for (const table of manifest.tables) {
    const origin = await storedOrigin(table, manifest, context);
    tables.push({ name: table.name, rowCount: table.rows, origin });
  }
  const written = await auditedFiles(tables, context, () =>
    writeFiles(tables, place, { ...context, emit: () => {} }),
  );
  return {
    dataset: manifest.datasetId,
    stored: manifest.tables,
    tables: manifest.tables.map(({ name, rows, masking, schema }) => ({
      name,
      masking,
      ...(schema === undefined ? {} : { schemaFailures: schema.rows }),
      ...(written.get(name) ?? { bytes: 0, files: [] }),
      rows,
    })),
  };
}

async function reportTo(
  folder: string,
  { resolved: { request }, plan, directory }: MaskJob,
  { stored = [] }: MaskedResult,
  context: MaskContext,
): Promise<void> {
  const record = {
    name: request.name,
    id: context.runId,
    created: new Date().toISOString(),
    rowmillVersion: ownVersion(),
  };
  const masked = { planned: { request, plan }, record, stored, out: directory };
  await reportMasking(masked, resolve(folder), context);
}

/** The request without its generated tables, and with the chosen source tables alone. */
function sourcesOnly(
  { request, imports }: ResolvedRequest,
  wanted: readonly string[] | undefined,
): ResolvedRequest {
  for (const name of wanted ?? []) assertKnown('table', name, Object.keys(request.tables));
  const isChosen = ([name, { kind }]: [string, { kind: string }]): boolean =>
    kind === 'source' && (wanted?.includes(name) ?? true);
  const tables: Request['tables'] = Object.fromEntries(
    Object.entries(request.tables).filter(isChosen),
  );
  if (Object.keys(tables).length === 0) {
    throw new UsageError('nothing to mask: none of the tables has a source - use rowmill generate');
  }
  const schemas = Object.fromEntries(
    Object.entries(request.validation.schemas).filter(([name]) => Object.hasOwn(tables, name)),
  );
  return {
    request: { ...request, tables, validation: { ...request.validation, schemas } },
    imports,
  };
}

function report({ dataset, tables }: MaskedResult, seconds: number, output: Output): void {
  const results = tables.map(({ masking, ...table }) => ({
    ...table,
    columns: masking.map(({ column, strategy, masked, nulls }) => ({
      column,
      strategy,
      masked: strategy === 'keep' ? 0 : masked,
      nulls,
    })),
  }));
  output.event({
    type: 'result',
    ok: true,
    exitCode: ExitCode.ok,
    ...(dataset === undefined ? {} : { dataset }),
    tables: Object.fromEntries(results.map(({ name, ...result }) => [name, result])),
    rows: results.reduce((sum, { rows }) => sum + rows, 0),
    bytes: results.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds,
  });
  const { bold, dim, yellow } = output.colors;
  for (const { name, rows, bytes, files, columns, schemaFailures = 0 } of results) {
    output.print(
      `${bold(name)}  ${dim(`${countOf(rows, 'row')}, ${formatBytes(bytes)}  ${shownPath(files[0] ?? '')}`)}`,
    );
    output.print(
      textTable(
        columns.map(({ column, strategy, masked, nulls }) => [
          column,
          strategy,
          masked.toLocaleString('en'),
          nulls.toLocaleString('en'),
        ]),
        {
          head: ['column', 'strategy', 'masked', 'null'].map((word) => dim(word)),
          right: [2, 3],
          indent: 2,
        },
      ),
    );
    if (schemaFailures > 0)
      output.print(
        yellow(
          `  ${countOf(schemaFailures, 'row')} break the JSON Schema: rowmill run would stop here`,
        ),
      );
  }
  output.note(dim(`done in ${formatSeconds(seconds)}`));
}
