import { type ContentDigest, mergeDigests } from '@rowmill/core/engine';
import { TargetError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import { type Manifest, partFiles, type StoredTable } from '../stores/manifest.ts';
import type { TableCheck, TableDigest, Target } from '../targets/target.ts';
import type { LoadTableJob, RowOrigin } from '../workers/jobs.ts';
import { WorkerError } from '../workers/worker-error.ts';
import { writeTable } from '../workers/write-table.ts';
import type { RunPlan } from './plan-run.ts';
import type { ProvisionedTarget } from './provision.ts';

/**
 * Loads the tables of a target. Generated rows are computed again next to the connection, which is faster than
 * reading them back; the digest of what was sent has to be that of the stored dataset.
 *
 * @throws {@link TargetError} when a target refuses, goes away, or was sent other rows than were stored.
 */
export async function distribute(
  { target, tables }: ProvisionedTarget,
  plan: RunPlan,
  manifest: Manifest,
  context: RunContext,
): Promise<TableDigest[]> {
  const sent: TableDigest[] = [];
  for (const table of tables) {
    const digest = await loadTable(
      target,
      table,
      originOf(table, plan, manifest, context),
      context,
    );
    if (digest.digest !== table.digest || digest.rows !== table.rows) {
      throw new TargetError(
        target.describe(),
        `table "${table.name}" was sent with digest ${digest.digest}, but stored with ${table.digest} - remove the dataset from the store and run again`,
      );
    }
    sent.push(digest);
  }
  return sent;
}

/** Where the rows of a stored table come from when it is delivered. */
export function originOf(
  table: StoredTable,
  plan: RunPlan,
  manifest: Manifest,
  { store }: RunContext,
): RowOrigin {
  const planned = plan.tables.find(({ name }) => name === table.name);
  if (planned?.kind === 'generated') return { kind: 'program', program: planned.program };
  const files = table.rows === 0 ? [] : partFiles(store, manifest.datasetId, table);
  return {
    kind: 'stored',
    table: table.name,
    columns: table.shape.columns,
    files,
    rowCount: table.rows,
  };
}

async function loadTable(
  target: Target,
  table: StoredTable,
  origin: RowOrigin,
  context: RunContext,
): Promise<TableDigest> {
  const job = target.loadJob(table.shape, origin.kind);
  const onProgress = ({ rows, bytes }: { rows: number; bytes: number }): void =>
    context.emit({ type: 'progress', table: table.name, rows, bytes, totalRows: table.rows });
  const { pool, signal } = context;
  const started = performance.now();
  let digest: TableDigest;
  if (job.kind === 'directory') {
    const written = await writeTable(origin, job.format, job.path, { pool, signal, onProgress });
    digest = { table: table.shape, rows: table.rows, digest: table.digest, bytes: written.bytes };
  } else {
    const parts = await namingTarget(target, () =>
      pool.run<LoadTableJob>({ kind: 'load-table', origin, load: job }, { signal, onProgress }),
    );
    digest = {
      table: table.shape,
      origin: origin.kind,
      format: job.format,
      ...mergeDigests(parts as ContentDigest[]),
    };
  }
  const seconds = (performance.now() - started) / 1000;
  context.emit({
    type: 'table',
    table: table.name,
    rows: digest.rows,
    bytes: digest.bytes ?? table.jsonBytes,
    seconds,
  });
  return digest;
}

/** Errors of workers as those of the target that they worked for. */
export async function namingTarget<Value>(
  target: Target,
  work: () => Promise<Value>,
): Promise<Value> {
  return work().catch((error: unknown) => {
    throw error instanceof WorkerError ? asTargetError(target, error) : error;
  });
}

/** A worker's TargetError is one of ours again; what else happened in a worker stays what it is. */
function asTargetError(target: Target, error: WorkerError): Error {
  if (error.failure !== 'TargetError') return error;
  const name = target.describe();
  const prefix = `${name}: `;
  const { message, code } = error;
  const problem = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return new TargetError(name, problem, { cause: error, code });
}

/**
 * Finishes a loaded target and reads it back.
 *
 * @throws {@link TargetError} when it does not hold what was sent.
 */
export async function setUpTarget(
  { target, tables }: Pick<ProvisionedTarget, 'target' | 'tables'>,
  sent: readonly TableDigest[],
): Promise<readonly TableCheck[]> {
  await target.finish(tables.map(({ shape }) => shape));
  const checks = await target.verify(sent);
  const wrong = checks.filter(({ matches }) => !matches);
  if (wrong.length === 0) return checks;
  const problems = wrong.map(
    (check) =>
      `table "${check.table}" holds ${check.rows} rows with digest ${check.digest}, not ${check.expectedRows} with ${check.expectedDigest}`,
  );
  throw new TargetError(target.describe(), problems.join('\n'));
}
