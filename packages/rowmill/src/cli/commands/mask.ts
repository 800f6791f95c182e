import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { openAudit } from '../../audit/open-audit.ts';
import type { RunContext } from '../../ports.ts';
import { countOf, formatBytes, formatSeconds } from '../../reports/quantities.ts';
import { createRunId } from '../../runs/run-id.ts';
import { auditedFiles, auditedMasking } from '../../stages/audit-mask-command.ts';
import { type FileTable, writeFiles } from '../../stages/generate-files.ts';
import { loadSchemas } from '../../stages/load-schemas.ts';
import { maskDataset, storedOrigin } from '../../stages/mask-dataset.ts';
import { planRun } from '../../stages/plan-run.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { StoredTable } from '../../stores/manifest.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import { withPool } from '../../workers/with-pool.ts';
import type { WrittenTable } from '../../workers/write-table.ts';
import { ExitCode } from '../exit-codes.ts';
import { type FormatOptions, formatChoice } from '../format-options.ts';
import { assertKnown, loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
import type { Output } from '../output.ts';
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
  const plan = await withPlaces(loaded, () => planRun(resolved, { directory, environment }));
  const progress = await openProgress(output);
  try {
    await withPool(options.workers, async (pool) => {
      const store = createDirectoryStore(resolve(options.store));
      const { masking } = resolved.request;
      const context = {
        runId: createRunId(new Date()),
        masking,
        audit: openAudit(resolved.request, { store, directory, environment }),
        signal,
        emit: progress.emit,
        pool,
        store,
        environment,
        directory,
      } satisfies RunContext & { store: DirectoryStore; masking: Request['masking'] };
      const manifest = await auditedMasking({ request: resolved.request, plan }, context, () =>
        maskDataset(plan, schemas, context),
      );
      const tables: FileTable[] = [];
      for (const table of manifest.tables) {
        const origin = await storedOrigin(table, manifest, context);
        tables.push({ name: table.name, rowCount: table.rows, origin });
      }
      const place = { directory: resolve(options.out), format };
      const written = await auditedFiles(tables, context, () =>
        writeFiles(tables, place, { ...context, emit: () => {} }),
      );
      await context.audit.checkpoint();
      progress.stop();
      report(
        manifest.datasetId,
        manifest.tables,
        written,
        (performance.now() - started) / 1000,
        output,
      );
    });
  } finally {
    progress.stop();
  }
  return ExitCode.ok;
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

function report(
  dataset: string,
  tables: readonly StoredTable[],
  written: ReadonlyMap<string, WrittenTable>,
  seconds: number,
  output: Output,
): void {
  const results = tables.map(({ name, rows, masking, schema }) => ({
    name,
    rows,
    bytes: written.get(name)?.bytes ?? 0,
    files: written.get(name)?.files ?? [],
    columns: masking.map(({ column, strategy, masked, nulls }) => ({
      column,
      strategy,
      masked: strategy === 'keep' ? 0 : masked,
      nulls,
    })),
    ...(schema === undefined ? {} : { schemaFailures: schema.rows }),
  }));
  output.event({
    type: 'result',
    ok: true,
    exitCode: ExitCode.ok,
    dataset,
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
