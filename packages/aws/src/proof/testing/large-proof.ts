import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { startRun, workflowOf } from '../../../../rowmill/src/runner/start-run.ts';
import { createDirectoryStore } from '../../../../rowmill/src/stores/directory-store.ts';
import { openBuiltPool } from '../../../../rowmill/src/testing/built-pool.ts';
import { startMoto } from '../../../../rowmill/src/testing/start-moto.ts';
import { manifestsOf, partsOf } from './dataset-facts.ts';
import { openFunctionWorld } from './function-world.ts';

/** What two engines made of one request. */
export interface LargeProof {
  readonly rows: number;
  readonly parts: number;
  /** Keys of parts, or of manifests, that differ. */
  readonly different: readonly string[];
  readonly embeddedSeconds: number;
  readonly lambdaSeconds: number;
  /** SHA-256 of each part, by its key. */
  readonly digests: Readonly<Record<string, string>>;
}

const requestOf = (rows: number): object => ({
  name: 'users',
  seed: 42,
  tables: {
    users: {
      rows,
      columns: {
        id: { generator: 'uuid' },
        name: { generator: 'person.fullName' },
        email: { generator: 'internet.email', unique: true },
        phone: { generator: 'phone.number' },
        created_at: { generator: 'date.recent', days: 365 },
        plan: { generator: 'choice', values: { free: 80, pro: 18, enterprise: 2 } },
      },
      key: 'id',
    },
  },
});

/** Parts of a shard: some seconds of one processor. */
const SIZING = { partsPerShard: 16, buildConcurrency: 2, deliveryConcurrency: 2 };

/**
 * Has one machine and the handlers of Lambda, on emulators, carry out the same request.
 *
 * @param folder empty
 */
export async function proveLarge(rows: number, folder: string): Promise<LargeProof> {
  const embedded = createDirectoryStore(join(folder, '.rowmill'));
  const embeddedSeconds = await timed(() => runEmbedded(rows, embedded, folder));
  const moto = await startMoto();
  const world = await openFunctionWorld(moto, join(folder, 'scratch'));
  Object.assign(process.env, world.environment);
  try {
    const lambdaSeconds = await timed(async () => {
      const { status, error, cause } = await world.run(requestOf(rows), { sizing: SIZING });
      if (status !== 'SUCCEEDED') throw new Error(`by Lambda: ${status} ${error}: ${cause}`);
    });
    const digests = await partsOf(embedded);
    const others = await partsOf(world.store);
    const different = [
      ...differences(digests, others),
      ...differences(await manifestsOf(embedded), await manifestsOf(world.store)),
    ];
    const parts = Object.keys(digests).length;
    return { rows, parts, different, embeddedSeconds, lambdaSeconds, digests };
  } finally {
    await world.close();
    await moto.stop();
  }
}

async function runEmbedded(
  rows: number,
  store: ReturnType<typeof createDirectoryStore>,
  folder: string,
): Promise<void> {
  const pool = openBuiltPool(availableParallelism());
  const request = parseRequest(requestOf(rows), { definitions: REQUEST_DEFINITIONS });
  const wanted = {
    request: {
      file: join(folder, 'rowmill.yaml'),
      directory: folder,
      resolved: { request, imports: {} },
    },
    started: new Date(),
    command: 'rowmill run',
    rowmillVersion: '0.1.0',
    reportFolder: join(folder, 'report'),
  };
  const { signal } = new AbortController();
  const world = { store, pool, environment: {}, emit: () => undefined, signal };
  try {
    const { result } = await startRun(wanted, await workflowOf(wanted.request), world);
    if (result.status !== 'SUCCEEDED') throw new Error(`embedded: ${JSON.stringify(result)}`);
  } finally {
    await pool.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function differences(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}
