import { EnvironmentLostError, TargetError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { Sizing } from '../runs/sizing.ts';
import { type Manifest, partFiles, type StoredTable } from '../stores/manifest.ts';
import { unfinishedFile } from '../targets/directory/target.ts';
import { deliveriesTable } from '../targets/postgres/deliveries.ts';
import type { PostgresLoadJob } from '../targets/postgres/load-job.ts';
import { qualified } from '../targets/postgres/table-statements.ts';
import type { DirectoryLoadJob, LoadJob } from '../targets/target.ts';
import type { LoadShardJob, RowOrigin } from '../workers/jobs.ts';
import { writeTable } from '../workers/write-table.ts';
import { deliverPart } from './deliver-part.ts';
import { type DeliveryFile, deliveryFileName } from './delivery-file.ts';
import { namingTarget } from './naming-target.ts';
import type { OpenEnvironment, OpenTarget } from './open-environments.ts';
import type { RunPlan } from './plan-run.ts';
import { type Shard, shardsOfRows } from './shards.ts';

/** Rows of one table on their way to one target. */
export interface Delivery extends Shard {
  readonly environment: string;
  /** Of the targets of the environment. */
  readonly target: number;
  readonly rowCount: number;
}

/** What has to be sent to an environment. A file is written as a whole, by all workers. */
export function deliveriesTo(
  {
    name,
    targets,
  }: {
    readonly name: string;
    readonly targets: readonly Pick<OpenTarget, 'record' | 'tables'>[];
  },
  sizing?: Sizing,
): Delivery[] {
  return targets.flatMap(({ record, tables }) =>
    tables.flatMap((table) => {
      const shards =
        record.kind === 'directory'
          ? [{ table: table.name, shard: 0, firstRow: 0, rowCount: table.rows }]
          : shardsOfRows(table.name, table.rows, sizing);
      return shards.map((shard) => ({
        environment: name,
        target: record.index,
        ...shard,
        rowCount: shard.rowCount ?? table.rows,
      }));
    }),
  );
}

/** The target and the table of a delivery. @throws {@link EnvironmentLostError} when there is no such target any more. */
export function receiverOf(
  { environment, target, table }: Delivery,
  environments: readonly OpenEnvironment[],
): { readonly receiver: OpenTarget; readonly stored: StoredTable } {
  const receiver = environments
    .find(({ name }) => name === environment)
    ?.targets.find(({ record }) => record.index === target);
  const stored = receiver?.tables.find(({ name }) => name === table);
  if (receiver === undefined || stored === undefined)
    throw new EnvironmentLostError(
      environment,
      `it has no table "${table}" in its target ${target}`,
    );
  return { receiver, stored };
}

/** What the rows of a delivery are made from. */
export interface DeliverySource {
  readonly plan: RunPlan;
  readonly manifest: Manifest;
}

/**
 * Sends the rows of a shard. Generated rows are computed again next to the connection, which is faster than reading them
 * back. Safe to repeat: what has arrived is not sent again.
 *
 * @throws {@link TargetError} when the target refuses or goes away.
 */
export async function deliverShard(
  delivery: Delivery,
  { receiver, stored }: ReturnType<typeof receiverOf>,
  source: DeliverySource,
  context: StageContext,
  onProgress: (progress: { rows: number; bytes: number }) => void,
): Promise<{ readonly rows: number }> {
  const { files } = context;
  const name = deliveryFileName(receiver.record.delivery, delivery.table, delivery.shard);
  const before = await files.find<DeliveryFile>(name);
  if (before !== undefined) return { rows: before.rows };
  const origin = await originOf(delivery, stored, source, context);
  const job = receiver.target.loadJob(stored.shape, origin.kind);
  const sent = await send({ delivery, receiver, stored, origin }, job, context, onProgress);
  await files.create(name, sent);
  return { rows: sent.rows };
}

interface Sending {
  readonly delivery: Delivery;
  readonly receiver: OpenTarget;
  readonly stored: StoredTable;
  readonly origin: RowOrigin;
}

async function send(
  sending: Sending,
  job: LoadJob,
  context: StageContext,
  onProgress: (progress: { rows: number; bytes: number }) => void,
): Promise<DeliveryFile> {
  switch (job.kind) {
    case 'directory':
      return writeFile(job, sending.origin, sending.stored, context, onProgress);
    case 's3':
      return deliverPart(sending, job, context, onProgress);
    case 'postgres':
      return load(sending, job, context, onProgress);
  }
}

async function originOf(
  { firstRow, rowCount }: Delivery,
  stored: StoredTable,
  { plan, manifest }: DeliverySource,
  { store }: StageContext,
): Promise<RowOrigin> {
  const planned = plan.tables.find(({ name }) => name === stored.name);
  if (planned?.kind === 'generated') return { kind: 'program', program: planned.program };
  // Shards are whole parts: those of other shards need not be read.
  const parts = stored.parts.filter(
    (part) => part.rows > 0 && part.firstRow >= firstRow && part.firstRow < firstRow + rowCount,
  );
  return {
    kind: 'stored',
    table: stored.name,
    columns: stored.shape.columns,
    files: await partFiles(store, manifest.datasetId, { ...stored, parts }),
    rowCount,
  };
}

async function writeFile(
  { path, format }: DirectoryLoadJob,
  origin: RowOrigin,
  { rows, digest }: StoredTable,
  { pool, signal }: StageContext,
  onProgress: (progress: { rows: number; bytes: number }) => void,
): Promise<DeliveryFile> {
  const temporary = unfinishedFile(path);
  const { bytes } = await writeTable(origin, format, path, { pool, signal, onProgress, temporary });
  return { rows, digest, bytes };
}

async function load(
  { delivery, receiver, origin }: Sending,
  job: PostgresLoadJob,
  { pool, signal, runId }: StageContext,
  onProgress: (progress: { rows: number; bytes: number }) => void,
): Promise<DeliveryFile> {
  const { table, shard, rowCount } = delivery;
  const firstRow = origin.kind === 'program' ? delivery.firstRow : 0;
  const deliveries = qualified(job.schema, deliveriesTable(receiver.tables));
  const work: Omit<LoadShardJob, 'control'> = {
    kind: 'load-shard',
    id: `${runId} ${receiver.record.delivery} ${table}`,
    origin,
    range: { firstRow, rowCount },
    load: job,
    delivery: { deliveries, table, shard },
  };
  const sent = await namingTarget(receiver.target, () =>
    pool.runOne<LoadShardJob>(work, { signal, onProgress }),
  );
  return { rows: sent.rows, digest: sent.digest, origin: origin.kind, format: job.format };
}
