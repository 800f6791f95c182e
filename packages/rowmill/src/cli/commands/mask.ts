import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { openAudit } from '../../audit/open-audit.ts';
import type { RunContext } from '../../ports.ts';
import { requestPlaces } from '../../request/request-places.ts';
import { createRunId } from '../../runs/run-id.ts';
import {
  auditedFiles,
  auditedMasking,
  auditedMaskingOfFiles,
} from '../../stages/audit-mask-command.ts';
import { assertClaims } from '../../stages/claim-gate.ts';
import { judgeMasked, type MaskedVerdict } from '../../stages/gate-masked.ts';
import { type FilesPlace, type FileTable, writeFiles } from '../../stages/generate-files.ts';
import { loadSchemas } from '../../stages/load-schemas.ts';
import { maskDataset, storedOrigin } from '../../stages/mask-dataset.ts';
import { maskFiles, masksFilesByRow, mayMaskFiles } from '../../stages/mask-files.ts';
import { planRun, type RunPlan } from '../../stages/plan-run.ts';
import { reportMasking } from '../../stages/report-masking.ts';
import { trialHolds } from '../../stages/trial-masks.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { Manifest } from '../../stores/manifest.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import { UsageError } from '../../usage-error.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import type { TableSchema } from '../../workers/jobs.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { withPool } from '../../workers/with-pool.ts';
import { ExitCode } from '../exit-codes.ts';
import { type FormatOptions, formatChoice } from '../format-options.ts';
import { type PlacedRequest, tellMaskChecks } from '../github/tell-masks.ts';
import { assertKnown, loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
import { ownVersion } from '../own-version.ts';
import { openProgress } from '../progress/progress.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { type MaskedFilesResult, tellMaskedFiles, tellRefused } from '../views/masked-files.ts';

export interface MaskOptions extends Omit<RequestOptions, 'rows'>, FormatOptions {
  readonly table?: readonly string[];
  readonly out: string;
  readonly store: string;
  readonly workers?: number;
  /** Folder for the compliance report; none is written unless given. */
  readonly report?: string;
  /** Measure the rows, also where files could go the quick way that does not. */
  readonly prove?: boolean;
}

/** Masks source tables and writes them to files. What is not masked is never written. */
export async function mask(options: MaskOptions, session: Session): Promise<number> {
  const started = performance.now();
  const format = formatChoice(options);
  const { loaded, resolved: whole } = await loadForCommand(options, session);
  const resolved = sourcesOnly(whole, options.table);
  const { output, signal, variables: environment } = session;
  const { directory } = loaded;
  const { request } = resolved;
  const places = { request, places: requestPlaces(loaded, request, shownPath(loaded.file)) };
  const schemas = await loadSchemas(resolved.request, directory);
  // Only the way through the store measures what it masks.
  const undigested =
    options.prove !== true &&
    options.report === undefined &&
    mayMaskFiles(resolved, { ...format, directory });
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
      const place = { directory: resolve(options.out), format, reportFolder: options.report };
      const job: MaskJob = { resolved, plan, schemas, ...place };
      const again = undigested ? () => planAll({ undigested: false }) : undefined;
      const isDirect =
        undigested && masksFilesByRow(plan) && (await trialHolds(plan, resolved.request, signal));
      const direct = isDirect ? await maskDirectly(job, context) : undefined;
      const masked = direct ?? (await maskByStore(job, again, context));
      await context.audit.checkpoint();
      progress.stop();
      await tell(masked, { seconds: (performance.now() - started) / 1000, places }, session);
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
  readonly reportFolder: string | undefined;
}

/** What was masked, and why nobody gets it where that is so. */
type Masked = MaskedFilesResult & Pick<MaskedVerdict, 'refusal'>;

/** @throws QualityGateError when a check failed; ClaimError when a claim is not earned and nothing else failed. */
async function tell(
  { refusal, ...masked }: Masked,
  { seconds, places }: { readonly seconds: number; readonly places: PlacedRequest },
  session: Session,
): Promise<void> {
  const { output } = session;
  await tellMaskChecks({ ...masked, isRefused: refusal !== undefined }, places, session);
  if (refusal === undefined) {
    tellMaskedFiles(masked, seconds, output);
    return;
  }
  tellRefused(masked.checks ?? [], output);
  throw refusal;
}

/** From file to file. Undefined where it takes the store. */
async function maskDirectly(
  { resolved, plan, schemas, directory, format }: MaskJob,
  context: MaskContext,
): Promise<MaskedFilesResult | undefined> {
  const { request } = resolved;
  const sources = new Map(
    Object.entries(request.tables).flatMap(([name, table]) =>
      table.kind === 'source' ? [[name, table.source] as const] : [],
    ),
  );
  const failuresDirectory = context.store.path(`runs/${context.runId}`);
  const tables = await auditedMaskingOfFiles({ request, plan }, context, () =>
    maskFiles({ plan, sources, schemas }, { directory, format }, { ...context, failuresDirectory }),
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

/**
 * By a dataset in the store, which is kept there for whoever asks for the same one. Files are written when what was
 * measured holds.
 */
async function maskByStore(
  job: MaskJob,
  planAgain: (() => Promise<RunPlan>) | undefined,
  context: MaskContext,
): Promise<Masked> {
  const planned = planAgain === undefined ? job : { ...job, plan: await planAgain() };
  const { resolved, plan, schemas } = planned;
  const { request } = resolved;
  const manifest = await auditedMasking({ request, plan }, context, () =>
    maskDataset(plan, schemas, context),
  );
  const { checks, refusal } = await judgeMasked({ request, plan }, manifest, context);
  const tables = refusal === undefined ? await writeStored(planned, manifest, context) : [];
  const outcome = refusal === undefined ? 'passed' : 'failed';
  await reportTo(planned, { manifest, checks, outcome }, context);
  const masked = { dataset: manifest.datasetId, checks, tables };
  return refusal === undefined ? masked : { ...masked, refusal };
}

async function writeStored(
  { directory, format }: MaskJob,
  manifest: Manifest,
  context: MaskContext,
): Promise<MaskedFilesResult['tables']> {
  const tables: FileTable[] = [];
  for (const table of manifest.tables) {
    const origin = await storedOrigin(table, manifest, context);
    tables.push({ name: table.name, rowCount: table.rows, origin });
  }
  const written = await auditedFiles(tables, context, () =>
    writeFiles(tables, { directory, format }, { ...context, emit: () => {} }),
  );
  return manifest.tables.map(({ name, rows, masking, schema }) => ({
    name,
    masking,
    ...(schema === undefined ? {} : { schemaFailures: schema.rows }),
    ...(written.get(name) ?? { bytes: 0, files: [] }),
    rows,
  }));
}

interface Measured {
  readonly manifest: Manifest;
  readonly checks: readonly CheckResult[];
  readonly outcome: 'passed' | 'failed';
}

async function reportTo(
  { resolved: { request }, plan, directory, reportFolder }: MaskJob,
  { manifest, checks, outcome }: Measured,
  context: MaskContext,
): Promise<void> {
  if (reportFolder === undefined) return;
  const record = {
    name: request.name,
    id: context.runId,
    created: new Date().toISOString(),
    rowmillVersion: ownVersion(),
  };
  const stored = manifest.tables;
  const masked = { planned: { request, plan }, record, stored, checks, outcome, out: directory };
  await reportMasking(masked, resolve(reportFolder), context);
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
