import { mergeDigests } from '@rowmill/core/engine';
import { EnvironmentLostError, TargetError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { Sizing } from '../runs/sizing.ts';
import type { RunDirectory } from '../stores/run-directory.ts';
import type { TableDigest, Target } from '../targets/target.ts';
import { deliveriesTo } from './deliver-shard.ts';
import { type DeliveryFile, deliveryFileName } from './delivery-file.ts';
import type { OpenEnvironment, OpenTarget } from './open-environments.ts';

/** `set-up.json` of a run: what its targets hold, verified. */
export interface SetUpFile {
  readonly version: 1;
  readonly targets: readonly {
    readonly environment: string;
    readonly index: number;
    /** Of the target as it was made last. */
    readonly delivery: string;
    readonly verified: Target['verifies'];
    readonly rows: number;
    readonly formats: Readonly<Record<string, 'binary' | 'text'>>;
  }[];
}

const FILE = 'set-up.json';

export const findSetUp = (files: RunDirectory): Promise<SetUpFile | undefined> =>
  files.find<SetUpFile>(FILE);

/** What is to be finished, and how its deliveries were cut. */
export interface SetUp {
  readonly environments: readonly OpenEnvironment[];
  readonly sizing: Sizing | undefined;
}

/**
 * Finishes what was delivered: compares the sent rows with those stored, adds keys and references, and reads everything
 * back. Safe to repeat.
 *
 * @throws {@link TargetError} when a target was sent, or holds, something else; {@link EnvironmentLostError} when not
 * all shards have arrived.
 */
export async function setUpEnvironments(
  { environments, sizing }: SetUp,
  context: StageContext,
): Promise<{ readonly summary: string }> {
  const { files } = context;
  const wanted = environments.flatMap(({ targets }) => targets);
  const before = await findSetUp(files);
  const done = new Set(before?.targets.map(({ delivery }) => delivery));
  if (!wanted.every(({ record }) => done.has(record.delivery))) {
    const targets: SetUpFile['targets'][number][] = [];
    for (const environment of environments) {
      for (const open of environment.targets) {
        context.signal.throwIfAborted();
        const sent = await sentTo({ environment, open, sizing }, context);
        targets.push(await setUp(environment, { open, sent }, context));
      }
    }
    await files.write(FILE, { version: 1, targets } satisfies SetUpFile);
  }
  return { summary: describeVerified(wanted.map(({ target }) => target.verifies)) };
}

async function setUp(
  environment: OpenEnvironment,
  { open, sent }: { readonly open: OpenTarget; readonly sent: readonly TableDigest[] },
  context: StageContext,
): Promise<SetUpFile['targets'][number]> {
  const { record, target, tables } = open;
  for (const [i, table] of tables.entries()) {
    const digest = sent[i];
    if (digest === undefined || digest.digest !== table.digest || digest.rows !== table.rows) {
      throw new TargetError(
        target.describe(),
        `table "${table.name}" was sent with digest ${digest?.digest}, but stored with ${table.digest} - remove the dataset from the store and run again`,
      );
    }
  }
  await finishTarget(open, sent);
  await target.endDeliveries(tables.map(({ shape }) => shape));
  for (const message of new Set([...record.notes, ...target.notes()]))
    context.emit({ type: 'note', message });
  return {
    environment: environment.name,
    index: record.index,
    delivery: record.delivery,
    verified: target.verifies,
    rows: sent.reduce((sum, { rows }) => sum + rows, 0),
    formats: Object.fromEntries(
      sent.flatMap(({ table, format }) => (format === undefined ? [] : [[table.name, format]])),
    ),
  };
}

/**
 * Finishes a loaded target and reads it back.
 *
 * @throws {@link TargetError} when it does not hold what was sent.
 */
async function finishTarget(
  { target, tables }: OpenTarget,
  sent: readonly TableDigest[],
): Promise<void> {
  await target.finish(tables.map(({ shape }) => shape));
  const checks = await target.verify(sent);
  const wrong = checks.filter(({ matches }) => !matches);
  if (wrong.length === 0) return;
  const problems = wrong.map(
    (check) =>
      `table "${check.table}" holds ${check.rows} rows with digest ${check.digest}, not ${check.expectedRows} with ${check.expectedDigest}`,
  );
  throw new TargetError(target.describe(), problems.join('\n'));
}

/** What was sent to a target, table by table. */
async function sentTo(
  {
    environment: { name },
    open: { record, tables },
    sizing,
  }: {
    readonly environment: OpenEnvironment;
    readonly open: OpenTarget;
    readonly sizing: Sizing | undefined;
  },
  { files }: StageContext,
): Promise<TableDigest[]> {
  const wanted = deliveriesTo({ name, targets: [{ record, tables }] }, sizing);
  return Promise.all(
    tables.map(async ({ shape }) => {
      const shards = await Promise.all(
        wanted
          .filter(({ table }) => table === shape.name)
          .map(({ table, shard }) =>
            files.find<DeliveryFile>(deliveryFileName(record.delivery, table, shard)),
          ),
      );
      const arrived = shards.filter((shard) => shard !== undefined);
      if (arrived.length < shards.length)
        throw new EnvironmentLostError(name, `not all shards of "${shape.name}" have arrived`);
      return { table: shape, ...sumOf(arrived) };
    }),
  );
}

function sumOf(shards: readonly DeliveryFile[]): Omit<TableDigest, 'table'> {
  const [{ origin, format, bytes } = {}] = shards as readonly Partial<DeliveryFile>[];
  const [only] = shards;
  const parts = shards.flatMap(({ part }) => part ?? []);
  // Digests of files are those of the table, whole.
  const { rows, digest } = bytes !== undefined && only !== undefined ? only : mergeDigests(shards);
  return {
    rows,
    digest,
    ...(origin === undefined ? {} : { origin }),
    ...(format === undefined ? {} : { format }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(parts.length === 0 ? {} : { parts }),
  };
}

function describeVerified(ways: readonly Target['verifies'][]): string {
  const said = {
    content: 'keys and references hold, contents read back and equal',
    checksum: 'files complete, checksums equal',
    size: 'files complete',
  };
  return [...new Set(ways)].map((way) => said[way]).join('; ');
}
